import { z } from 'zod';
import { instant, pageOf, pageQuery } from '../../platform/http/index.js';
import { deadlineSchema } from '../../regulation/index.js';
import { duties } from '../contacts/contact.entity.js';
import { line } from '../directory.fields.js';
import { noticeKinds, owedDuties } from './duty.entities.js';

/** What stands of a duty: somebody named and right, gone stale, known to have changed, or nobody. */
export const dutyStates = ['present', 'outdated', 'changed', 'missing'] as const;
export type DutyState = (typeof dutyStates)[number];

export const dutiesQuery = z.strictObject({
  authorityId: z.uuid().optional(),
  duty: z.enum(duties).optional(),
  state: z.enum(dutyStates).optional(),
  term: z.enum(['open', 'overdue']).optional().meta({ description: 'Только те, по кому идёт срок или срок прошёл' }),
  ...pageQuery,
});

export const detailsChangedBody = z.strictObject({
  at: instant().optional().meta({ description: 'Когда сведения изменились; по умолчанию сейчас' }),
  what: line(500).optional().meta({ description: 'Что изменилось, если известно' }),
}).default({});

export const beginBody = z.strictObject({
  startedAt: instant().optional().meta({ description: 'С какого момента считаются сроки; по умолчанию сейчас, не раньше чем 30 дней назад' }),
}).default({});

export const joinBody = z.strictObject({
  duties: z.array(z.enum(owedDuties)).min(1).max(2).optional().meta({ description: 'Кого орган называет; по умолчанию всех' }),
  act: line(500).optional().meta({ description: 'Собственный правовой акт органа (пункт 6 постановления)' }),
}).default({});

const moment = z.iso.datetime({ offset: true });

export const dutyView = z.object({
  authority: z.object({ id: z.uuid(), code: z.string(), shortName: z.string() }),
  duty: z.enum(duties),
  state: z.enum(dutyStates).meta({ description: 'Названы и верны; не подтверждались полгода; изменились; никто не назван' }),
  since: moment.nullable().meta({ description: 'С какого момента: никого нет, сведения устарели или изменились' }),
  contacts: z.array(z.object({ id: z.uuid(), name: z.string(), confirmedAt: moment, outdated: z.boolean(), changed: z.boolean() })),
  term: deadlineSchema.nullable().meta({ description: 'Срок, который идёт или прошёл' }),
}).meta({ id: 'Duty' });

export const dutyPage = z.object({
  ...pageOf(dutyView).shape,
  startedAt: moment.nullable().meta({ description: 'С какого момента действуют сроки справочника; null — ещё не начаты' }),
});

export const beginningView = z.object({ startedAt: moment.nullable(), declaredAt: moment.nullable() }).meta({ id: 'DirectoryBeginning' });

export const noticesQuery = z.strictObject({
  unacknowledged: z.enum(['true', 'false']).optional().meta({ description: 'Только те, с которыми вы ещё не ознакомились' }),
  ...pageQuery,
});
const person = { surname: z.string(), name: z.string(), patronymic: z.string().nullable(), position: z.string(), phone: z.string(), email: z.string() };
export const noticeView = z.object({
  id: z.uuid(),
  kind: z.enum(noticeKinds).meta({ description: 'Назначен, изменились сведения, больше не работает' }),
  at: moment,
  curator: z.object({ id: z.uuid(), ...person }),
  acknowledgedAt: moment.nullable().meta({ description: 'Когда с этим ознакомились вы' }),
  authorities: z.object({ acknowledged: z.int(), total: z.int() }).nullable().meta({ description: 'Сколько органов ознакомилось; видят куратор и администратор' }),
}).meta({ id: 'CuratorNotice' });
export const noticePage = pageOf(noticeView);
export const noticeReaders = z.object({
  items: z.array(z.object({
    authority: z.object({ id: z.uuid(), shortName: z.string() }),
    people: z.array(z.object({ name: z.string(), at: moment })),
  })),
}).meta({ id: 'CuratorNoticeReaders' });

export type DutiesQuery = z.output<typeof dutiesQuery>;
export type DetailsChangedBody = z.output<typeof detailsChangedBody>;
export type BeginBody = z.output<typeof beginBody>;
export type JoinBody = z.output<typeof joinBody>;
export type DutyView = z.output<typeof dutyView>;
export type DutyPage = z.output<typeof dutyPage>;
export type NoticesQuery = z.output<typeof noticesQuery>;
export type NoticeView = z.output<typeof noticeView>;
export type NoticeReaders = z.output<typeof noticeReaders>;
