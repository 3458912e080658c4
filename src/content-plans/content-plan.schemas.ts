import { z } from 'zod';
import { styleReportSchema } from '../assistance/index.js';
import { attachmentSchema, MAX_PER_SUBJECT } from '../attachments/index.js';
import { accountNetworks } from '../networks/index.js';
import { pageQuery } from '../platform/http/index.js';
import { deliverySchema } from '../publishing/index.js';
import { deadlineSchema } from '../regulation/index.js';
import { planStates } from './content-plan.transitions.js';
import { isIsoWeek } from './iso-week.js';
import { planFormats, planWays } from './plan-item.entity.js';
import { postStates } from './posts/planned-post.entity.js';
import { MAX_ITEMS, warningCodes } from './plan-rules.js';

const text = (max: number, description: string) => z.string().trim().min(1).max(max).meta({ description });
const link = z.url({ protocol: /^https?$/ }).max(2000);
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const idSchema = z.uuid();
export const isoWeek = z
  .string()
  .regex(/^20\d\d-W\d\d$/, 'Ожидается неделя вида 2020-W25')
  .refine(isIsoWeek, 'Такой недели нет')
  .meta({ description: 'Неделя ISO 8601, например 2020-W25' });
export const versionNumber = z.coerce.number().int().min(1).max(1_000_000);

const date = z.iso.date({ abort: true }).refine((day) => /^20\d\d-/.test(day), 'Ожидается год от 2000 до 2099').meta({ description: 'Дата по местному времени' });
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Ожидается время вида 09:30').meta({ description: 'Местное время, ЧЧ:ММ' });
const accountIds = z
  .array(z.uuid())
  .min(1)
  .max(accountNetworks.length * 5)
  .refine((ids) => new Set(ids.map((id) => id.toLowerCase())).size === ids.length, 'Аккаунты не повторяются')
  .meta({ description: 'В каких аккаунтах органа выходит' });
const attachments = z.array(z.uuid()).max(MAX_PER_SUBJECT).optional().meta({ description: 'Номера загруженных вложений' });
const theme = text(500, 'Тема').nullish();
const postText = text(16_000, 'Текст публикации').nullish();
const newsPeg = text(500, 'Информационный повод').nullish();
const format = z.enum(planFormats).meta({ description: 'Формат публикации (А, п. 8)' });

const way = z.enum(planWays).meta({ description: 'network — выходит сама в своё время через социальную сеть; by-hand — публикует человек' });

export const openBody = z
  .strictObject({ week: isoWeek, government: z.boolean().optional().meta({ description: 'true — план Правительства края (А, п. 2.2); нужен тому, кто работает и за орган, и за Комитет' }) })
  .meta({ id: 'OpenContentPlan' });
export const itemBody = z
  .strictObject({ date, time, accountIds, theme, text: postText, format: format.default('text'), newsPeg, way: way.default('by-hand'), attachments })
  .refine((item) => Boolean(item.theme ?? item.text), { message: 'Укажите тему или текст', path: ['theme'] })
  .meta({ id: 'PlanItemInput' });
export const itemChangeBody = z
  .strictObject({ date: date.optional(), time: time.optional(), accountIds: accountIds.optional(), theme, text: postText, format: format.optional(), newsPeg, way: way.optional(), attachments })
  .meta({ id: 'PlanItemChange' });
export const duplicateBody = z.strictObject({ date: date.optional(), time: time.optional() }).meta({ id: 'DuplicatePlanItem' });
export const submitBody = z
  .strictObject({ fewerReason: text(2000, 'Почему публикаций меньше рекомендованного').optional() })
  .optional()
  .meta({ id: 'SubmitContentPlan' });
export const noticeBody = z.strictObject({ comment: text(2000, 'Пояснение').optional() }).optional().meta({ id: 'NoNewsPegs' });
const asked = z.int().min(1).max(1_000_000).optional().meta({ description: 'Номер версии, которую вы рассмотрели' });
export const approveBody = z.strictObject({ number: asked }).optional().meta({ id: 'ApproveContentPlan' });
export const recommendBody = z
  .strictObject({
    number: asked,
    remarks: text(4000, 'Рекомендации к плану в целом').optional(),
    items: z.array(z.strictObject({ itemId: z.uuid(), text: text(2000, 'Рекомендация') })).max(MAX_ITEMS).default([]),
  })
  .meta({ id: 'RecommendContentPlan' });
