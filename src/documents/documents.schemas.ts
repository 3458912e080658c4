import { z } from 'zod';
import { attachmentSchema } from '../attachments/index.js';
import { pageOf, pageQuery } from '../platform/http/index.js';
import { documentKinds, publishers } from './document.entity.js';

const oneLine = (max: number) => z.string().trim().min(1).max(max).refine((text) => !/\p{Cc}/u.test(text), 'Недопустимые символы');
const title = oneLine(300);
const text = z.string().trim().min(1).max(100_000).meta({ description: 'Текст редакции' });
const note = oneLine(500).meta({ description: 'Что нового в этой редакции' });
const attachments = z.array(z.uuid()).max(10).meta({ description: 'Загруженные файлы: PDF, DOCX, ODT и другие' });

export const documentsQuery = z.strictObject({
  kind: z.enum(['recommendations', 'instruction']).optional(),
  authorityId: z.uuid().optional().meta({ description: 'Инструкции этого органа' }),
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'Часть названия; е и ё не различаются' }),
  unacknowledged: z.enum(['true', 'false']).optional().meta({ description: 'Только те, с которыми вы ещё не ознакомились' }),
  ...pageQuery,
});
export const materialsQuery = documentsQuery.pick({ q: true, cursor: true, limit: true });

const content = { text: text.nullable().optional(), note: note.nullable().optional(), attachments: attachments.optional() };
export const createDocumentBody = z.strictObject({ kind: z.enum(['recommendations', 'instruction']), title, ...content });
export const createMaterialBody = z.strictObject({ title, ...content });
export const editionBody = z.strictObject(content).default({});
export const reviseBody = z.strictObject({ title: title.optional(), ...content });
export const acknowledgeBody = z.strictObject({ editionId: z.uuid().meta({ description: 'Редакция, которую вы прочитали' }) });

export const acknowledgementsQuery = z.strictObject({
  state: z.enum(['pending', 'done', 'all']).default('all'),
  authorityId: z.uuid().optional(),
  ...pageQuery,
});

const moment = z.iso.datetime({ offset: true });
const authority = z.object({ id: z.uuid(), shortName: z.string() });
const states = ['draft', 'issued', 'superseded', 'discarded'] as const;
export const documentActions = ['begin', 'revise', 'issue', 'discard', 'acknowledge'] as const;

const editionView = z.object({
  id: z.uuid(),
  number: z.int(),
  state: z.enum(states),
  text: z.string().nullable(),
  note: z.string().nullable(),
  attachments: z.array(attachmentSchema),
  createdAt: moment,
  issuedAt: moment.nullable(),
  supersededAt: moment.nullable(),
  acknowledgedAt: moment.nullable().meta({ description: 'Когда с этой редакцией ознакомились вы' }),
}).meta({ id: 'DocumentEdition' });

const head = {
  id: z.uuid(),
  kind: z.enum(documentKinds),
  publisher: z.enum(publishers).meta({ description: 'Кто издаёт' }),
  authority: authority.nullable().meta({ description: 'Чья инструкция; null — общая или Правительства края' }),
  title: z.string(),
  createdAt: moment,
  version: z.int(),
};

export const documentView = z.object({
  ...head,
  editions: z.array(editionView).meta({ description: 'Новые первыми; чужие черновики не показываются' }),
  allowedActions: z.array(z.enum(documentActions)),
}).meta({ id: 'Document' });

export const documentSummary = z.object({
  ...head,
  inForce: z.object({ id: z.uuid(), number: z.int(), issuedAt: moment }).nullable(),
  draft: z.boolean().meta({ description: 'Готовится новая редакция' }),
  acknowledgedAt: moment.nullable(),
}).meta({ id: 'DocumentSummary' });
export const documentPage = pageOf(documentSummary);

export const acknowledgementRow = z.object({
  name: z.string(),
  authority: authority.nullable(),
  asked: z.boolean().meta({ description: 'false — ознакомился, но больше не числится среди тех, кого это касается' }),
  canSignIn: z.boolean().meta({ description: 'Есть ли учётная запись: без неё ознакомиться нельзя' }),
  askedAt: moment.nullable(),
  acknowledgedAt: moment.nullable(),
});
export const acknowledgementPage = z.object({
  ...pageOf(acknowledgementRow).shape,
  edition: z.object({ id: z.uuid(), number: z.int() }),
  counts: z.object({ asked: z.int(), acknowledged: z.int() }),
  withoutPeople: z.array(authority).meta({ description: 'Органы, где ознакомиться некому: никто не назван' }),
}).meta({ id: 'DocumentAcknowledgements' });

export const documentHistory = z.object({
  items: z.array(z.object({
    id: z.string(), type: z.string(), at: moment, actor: z.string().nullable(), actorRole: z.string().nullable(), channel: z.string(),
    clause: z.string().nullable(), edition: z.int().nullable(), fromState: z.string().nullable(), toState: z.string().nullable(),
  })),
}).meta({ id: 'DocumentHistory' });

export const acknowledgedView = z.object({ editionId: z.uuid(), acknowledgedAt: moment }).meta({ id: 'DocumentAcknowledged' });

export type DocumentsQuery = z.output<typeof documentsQuery>;
export type MaterialsQuery = z.output<typeof materialsQuery>;
export type CreateDocumentBody = z.output<typeof createDocumentBody>;
export type CreateMaterialBody = z.output<typeof createMaterialBody>;
export type EditionBody = z.output<typeof editionBody>;
export type ReviseBody = z.output<typeof reviseBody>;
export type AcknowledgeBody = z.output<typeof acknowledgeBody>;
export type AcknowledgementsQuery = z.output<typeof acknowledgementsQuery>;
export type DocumentView = z.output<typeof documentView>;
export type DocumentSummary = z.output<typeof documentSummary>;
export type AcknowledgementPage = z.output<typeof acknowledgementPage>;
export type DocumentHistory = z.output<typeof documentHistory>;
export type DocumentAction = (typeof documentActions)[number];
