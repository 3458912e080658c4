import { z } from 'zod';
import { styleReportSchema } from '../assistance/index.js';
import { attachmentSchema } from '../attachments/index.js';
import { networks } from '../networks/index.js';
import { instant, pageQuery } from '../platform/http/index.js';
import { deliverySchema } from '../publishing/index.js';
import { deadlineSchema, obligationKeys, weightSchema } from '../regulation/index.js';
import { assignmentStates } from './assignment.transitions.js';
import { declineGrounds, incidentStates } from './incident.transitions.js';

const text = (max: number, description: string) => z.string().trim().min(1).max(max).meta({ description });
const link = z.url({ protocol: /^https?$/ }).max(2000);
const attachments = z.array(z.uuid()).max(10).optional().meta({ description: 'Номера загруженных вложений; в новой версии ответа — и вложений прежних версий, в сводном ответе — и вложений его частей' });
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const idSchema = z.uuid();
export const replyText = text(16_000, 'Текст ответа');

export const recordBody = z
  .strictObject({
    network: z.enum(networks),
    url: link.meta({ description: 'Ссылка на сообщение' }),
    author: z.strictObject({ name: text(300, 'Имя автора, как в сети'), profileUrl: link.nullish() }),
    text: text(16_384, 'Текст сообщения'),
    postedAt: instant(),
    attachments,
  })
  .meta({ id: 'RecordIncident' });

export const declineBody = z.strictObject({ ground: z.enum(declineGrounds), comment: text(2000, 'Пояснение').optional() }).meta({ id: 'DeclineIncident' });

export const mergeBody = z.strictObject({ into: z.uuid().meta({ description: 'К какому сообщению присоединить' }) }).meta({ id: 'MergeIncident' });

export const routeBody = z
  .strictObject({
    topicId: z.uuid(),
    locationId: z.uuid().optional().meta({ description: 'Населённый пункт из справочника' }),
    place: text(500, 'Другое примерное место').optional(),
    executorIds: z.array(z.uuid()).min(1).max(20).meta({ description: 'Один исполнитель (п. 6) или несколько (п. 7)' }),
    note: text(2000, 'Пояснение исполнителю').optional(),
  })
  .meta({ id: 'RouteIncident' });

export const reasonBody = z.strictObject({ reason: text(2000, 'Краткое обоснование') }).meta({ id: 'Reason' });
export const draftBody = z.strictObject({ kind: z.enum(['final', 'interim']), text: replyText, attachments }).meta({ id: 'SubmitDraft' });
/** By hand with the link, or by the product through the network's interface. */
const way = {
  url: link.optional().meta({ description: 'Ссылка на опубликованный ответ, если он опубликован вручную' }),
  through: z.literal('network').optional().meta({ description: 'Опубликовать через интерфейс социальной сети' }),
  accountId: z.uuid().optional().meta({ description: 'От имени какого аккаунта публиковать через сеть' }),
};
interface Way {
  url?: string;
  through?: 'network';
}
const oneWay = ({ url, through }: Way) => (url === undefined) !== (through === undefined);
const WAYS = { path: ['url'], message: 'Укажите ссылку на ответ или through: network' };

export const publishBody = z.strictObject(way).refine(oneWay, WAYS).meta({ id: 'PublishReply' });
export const reviseBody = z
  .strictObject({ text: replyText, attachments, ...way })
  .refine(({ url, through }) => url === undefined || through === undefined, WAYS)
  .meta({ id: 'ReviseAndPublish' });
export const consolidatedReplyBody = z.strictObject({ text: replyText, attachments, ...way }).refine(oneWay, WAYS).meta({ id: 'ConsolidatedReply' });
export const remarksBody = z.strictObject({ remarks: text(4000, 'Замечания и предложения') }).meta({ id: 'RequestChanges' });
export const emptyBody = z.strictObject({}).optional();

export const incidentListQuery = z.strictObject({
  status: z.enum(incidentStates).optional(),
  network: z.enum(networks).optional(),
  topicId: z.uuid().optional(),
  authorityId: z.uuid().optional(),
  overdue: flag.optional().meta({ description: 'Есть ли просроченный срок' }),
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'Слова, часть слова, имя автора, ссылка или номер' }),
  from: instant().optional().meta({ description: 'Записано не раньше' }),
  to: instant().optional().meta({ description: 'Записано раньше' }),
  sort: z.enum(['-recordedAt', 'recordedAt']).default('-recordedAt'),
  ...pageQuery,
});

export const assignmentListQuery = z.strictObject({
  mine: flag.optional().meta({ description: 'Только мои и тех, кого я замещаю' }),
  status: z.enum(assignmentStates).optional(),
  overdue: flag.optional(),
  ...pageQuery,
});

const named = z.object({ id: z.uuid(), name: z.string() });
const authority = named.extend({ shortName: z.string() }).meta({ id: 'AuthorityName' });
const actions = z.array(z.string()).meta({ description: 'Что вы можете сделать сейчас' });
const author = z.object({ name: z.string(), profileUrl: z.string().nullable() });
const topic = z.object({ id: z.uuid(), code: z.string(), name: z.string(), group: named }).meta({ id: 'TopicRef' });
const location = named.extend({ oktmo: z.string() }).meta({ id: 'LocationRef' });