export const amendBody = z.strictObject({ reason: text(2000, 'Что изменилось') }).meta({ id: 'AmendContentPlan' });
export const publishedBody = z
  .strictObject({ accountId: z.uuid(), url: link.meta({ description: 'Ссылка на публикацию' }) })
  .meta({ id: 'PlanItemPublished' });
export const notPublishedBody = z
  .strictObject({ accountId: z.uuid().optional().meta({ description: 'Если не указан — во всех аккаунтах, где итога ещё нет' }), reason: text(2000, 'Почему не вышла') })
  .meta({ id: 'PlanItemNotPublished' });
export const emptyBody = z.strictObject({}).optional();

export const planListQuery = z.strictObject({
  week: isoWeek.optional(),
  from: isoWeek.optional().meta({ description: 'Недели не раньше' }),
  to: isoWeek.optional().meta({ description: 'Недели не позже' }),
  authorityId: z.uuid().optional(),
  status: z.enum(planStates).optional(),
  government: flag.optional(),
  late: flag.optional().meta({ description: 'Поступил с опозданием' }),
  overdue: flag.optional().meta({ description: 'Есть просроченный срок' }),
  sort: z.enum(['-week', 'week']).default('-week'),
  ...pageQuery,
});
export const changesQuery = z.strictObject({
  from: versionNumber.optional().meta({ description: 'Версия, с которой сравнить; по умолчанию предыдущая' }),
  to: versionNumber.optional().meta({ description: 'Версия, которую сравнить; по умолчанию последняя' }),
});

const authority = z.object({ id: z.uuid(), name: z.string(), shortName: z.string() }).meta({ id: 'AuthorityName' });
const actions = z.array(z.string()).meta({ description: 'Что вы можете сделать сейчас' });
const account = z.object({ id: z.uuid(), network: z.enum(accountNetworks), name: z.string(), url: z.string() }).meta({ id: 'PlanAccount' });

