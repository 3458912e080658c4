import { z } from 'zod';
import { instant, pageOf, pageQuery } from '../platform/http/index.js';
import { obligationKeys } from './obligations.js';
import { termSchema } from './term.js';
import { weights } from './weight.js';

const obligationKey = z.enum(obligationKeys);
/** What a term weighs, for views. */
export const weightSchema = z.enum(weights).meta({
  description:
    'real — срок обязателен; conditional — обязателен только при условии (М, п. 8, абз. 1: если вопрос не относится к органу); ' +
    'undecided — идут два срока, и применится один (М, п. 6 и 7 до направления); superseded — срок не понадобился',
});
const date = z.iso.date({ abort: true }).refine((text) => /^20\d\d-/.test(text), 'Ожидается год от 2000 до 2099');

export const regulationQuery = z.strictObject({
  at: instant().optional().meta({ description: 'На какой момент; по умолчанию — сейчас' }),
  authorityId: z.uuid().optional().meta({ description: 'Для какого органа: собственная редакция важнее общей (D-6)' }),
});
export type RegulationQuery = z.output<typeof regulationQuery>;

const edition = {
  id: z.uuid(),
  title: z.string(),
  act: z.string().meta({ description: 'Каким актом принята' }),
  authorityId: z.uuid().nullable().meta({ description: 'null — общая редакция' }),
  validFrom: z.string(),
  validTo: z.string().nullable(),
};

export const editionView = z
  .object({ ...edition, terms: z.partialRecord(obligationKey, termSchema) })
  .meta({ id: 'RegulationEdition' });
export const editionsView = pageOf(editionView);

export const regulationView = z
  .object({
    edition: z.object(edition),
    ownEdition: z.object(edition).nullable(),
    obligations: z.array(z.object({
      key: obligationKey,
      clause: z.array(z.string()),
      bearer: z.enum(['curator', 'executor', 'authority', 'committee', 'it-ministry']),
      starts: z.string(),
      title: z.string(),
      wording: z.string(),
      conditional: z.boolean(),
      alternative: obligationKey.nullable().meta({ description: 'Срок, который идёт одновременно: применится один из двух' }),
      term: termSchema,
      editionId: z.uuid(),
    })),
  })
  .meta({ id: 'Regulation' });
export type RegulationView = z.output<typeof regulationView>;

export const editionBody = z
  .strictObject({
    title: z.string().trim().min(1).max(300),
    act: z.string().trim().min(1).max(500),
    validFrom: date,
    authorityId: z.uuid().nullable().optional(),
    terms: z.partialRecord(obligationKey, termSchema).refine((terms) => Object.keys(terms).length > 0, 'Укажите хотя бы один срок'),
  })
  .meta({ id: 'RegulationEditionInput' });
export type EditionBody = z.output<typeof editionBody>;

export const deadlineStates = ['open', 'overdue', 'met', 'met-late', 'cancelled'] as const;

export const deadlinesQuery = z.strictObject({
  state: z
    .enum(['open', 'overdue', 'met', 'late', 'cancelled'])
    .optional()
    .meta({ description: 'open — ещё не истёк, overdue — истёк и не исполнен, late — исполнен с опозданием; без параметра — всё, что ещё предстоит сделать' }),
  bearer: z.literal('me').optional().meta({ description: 'Только то, за что отвечаю я' }),
  obligation: obligationKey.optional(),
  authorityId: z.uuid().optional(),
  ...pageQuery,
});
export type DeadlinesQuery = z.output<typeof deadlinesQuery>;

export const deadlineSchema = z
  .object({
    id: z.uuid(),
    obligation: obligationKey,
    title: z.string().meta({ description: 'Что нужно сделать' }),
    clause: z.string(),
    bearer: z.object({
      role: z.enum(['curator', 'executor', 'authority', 'committee', 'it-ministry']),
      authorityId: z.uuid().nullable(),
      contactId: z.uuid().nullable(),
    }),
    stream: z.string(),
    streamId: z.uuid(),
    subject: z.string(),
    subjectId: z.uuid(),
    startedAt: z.string(),
    dueAt: z.string(),
    metAt: z.string().nullable(),
    passedAt: z.string().nullable(),
    cancelReason: z.string().nullable(),
    tookMs: z.int().nullable().meta({ description: 'Рабочего времени от начала до исполнения, мс' }),
    weight: weightSchema,
    state: z.enum(deadlineStates),
  })
  .meta({ id: 'Deadline' });
export type DeadlineView = z.output<typeof deadlineSchema>;

export const listedDeadline = deadlineSchema
  .extend({
    remaining: z
      .object({ workingMs: z.int(), at: z.string() })
      .nullable()
      .meta({ description: 'Сколько осталось на момент at в собственном времени срока, мс; отрицательное — просрочено' }),
  })
  .meta({ id: 'ListedDeadline' });
export const deadlinesPage = pageOf(listedDeadline);
export type ListedDeadline = z.output<typeof listedDeadline>;
