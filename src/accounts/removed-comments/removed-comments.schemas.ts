import { z } from 'zod';
import { attachmentSchema } from '../../attachments/index.js';
import { accountNetworks } from '../../networks/index.js';
import { instant, pageOf, pageQuery } from '../../platform/http/index.js';
import { removalGrounds } from './removed-comment.entity.js';

const text = (max: number, description: string) => z.string().trim().min(1).max(max).meta({ description });
const link = z.url({ protocol: /^https?$/ }).max(2000);
const ground = z.enum(removalGrounds).meta({ description: 'Противоречит закону, спам-рассылка, оскорбление, нецензурные выражения' });

/** What is told of a removed comment. */
export const removalContent = {
  ground,
  text: text(16_384, 'Текст удалённого комментария'),
  author: z.strictObject({ name: text(300, 'Имя автора, как в сети'), profileUrl: link.nullish() }),
  url: link.meta({ description: 'Ссылка на комментарий или на запись, под которой он был' }),
  postedAt: instant().nullish().meta({ description: 'Когда написан, если известно' }),
  removedAt: instant().optional().meta({ description: 'Когда удалён; по умолчанию сейчас' }),
  explanation: text(2000, 'Какую норму нарушает, другое пояснение').nullish(),
  attachments: z.array(z.uuid()).max(10).optional().meta({ description: 'Снимки экрана' }),
};

export const recordRemovalBody = z.strictObject({ accountId: z.uuid(), ...removalContent }).meta({ id: 'RecordRemovedComment' });
export const correctRemovalBody = z.strictObject({
  ...z.strictObject(removalContent).partial().shape,
  reason: text(500, 'Почему запись исправляется'),
  withdrawn: z.boolean().optional().meta({ description: 'true — записано по ошибке: запись не учитывается, но остаётся' }),
}).meta({ id: 'CorrectRemovedComment' });

const filter = {
  accountId: z.uuid().optional(),
  authorityId: z.uuid().optional(),
  network: z.enum(accountNetworks).optional(),
  ground: ground.optional(),
  from: instant().optional().meta({ description: 'Удалено не раньше' }),
  to: instant().optional().meta({ description: 'Удалено раньше' }),
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'Часть текста, имени автора или ссылки' }),
  state: z.enum(['current', 'withdrawn', 'all']).default('current'),
};
export const removalsQuery = z.strictObject({ ...filter, ...pageQuery });
export const exportQuery = z.strictObject({ ...filter, format: z.enum(['csv', 'xlsx']).default('xlsx') });

const moment = z.iso.datetime({ offset: true });
const revision = {
  ground,
  text: z.string(),
  author: z.object({ name: z.string(), profileUrl: z.string().nullable() }),
  url: z.string(),
  postedAt: moment.nullable(),
  removedAt: moment,
  explanation: z.string().nullable(),
  withdrawn: z.boolean(),
  recordedBy: z.string().nullable().meta({ description: 'Кто записал' }),
  recordedAt: moment,
};

export const removalView = z.object({
  id: z.uuid(),
  account: z.object({ id: z.uuid(), network: z.enum(accountNetworks), name: z.string(), url: z.string() }),
  authority: z.object({ id: z.uuid(), shortName: z.string() }).nullable().meta({ description: 'null — аккаунт Правительства края' }),
  clause: z.string(),
  ...revision,
  attachments: z.array(attachmentSchema),
  allowedActions: z.array(z.enum(['correct'])),
  version: z.int().meta({ description: 'Номер исправления; 1 — исходная запись' }),
}).meta({ id: 'RemovedComment' });
export const removalPage = pageOf(removalView);
export const removalHistory = z.object({
  items: z.array(z.object({ ...revision, version: z.int(), reason: z.string().nullable() })),
}).meta({ id: 'RemovedCommentHistory' });

export type RecordRemovalBody = z.output<typeof recordRemovalBody>;
export type CorrectRemovalBody = z.output<typeof correctRemovalBody>;
export type RemovalsQuery = z.output<typeof removalsQuery>;
export type RemovalFilter = Omit<RemovalsQuery, 'cursor' | 'limit'>;
export type ExportQuery = z.output<typeof exportQuery>;
export type RemovalView = z.output<typeof removalView>;
export type RemovalHistory = z.output<typeof removalHistory>;
