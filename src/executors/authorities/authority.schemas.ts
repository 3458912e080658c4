import { z } from 'zod';
import { instant, pageOf, pageQuery } from '../../platform/http/index.js';
import { inForce, line, query } from '../directory.fields.js';
import { authorityKinds, authorityRoles } from './authority.entity.js';

const code = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).max(60)
  .meta({ description: 'Постоянный код латиницей; если не указан, присваивается' });
const oktmo = z.string().regex(/^\d{8}$/).meta({ description: 'ОКТМО муниципального образования, 8 цифр' });
const scheduleId = z.uuid().nullable().meta({ description: 'График работы; null — общий график' });

export const authoritiesQuery = z.strictObject({
  q: query,
  kind: z.enum(authorityKinds).optional(),
  state: inForce,
  ...pageQuery,
});

export const createAuthorityBody = z.strictObject({
  name: line(500).meta({ description: 'Полное наименование' }),
  shortName: line(200).optional().meta({ description: 'Краткое наименование; если не указано, равно полному' }),
  kind: z.enum(authorityKinds),
  code: code.optional(),
  oktmo: oktmo.nullable().optional(),
  note: line(1000).nullable().optional(),
  scheduleId: scheduleId.optional(),
});

export const changeAuthorityBody = z.strictObject({
  name: line(500).optional().meta({ description: 'Новое наименование; прежнее остаётся в истории' }),
  shortName: line(200).optional(),
  kind: z.enum(authorityKinds).optional(),
  role: z.enum(authorityRoles).optional().meta({ description: 'Роль по постановлению; переходит от прежнего органа' }),
  oktmo: oktmo.nullable().optional(),
  note: line(1000).nullable().optional(),
  scheduleId: scheduleId.optional(),
  validTo: instant().nullable().optional().meta({ description: 'Упразднён с этого момента; null — действует' }),
});

export type AuthoritiesQuery = z.output<typeof authoritiesQuery>;
export type CreateAuthorityBody = z.output<typeof createAuthorityBody>;
export type ChangeAuthorityBody = z.output<typeof changeAuthorityBody>;

const moment = z.iso.datetime({ offset: true });

export const authorityView = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  kind: z.enum(authorityKinds),
  role: z.enum(authorityRoles).nullable(),
  oktmo: z.string().nullable(),
  evidence: z.array(z.string()),
  note: z.string().nullable(),
  scheduleId: z.uuid().nullable(),
  validFrom: moment,
  validTo: moment.nullable(),
  active: z.boolean(),
  version: z.int(),
}).meta({ id: 'Authority' });
export type AuthorityView = z.output<typeof authorityView>;

export const authorityPage = pageOf(authorityView);

export const authorityHistory = z.object({
  names: z.array(z.object({ name: z.string(), shortName: z.string(), validFrom: moment, validTo: moment.nullable() })),
  events: z.array(z.object({
    id: z.string(),
    type: z.string(),
    at: moment,
    actorId: z.uuid().nullable(),
    actorRole: z.string().nullable(),
    channel: z.string(),
    clause: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })),
}).meta({ id: 'AuthorityHistory' });
export type AuthorityHistory = z.output<typeof authorityHistory>;
