import { explain, messages, type MessageCode } from '../../platform/errors/index.js';
import type { MatterFault } from '../routing/matter.js';
import type { ThreadFault } from '../routing/letter-threads.js';
import type { UnclearReason } from '../understanding/ask.js';

/** Why a letter was ignored: nobody waits for an answer to it. */
export type IgnoredReason = 'auto-reply' | 'read-receipt' | 'delay-notice' | 'loop' | 'mailing-list' | 'bounce' | 'duplicate';

/** Why a letter waits for a curator, besides what the use cases refuse with. */
export type AsideReason =
  | UnclearReason | ThreadFault | MatterFault
  | 'stranger' | 'sender-unclear' | 'sender-ambiguous' | 'authentication' | 'message-id-reused' | 'oversized' | 'unreadable' | 'processing-failed';

const ignored: Record<IgnoredReason, string> = {
  'auto-reply': 'Автоматический ответ почтовой программы: отвечать не на что.',
  'read-receipt': 'Уведомление о прочтении.',
  'delay-notice': 'Почтовый сервер сообщил, что доставка задерживается.',
  loop: 'Письмо вернулось к нам по кругу.',
  'mailing-list': 'Письмо рассылки.',
  bounce: 'Почтовый сервер сообщил, что наше письмо не доставлено.',
  duplicate: 'Это же письмо уже было получено.',
};

/** What was not understood, as its sender reads it. */
const aside: Record<AsideReason, string> = {
  empty: 'Выше цитаты нет текста.',
  acknowledgement: 'Письмо только подтверждает, что вы его получили. Ответа для жителя в нём нет.',
  'reason-missing': 'Написано «Возврат», но не указана причина.',
  contradictory: 'В письме сразу две команды, которые исключают друг друга.',
  'command-uncertain': 'Похоже на команду, но она написана не так, как её понимает система.',
  'approval-uncertain': 'Непонятно, согласован ли проект: кроме слов о согласовании в письме есть и другие.',
  'link-missing': 'В письме нет ссылки на опубликованный ответ.',
  'link-ambiguous': 'В письме несколько ссылок, и непонятно, какая из них ведёт на ответ.',
  'link-network': 'Ссылка ведёт не в ту социальную сеть, из которой пришло сообщение.',
  'link-not-expected': 'В письме только ссылка, а сейчас нужен текст.',
  'text-not-expected': 'Ответ публикуют дословно таким, каким его согласовали, а в письме другой текст.',
  'text-missing': 'В письме есть ссылка, но нет текста, который вы опубликовали.',
  'text-in-file': 'Нужного текста нет над цитатой: похоже, он в приложенном файле или внутри самой цитаты.',
  'split-unsure': 'Ваш текст и цитата перемешаны, и отделить одно от другого не удалось.',
  'too-long': 'Текст длиннее, чем принимает система.',
  'not-your-turn': 'Сейчас по этому сообщению от вас ничего не требуется.',
  'no-thread': 'Непонятно, на какое сообщение отвечает письмо. Тема письма для этого не подходит.',
  gathered: 'Вы ответили на письмо, в котором собрано несколько уведомлений, и непонятно, на какое из них.',
  'token-invalid': 'Адрес, на который отправлено письмо, повреждён.',
  'token-expired': 'Срок, в который можно ответить на это письмо, прошёл.',
  'threads-differ': 'Адрес, на который отправлено письмо, относится к одному сообщению, а само письмо отвечает на другое.',
  'not-addressee': 'Письмо отвечает на то, что было отправлено другому человеку.',
  'not-bearer': 'Это сообщение сейчас не у вас.',
  superseded: 'Эту версию проекта уже сменила другая.',
  late: 'Письмо отвечает на прежнее состояние: с тех пор по сообщению уже приняли решение.',
  stranger: 'Адрес отправителя не зарегистрирован.',
  'sender-unclear': 'В письме нет одного понятного отправителя.',
  'sender-ambiguous': 'Под этим адресом зарегистрированы несколько человек.',
  authentication: 'Не подтвердилось, что письмо отправлено с вашего адреса.',
  'message-id-reused': 'Письмо с тем же номером (Message-ID) уже было, но с другим содержанием.',
  oversized: 'Письмо слишком большое.',
  unreadable: 'Письмо повреждено и не читается.',
  'processing-failed': 'Письмо несколько раз не удалось обработать.',
};

const words: Record<string, string> = { ...ignored, ...aside };

/** A reason in words: of the mailbox, or of the use case that refused. */
export function reasonInWords(reason: string): string {
  const own = words[reason];
  if (own) return own;
  return reason in messages ? `${messages[reason as MessageCode].title}. ${explain(reason as MessageCode, {})}` : reason;
}

/** Refusals whose words hold places to fill are told by their own reason. */
export const refusedReason = (code: string): string => (code === 'incident.action-not-allowed' ? 'late' : code === 'not-found' ? 'not-bearer' : code === 'incident.url-network' ? 'link-network' : code);
