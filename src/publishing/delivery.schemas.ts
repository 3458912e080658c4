import { z } from 'zod';
import { networks } from '../networks/index.js';
import { isoOffset, pageOf, pageQuery } from '../platform/http/index.js';
import { allowedEvents } from '../platform/workflow/index.js';
import type { Actor } from '../identity/index.js';
import { type Delivery, deliveryKinds, mayAct } from './delivery.entity.js';
import { deliveryStates, deliveryWorkflow } from './delivery.transitions.js';

export const deliverySchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(deliveryKinds),
    state: z.enum(deliveryStates),
    network: z.enum(networks),
    accountId: z.uuid().nullable(),
    subject: z.string(),
    subjectId: z.uuid(),
    stream: z.string(),
    streamId: z.uuid(),
    link: z.string().nullable().meta({ description: 'Где ответить, если публиковать вручную' }),
    text: z.string().meta({ description: 'Текст, готовый для копирования' }),
    attachmentIds: z.array(z.uuid()),
    reason: z.string().nullable().meta({ description: 'Почему ждёт человека' }),
    explanation: z.string().nullable().meta({ description: 'То же словами' }),
    detail: z.string().nullable().meta({ description: 'Код сети' }),
    url: z.string().nullable(),
    attempts: z.int(),
    nextAttemptAt: z.string().nullable(),
    createdAt: z.string(),
    endedAt: z.string().nullable(),
    vanishedAt: z.string().nullable().meta({ description: 'Когда обнаружено, что опубликованного больше нет' }),
    stray: z.string().nullable().meta({ description: 'Опубликовано, но работа к этому времени ушла дальше' }),
    allowedActions: z.array(z.string()),
    version: z.int(),
  })
  .meta({ id: 'Delivery' });

export const deliveryPage = pageOf(deliverySchema);

export const deliveriesQuery = z.strictObject({
  state: z.enum(deliveryStates).optional(),
  network: z.enum(networks).optional(),
  kind: z.enum(deliveryKinds).optional(),
  ...pageQuery,
});

export type DeliveryView = z.output<typeof deliverySchema>;
export type DeliveriesQuery = z.output<typeof deliveriesQuery>;

/** Why a delivery waits for a person, in Russian. */
const explanations: Record<string, string> = {
  'switched-off': 'Публикация в этой сети через систему выключена: опубликуйте вручную и вставьте ссылку.',
  'no-credential': 'Для этого аккаунта не введён доступ: опубликуйте вручную и вставьте ссылку.',
  'no-place': 'По ссылке нельзя определить место ответа: ответьте вручную и вставьте ссылку.',
  unsupported: 'Сеть или доступ не позволяют опубликовать это через систему: опубликуйте вручную.',
  busy: 'Сеть долго не отвечает: повторите позже или опубликуйте вручную.',
  rate: 'Сеть просит подождать: система повторит сама.',
  quota: 'Исчерпан дневной предел сети: опубликуйте вручную или повторите завтра.',
  captcha: 'Сеть просит ввести код с картинки: опубликуйте вручную.',
  blocked: 'Сеть временно ограничила аккаунт: опубликуйте вручную.',
  credential: 'Доступ к аккаунту недействителен: обратитесь к администратору и опубликуйте вручную.',
  rights: 'У доступа нет прав на это: опубликуйте вручную.',
  closed: 'Там нельзя оставить ответ (комментарии закрыты или нет доступа): ответьте иначе и вставьте ссылку.',
  content: 'Сеть не приняла текст или фотографию: проверьте ссылки и слова, опубликуйте вручную.',
  duplicate: 'Сеть сообщает, что такой текст уже опубликован: найдите его и вставьте ссылку.',
  missing: 'Сообщения, на которое отвечаете, больше нет: ответьте иначе.',
  invalid: 'Сеть не поняла запрос: опубликуйте вручную и сообщите администратору.',
  unclear: 'Неизвестно, опубликовано ли: посмотрите по ссылке. Если да, вставьте ссылку на ответ; если нет, повторите.',
  'planned-by-hand': 'По плану публикуется вручную: скопируйте текст, опубликуйте и вставьте ссылку.',
  'being-changed': 'Публикация изменена после согласования: решите, выходит ли согласованный текст, и опубликуйте вручную или повторите.',
  'time-passed': 'Время публикации прошло: решите, выходит ли она ещё, и опубликуйте вручную или повторите.',
  'too-long': 'Текст длиннее, чем принимает эта сеть: опубликуйте вручную.',
  'no-text': 'У публикации есть тема, но нет текста: напишите и опубликуйте вручную.',
  'by-hand': 'Опубликовано вручную.',
  withdrawn: 'От публикации через систему отказались, или она больше не нужна.',
};

/** The same where a comment is to be removed: only what differs. */
const removalExplanations: Record<string, string> = {
  'switched-off': 'Работа с этой сетью через систему выключена: удалите комментарий вручную и отметьте это.',
  'no-credential': 'Для этого аккаунта не введён доступ: удалите комментарий вручную и отметьте это.',
  'no-place': 'По ссылке нельзя определить сам комментарий: удалите его вручную и отметьте это.',
  unsupported: 'Сеть или доступ не позволяют удалить комментарий через систему: удалите вручную и отметьте это.',
  quota: 'Исчерпан дневной предел сети: удалите вручную или повторите завтра.',
  captcha: 'Сеть просит ввести код с картинки: удалите вручную.',
  blocked: 'Сеть временно ограничила аккаунт: удалите вручную.',
  credential: 'Доступ к аккаунту недействителен: обратитесь к администратору и удалите вручную.',
  rights: 'У доступа нет прав на это: удалите вручную и отметьте это.',
  closed: 'Сеть не даёт доступа к комментарию: удалите вручную.',
  invalid: 'Сеть не поняла запрос: удалите вручную и сообщите администратору.',
  unclear: 'Неизвестно, удалён ли комментарий: посмотрите по ссылке. Если удалён, отметьте это; если нет, повторите.',
  'by-hand': 'Удалено вручную.',
};

/** Why a delivery is where it is, in Russian; null when there is nothing to explain. */
export const explanationOf = ({ kind, reason }: Pick<Delivery, 'kind' | 'reason'>): string | null =>
  reason === null ? null : ((kind === 'removal' ? removalExplanations[reason] : undefined) ?? explanations[reason] ?? null);

export function deliveryView(actor: Actor, delivery: Delivery): DeliveryView {
  const { id, kind, state, network, accountId, subject, subjectId, stream, streamId, link, text, attachmentIds, reason, detail, url, attempts, stray, version } = delivery;
  return {
    id, kind, state, network, accountId, subject, subjectId, stream, streamId, link, text, attachmentIds, reason, detail, url, attempts, stray, version,
    explanation: explanationOf(delivery),
    nextAttemptAt: state === 'pending' || state === 'unknown' ? isoOffset(delivery.runAt) : null,
    createdAt: isoOffset(delivery.createdAt), endedAt: isoOffset(delivery.endedAt), vanishedAt: isoOffset(delivery.vanishedAt),
    // Placing by hand is the subject's own act, with its link.
    allowedActions: !mayAct(actor, delivery) ? [] : allowedEvents(deliveryWorkflow, state, actor.roles, {}).filter((event) => event === 'retry' || event === 'cancel'),
  };
}
