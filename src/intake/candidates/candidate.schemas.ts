import { z } from 'zod';
import { screeningGrounds } from '../../assistance/index.js';
import { incidentStates } from '../../incidents/index.js';
import { networks } from '../../networks/index.js';
import { pageOf, pageQuery } from '../../platform/http/index.js';
import { foundBy } from '../finding/found-by.js';
import { candidateStates, dismissGrounds } from './candidate.transitions.js';

export const idSchema = z.uuid();
const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

export const candidateListQuery = z.strictObject({
  status: z.enum(candidateStates).default('new'),
  network: z.enum(networks).optional(),
  topicId: z.uuid().optional(),
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'Слова в любой форме, их начала или ссылка' }),
  groupId: z.uuid().optional().meta({ description: 'Все сообщения одной группы повторов' }),
  repeats: flag.default(false).meta({ description: 'true — показывать каждое из повторяющихся сообщений, а не одно за всех' }),
  sort: z.enum(['-rank', '-postedAt', 'postedAt']).default('-rank').meta({ description: '-rank — важное и свежее сначала' }),
  ...pageQuery,
});

const comment = z.string().trim().min(1).max(2000);

export const takeBody = z
  .strictObject({ group: z.boolean().default(false).meta({ description: 'true — присоединить к сообщению и все его повторы из очереди (не больше 100)' }) })
  .optional()
  .meta({ id: 'TakeCandidate' });

export const mergeBody = z
  .strictObject({
    incidentId: z.uuid().optional().meta({ description: 'К какому зафиксированному сообщению присоединить' }),
    candidateId: z.uuid().optional().meta({ description: 'Или к сообщению, которым стало это найденное' }),
  })
  .refine(({ incidentId, candidateId }) => (incidentId === undefined) !== (candidateId === undefined), { path: ['incidentId'], message: 'Укажите одно из двух: зафиксированное сообщение (incidentId) или найденное, которое им стало (candidateId)' })
  .meta({ id: 'MergeCandidate' });

export const dismissBody = z
  .strictObject({
    ids: z.array(z.uuid()).min(1).max(500),
    ground: z.enum(dismissGrounds).meta({
      description: 'no-question — нет вопроса (п. 3); intent-to-harm, obscene-or-insulting, threat-to-officials — п. 4; spam — реклама; not-ours — не о крае; repeated — повтор того же автора',
    }),
    comment: comment.optional(),
    group: z.boolean().default(false).meta({ description: 'true — вместе с повторами из очереди' }),
  })
  .meta({ id: 'DismissCandidates' });

export const dismissOutcome = z
  .object({
    items: z.array(z.object({
      id: z.uuid(),
      outcome: z.enum(['dismissed', 'not-found', 'not-allowed']).meta({ description: 'not-allowed — уже не в очереди, state говорит, где' }),
      state: z.enum(candidateStates).nullable(),
      incidentId: z.uuid().nullable(),
    })),
    dismissed: z.int().meta({ description: 'Сколько отклонено, с повторами' }),
  })
  .meta({ id: 'DismissOutcome' });

const named = z.object({ id: z.uuid(), name: z.string() });
const incident = z.object({ id: z.uuid(), number: z.int(), status: z.enum(incidentStates) }).nullable();
const points = z.object({
  asks: z.int(), topic: z.int(), place: z.int(), answer: z.int(), addressed: z.int(), screening: z.int(), repeated: z.int(),
});

export const candidateListItem = z
  .object({
    id: z.uuid(),
    status: z.enum(candidateStates),
    network: z.enum(networks),
    url: z.string(),
    text: z.string().meta({ description: 'Каким сообщение было, когда его впервые увидели' }),
    author: z.object({ name: z.string(), profileUrl: z.string().nullable() }),
    postedAt: z.string(),
    foundAt: z.string(),
    foundBy: z.enum(foundBy),
    account: named.nullable().meta({ description: 'Официальный аккаунт, к которому обращались' }),
    topic: named.nullable().meta({ description: 'Предложение по тексту или по поиску' }),
    location: named.nullable(),
    screening: z.array(z.object({ ground: z.enum(screeningGrounds), clause: z.string(), reason: z.string(), confidence: z.enum(['sure', 'likely']) })),
    points: z.int(),
    reasons: points.partial().meta({ description: 'Из чего сложились баллы' }),
    groupId: z.uuid(),
    repeats: z.int().meta({ description: 'Сколько других сообщений говорят то же' }),
    answerTo: incident.meta({ description: 'Сообщение, под ответом на которое это написано' }),
    incident: incident.meta({ description: 'Чем стало' }),
    dismissed: z.object({ ground: z.enum([...dismissGrounds, 'expired']), comment: z.string().nullable() }).nullable().meta({ description: 'Почему отклонено' }),
    editedAt: z.string().nullable().meta({ description: 'Когда замечено, что автор изменил текст' }),
    deletedAt: z.string().nullable().meta({ description: 'Когда замечено, что сообщения больше нет' }),
    erasedAt: z.string().nullable().meta({ description: 'Когда текст и автор удалены по истечении срока хранения' }),
    allowedActions: z.array(z.string()).meta({ description: 'Что вы можете сделать сейчас' }),
    version: z.int(),
  })
  .meta({ id: 'CandidateListItem' });

export const candidateView = candidateListItem
  .extend({
    editions: z.array(z.object({ text: z.string(), seenAt: z.string() })).meta({ description: 'Каким автор делал текст потом' }),
    group: z
      .object({
        others: z.array(z.object({ id: z.uuid(), status: z.enum(candidateStates), network: z.enum(networks), url: z.string(), text: z.string(), authorName: z.string(), incidentId: z.uuid().nullable() })),
        incident,
      })
      .meta({ description: 'Повторы (до 20) и сообщение, которым стал кто-то из них' }),
  })
  .meta({ id: 'Candidate' });

export const candidatePage = pageOf(candidateListItem);

export const candidateHistoryItem = z
  .object({
    id: z.string(),
    at: z.string(),
    event: z.string(),
    title: z.string(),
    from: z.string().nullable(),
    to: z.string().nullable(),
    actor: z.object({ userId: z.uuid().nullable(), role: z.string().nullable(), name: z.string().nullable() }),
    channel: z.string(),
    clause: z.string().nullable(),
    details: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'CandidateHistoryItem' });

export type CandidateListItem = z.output<typeof candidateListItem>;
export type CandidateView = z.output<typeof candidateView>;
export type CandidateHistoryItem = z.output<typeof candidateHistoryItem>;
export type DismissBody = z.output<typeof dismissBody>;
export type DismissOutcome = z.output<typeof dismissOutcome>;
