import { z } from 'zod';
import { letterStates } from '../../platform/mail/index.js';
import { pageQuery } from '../../platform/http/index.js';
import { incomingStates } from '../incoming/incoming.transitions.js';

export const mailQuery = z.strictObject({
  direction: z.enum(['in', 'out']).optional().meta({ description: 'Входящие или исходящие; без него — все' }),
  state: z.enum([...incomingStates, ...letterStates]).optional(),
  attention: z.enum(['true']).optional().meta({ description: 'Только то, что ждёт решения: неразобранные и недоставленные' }),
  incidentId: z.uuid().optional(),
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'Часть темы или адреса' }),
  ...pageQuery,
});
export type MailQuery = z.output<typeof mailQuery>;

export const fileIndex = z.coerce.number().int().min(0).max(999);

const head = {
  id: z.uuid(),
  direction: z.enum(['in', 'out']),
  state: z.string(),
  reason: z.string().nullable().meta({ description: 'Код причины' }),
  explanation: z.string().nullable().meta({ description: 'Причина словами' }),
  kind: z.string().nullable().meta({ description: 'Вид исходящего письма' }),
  from: z.string().nullable(),
  to: z.string().nullable(),
  subject: z.string(),
  at: z.string(),
  incidentId: z.uuid().nullable(),
  attention: z.boolean(),
  allowedActions: z.array(z.string()),
};
export const mailHead = z.object(head).meta({ id: 'MailHead' });

const said = z.object({
  text: z.string(), quoted: z.string(), signature: z.string(),
  certainty: z.enum(['sure', 'likely', 'unsure']), why: z.string(),
});

const assignmentId = z.uuid();
const draftId = z.uuid();
/** What a curator may take an unsorted letter for. */
export const handleBody = z
  .discriminatedUnion('as', [
    z.strictObject({ as: z.literal('final-draft'), assignmentId }),
    z.strictObject({ as: z.literal('interim-draft'), assignmentId }),
    z.strictObject({ as: z.literal('return'), assignmentId }),
    z.strictObject({ as: z.literal('publication'), assignmentId }).meta({ description: 'Ссылка на опубликованный ответ; после замечаний — доработанный текст, если публикует исполнитель, со ссылкой' }),
    z.strictObject({ as: z.literal('remarks'), draftId }),
    z.strictObject({ as: z.literal('approval'), draftId }),
    z.strictObject({ as: z.literal('publication-for-executor'), draftId }).meta({ description: 'Ссылка на ответ, который куратор опубликовал за исполнителя' }),
    z.strictObject({ as: z.literal('consolidated'), incidentId: z.uuid() }).meta({ description: 'Текст сводного ответа и ссылка на него' }),
    z.strictObject({ as: z.literal('dismiss'), reason: z.string().trim().min(1).max(2000) }),
  ])
  .meta({ id: 'HandleMail' });
export type HandleBody = z.output<typeof handleBody>;

export const resendBody = z.strictObject({ address: z.email().max(254).optional() }).optional();

export const mailView = z
  .object({
    ...head,
    text: z.string().meta({ description: 'Письмо обычным текстом: ничего из него не загружается и не исполняется' }),
    said: said.nullable().meta({ description: 'Как письмо разобрано: слова отправителя, цитата, подпись' }),
    files: z.array(z.object({ name: z.string().nullable(), contentType: z.string(), size: z.int() })),
    authentication: z.record(z.string(), z.unknown()).nullable(),
    ask: z.record(z.string(), z.unknown()).nullable().meta({ description: 'Что письмо просило сделать' }),
    senderId: z.uuid().nullable(),
    about: z.object({ subject: z.string(), id: z.uuid() }).nullable(),
    letterId: z.uuid().nullable().meta({ description: 'Наше письмо, на которое отвечает это или о котором оно сообщает' }),
    helpedAt: z.string().nullable(),
    handled: z.object({ by: z.uuid().nullable(), at: z.string(), as: z.string(), note: z.string().nullable() }).nullable(),
    delivery: z.object({ attempts: z.int(), sentAt: z.string().nullable(), nextAttemptAt: z.string().nullable(), lastError: z.string().nullable(),
      doubtful: z.boolean().meta({ description: 'Сервер мог принять письмо и при попытке, которая не удалась: оно могло прийти дважды' }),
    }).nullable(),
    suggestions: z.array(handleBody).meta({ description: 'Готовые тела для POST /mail/:id/handle' }),
  })
  .meta({ id: 'Mail' });
export type MailHead = z.output<typeof mailHead>;
export type MailView = z.output<typeof mailView>;