const itemContent = {
  id: z.uuid(), date: z.string(), time: z.string(), accountIds: z.array(z.uuid()), theme: z.string().nullable(), text: z.string().nullable(),
  format: z.enum(planFormats), newsPeg: z.string().nullable(), way,
};
const plainItem = z.object({ ...itemContent, attachmentIds: z.array(z.uuid()).optional().meta({ description: 'Вложения на момент направления версии' }) }).meta({ id: 'PlanItemContent' });
const change = z.union([z.string(), z.array(z.string()), z.null()]);
export const changesView = z
  .object({
    added: z.array(plainItem),
    removed: z.array(plainItem),
    changed: z.array(z.object({ itemId: z.uuid(), fields: z.array(z.object({ field: z.string(), before: change, after: change })) })),
    fewerReason: z.object({ before: z.string().nullable(), after: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'PlanChanges' });
export const comparisonView = z.object({ from: z.int().nullable(), to: z.int(), changes: changesView }).meta({ id: 'PlanComparison' });

const itemView = z
  .object({
    ...itemContent,
    accounts: z.array(account),
    attachments: z.array(attachmentSchema),
    style: styleReportSchema.shape.findings.meta({ description: 'Подсказки по стилю текста (А, п. 9): ничему не мешают' }),
    remark: z.string().nullable().meta({ description: 'Рекомендация к публикации в последней рассмотренной версии' }),
    posts: z.array(z.object({
      accountId: z.uuid(),
      dueAt: z.string(),
      state: z.enum(postStates).meta({ description: 'waiting — ждёт своего времени; handed — отправляется, ждёт человека или вышла; held — время пришло, не отправлена' }),
      reason: z.string().nullable().meta({ description: 'Почему не отправлена' }),
      explanation: z.string().nullable().meta({ description: 'То же словами' }),
      delivery: deliverySchema.nullable(),
    })).meta({ description: 'Выход публикации по времени в каждом аккаунте; появляется, когда план направлен' }),
    outcomes: z.array(z.object({ accountId: z.uuid(), url: z.string().nullable(), reason: z.string().nullable(), recordedAt: z.string() })),
  })
  .meta({ id: 'PlanItem' });

const warning = z
  .object({
    code: z.enum(warningCodes),
    itemId: z.uuid(),
    otherItemId: z.uuid().nullable(),
    accountId: z.uuid().nullable(),
    message: z.string(),
  })
  .meta({ id: 'PlanWarning' });

const versionCore = {
  number: z.int(),
  status: z.enum(['in-review', 'approved', 'changes-requested', 'withdrawn', 'settled']).meta({ description: 'settled — план Правительства, его никто не согласует' }),
  submittedAt: z.string(),
  decidedAt: z.string().nullable(),
  remarks: z.string().nullable(),
  itemRemarks: z.array(z.object({ itemId: z.uuid(), text: z.string() })),
  fewerReason: z.string().nullable(),
};
export const versionView = z.object({ ...versionCore, items: z.array(plainItem), changes: changesView.nullable() }).meta({ id: 'PlanVersion' });

const counts = z.object({ planned: z.int(), published: z.int(), notPublished: z.int(), open: z.int() }).meta({ id: 'PlanExecution', description: 'Публикации: одна публикация в одном аккаунте' });

const planCore = {
  id: z.uuid(),
  week: z.string(),
  authority: authority.nullable(),
  government: z.boolean(),
  status: z.enum(planStates),
  late: z.boolean().meta({ description: 'Поступил с опозданием' }),
  receivedAt: z.string().nullable(),
  version: z.int(),
};

export const planView = z
  .object({
    ...planCore,
    from: z.string(),
    to: z.string(),
    submitBy: z.string().nullable().meta({ description: 'К какому моменту план нужен в Комитете (А, п. 6); null у плана Правительства' }),
    minimum: z.int().meta({ description: 'Рекомендуется публикаций в неделю (А, п. 5)' }),
    fewerReason: z.string().nullable(),
    notice: z.object({ at: z.string(), comment: z.string().nullable() }).nullable(),
    items: z.array(itemView),
    warnings: z.array(warning),
    currentNumber: z.int().nullable().meta({ description: 'Версия, направленная последней' }),
    approvedNumber: z.int().nullable().meta({ description: 'Действующая версия' }),
    versions: z.array(z.object({ ...versionCore, items: z.int() })),
    unsent: changesView.nullable().meta({ description: 'Чем план отличается от направленной версии; null, если ничем' }),
    execution: counts,
    deadlines: z.array(deadlineSchema),
    allowedActions: actions,
  })
  .meta({ id: 'ContentPlan' });

export const planListItem = z
  .object({ ...planCore, items: z.int(), minimum: z.int(), execution: counts, nextDueAt: z.string().nullable(), overdue: z.boolean(), allowedActions: actions })
  .meta({ id: 'ContentPlanListItem' });

export const planHistoryItem = z
  .object({
    id: z.string(), at: z.string(), event: z.string(), title: z.string(), subject: z.string().nullable(), subjectId: z.uuid().nullable(),
    from: z.string().nullable(), to: z.string().nullable(), actor: z.object({ userId: z.uuid().nullable(), name: z.string().nullable(), role: z.string().nullable() }),
    channel: z.string(), clause: z.string().nullable(), bearer: z.string().nullable(), tookWorkingMs: z.number().nullable(), details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'PlanHistoryItem' });

const weekState = z.enum(['not-opened', ...planStates]);
export const weekView = z
  .object({
    week: z.string(), from: z.string(), to: z.string(), submitBy: z.string(), now: z.string(),
    summary: z.object({ authorities: z.int(), received: z.int(), late: z.int(), notices: z.int(), awaited: z.int(), overdue: z.int(), approved: z.int(), awaitingDecision: z.int(), items: z.int() }),
    rows: z.array(z.object({
      authority: authority.nullable(), title: z.string().meta({ description: 'Чей план' }), planId: z.uuid().nullable(), government: z.boolean(), status: weekState, receivedAt: z.string().nullable(), late: z.boolean(), overdue: z.boolean(),
      items: z.int(), minimum: z.int(), fewerReason: z.string().nullable(), dueAt: z.string().nullable().meta({ description: 'Ближайший открытый срок' }), execution: counts,
    })).meta({ description: 'Сначала то, что ждёт решения, потом по ближайшему сроку' }),
    load: z.array(z.object({ date: z.string(), items: z.int(), hours: z.array(z.object({ hour: z.int(), items: z.int() })) })),
  })
  .meta({ id: 'ContentPlanWeek' });

export const calendarLinkView = z.object({ url: z.string().meta({ description: 'Личный адрес календаря: показывается один раз' }), createdAt: z.string() }).meta({ id: 'PlanCalendarLink' });

export type PlanView = z.output<typeof planView>;
export type PlanItemView = z.output<typeof itemView>;
export type PlanListItem = z.output<typeof planListItem>;
export type PlanHistoryItem = z.output<typeof planHistoryItem>;
export type PlanVersionView = z.output<typeof versionView>;
export type PlanComparison = z.output<typeof comparisonView>;
export type WeekView = z.output<typeof weekView>;
export type CalendarLinkView = z.output<typeof calendarLinkView>;
export type PlanExecution = z.output<typeof counts>;