const draftView = z
  .object({
    id: z.uuid(),
    version: z.int(),
    kind: z.enum(['final', 'interim']),
    text: z.string(),
    status: z.enum(['in-review', 'approved', 'changes-requested', 'withdrawn', 'revised']),
    remarks: z.string().nullable(),
    createdAt: z.string(),
    decidedAt: z.string().nullable(),
    attachments: z.array(attachmentSchema),
    length: z.object({ length: z.int(), max: z.int() }).meta({ description: 'Длина текста, как её считает сеть, и сколько она принимает' }),
    style: styleReportSchema.nullable().meta({ description: 'Подсказки по стилю (М, п. 9): у последней версии' }),
    allowedActions: actions,
  })
  .meta({ id: 'Draft' });

export const assignmentView = z
  .object({
    id: z.uuid(),
    incidentId: z.uuid(),
    authority: authority.nullable(),
    executor: named.nullable(),
    status: z.enum(assignmentStates),
    publisher: z.enum(['executor', 'curator', 'consolidated']).nullable(),
    note: z.string().nullable(),
    assignedAt: z.string(),
    endReason: z.string().nullable(),
    drafts: z.array(draftView),
    allowedActions: actions,
  })
  .meta({ id: 'Assignment' });

const publicationView = z
  .object({
    id: z.uuid(),
    kind: z.enum(['interim', 'final']),
    assignmentId: z.uuid().nullable(),
    draftId: z.uuid().nullable(),
    network: z.enum(networks),
    url: z.string(),
    text: z.string(),
    publisher: z.enum(['executor', 'curator']),
    way: z.enum(['by-hand', 'network']),
    publishedAt: z.string(),
    attachments: z.array(attachmentSchema),
  })
  .meta({ id: 'Publication' });

const incidentCore = {
  id: z.uuid(),
  number: z.int(),
  status: z.enum(incidentStates),
  network: z.enum(networks),
  url: z.string(),
  text: z.string(),
  author,
  postedAt: z.string(),
  recordedAt: z.string(),
  topic: topic.nullable(),
  location: location.nullable(),
  place: z.string().nullable(),
  version: z.int(),
};

export const incidentView = z
  .object({
    ...incidentCore,
    mode: z.enum(['single', 'several']).nullable(),
    declined: z.object({ ground: z.enum(declineGrounds), comment: z.string().nullable() }).nullable(),
    mergedInto: z.uuid().nullable(),
    mergedPosts: z.array(z.object({ id: z.uuid(), number: z.int(), network: z.enum(networks), url: z.string(), author, postedAt: z.string() })),
    interimAnsweredAt: z.string().nullable().meta({ description: 'Когда опубликован промежуточный ответ' }),
    closedAt: z.string().nullable(),
    original: z
      .object({ editions: z.array(z.object({ text: z.string(), seenAt: z.string() })), deletedAt: z.string().nullable() })
      .nullable()
      .meta({ description: 'Что автор сделал с сообщением в сети после записи: новые тексты и удаление; null, если об этом ничего не известно. text — сообщение, каким его записали' }),
    attachments: z.array(attachmentSchema),
    assignments: z.array(assignmentView),
    deadlines: z.array(deadlineSchema),
    publications: z.array(publicationView),
    deliveries: z.array(deliverySchema).meta({ description: 'Публикации через сети: в пути и ждущие человека' }),
    allowedActions: actions,
  })
  .meta({ id: 'Incident' });

export const incidentListItem = z
  .object({
    ...incidentCore,
    authorities: z.array(authority),
    nextDueAt: z.string().nullable().meta({ description: 'Ближайший открытый срок' }),
    overdue: z.boolean(),
  })
  .meta({ id: 'IncidentListItem' });

export const assignmentListItem = z
  .object({
    id: z.uuid(),
    status: z.enum(assignmentStates),
    assignedAt: z.string(),
    note: z.string().nullable(),
    authority: authority.nullable(),
    executor: named.nullable(),
    incident: z.object({ id: z.uuid(), number: z.int(), network: z.enum(networks), url: z.string(), text: z.string(), author, version: z.int() }),
    nextDueAt: z.string().nullable(),
    overdue: z.boolean(),
    allowedActions: actions,
  })
  .meta({ id: 'AssignmentListItem' });

export const historyItem = z
  .object({
    id: z.string(),
    at: z.string(),
    event: z.string(),
    title: z.string().meta({ description: 'Что произошло, словами' }),
    subject: z.string().nullable(),
    subjectId: z.uuid().nullable(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    actor: z
      .object({ userId: z.uuid().nullable(), role: z.string().nullable(), name: z.string().nullable() })
      .meta({ description: 'Кто это сделал; сотрудники других органов исполнителю не называются' }),
    channel: z.string(),
    clause: z.string().nullable(),
    bearer: z.string().nullable().meta({ description: 'Кто отвечал за шаг (п. 14)' }),
    tookWorkingMs: z.number().nullable().meta({ description: 'Сколько рабочего времени занял шаг, мс' }),
    mark: z
      .object({ obligation: z.enum(obligationKeys), dueAt: z.string(), weight: weightSchema })
      .nullable()
      .meta({ description: 'О каком сроке предупреждение или истечение и сколько оно значит теперь' }),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'HistoryItem' });

export type IncidentView = z.output<typeof incidentView>;
export type AssignmentView = z.output<typeof assignmentView>;
export type IncidentListItem = z.output<typeof incidentListItem>;
export type AssignmentListItem = z.output<typeof assignmentListItem>;
export type HistoryItem = z.output<typeof historyItem>;
