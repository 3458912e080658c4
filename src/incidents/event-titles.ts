import type { Event } from '../platform/events/index.js';
import { obligations, type ObligationKey, type Weight } from '../regulation/index.js';

/** What happened, in Russian: words are rendered from the history, never stored in it. */
const titles: Record<string, string> = {
  'incident.record': 'Сообщение зафиксировано',
  'incident.decline': 'Сообщение отклонено',
  'incident.merge': 'Сообщение присоединено к другому',
  'incident.absorb': 'Присоединено ещё одно сообщение',
  'incident.route': 'Сообщение направлено на исполнение',
  'incident.parts-returned': 'Исполнителей не осталось: нужно назначить другого',
  'incident.parts-ready': 'Все части ответа готовы: нужен сводный ответ',
  'incident.answer': 'Ответ автору опубликован',
  'incident.author-replied': 'Под опубликованным ответом появился новый комментарий',
  'incident.consolidated-reply': 'Сводный ответ опубликован',
  'assignment.assign': 'Сообщение поступило исполнителю',
  'assignment.return': 'Исполнитель вернул сообщение',
  'assignment.reroute': 'Вместо вернувшего назначен другой исполнитель',
  'assignment.close-return': 'Возврат закрыт вместе с сообщением',
  'assignment.withdraw': 'Назначение отозвано куратором',
  'assignment.hand-over': 'Работа передана другому исполнителю органа',
  'assignment.submit-draft': 'Проект ответа направлен на согласование',
  'assignment.approve': 'Проект ответа согласован',
  'assignment.request-changes': 'Проект ответа возвращён с замечаниями',
  'assignment.publish': 'Исполнитель опубликовал ответ',
  'assignment.revise-and-publish': 'Исполнитель доработал ответ по замечаниям',
  'assignment.publish-for-executor': 'Куратор опубликовал ответ за исполнителя',
  'assignment.account-lost': 'У органа не стало аккаунта в этой сети: ответ публикует куратор',
  'assignment.account-found': 'У органа появился аккаунт в этой сети: доработанный ответ публикует исполнитель',
  'assignment.consolidate': 'Часть вошла в сводный ответ',
  'mail.handled': 'Куратор разобрал письмо по этому сообщению',
  'letter.failed': 'Письмо не удалось доставить',
  'letter.bounced': 'Письмо вернулось',
  'letter.uncertain': 'Письмо могло не дойти',
  'delivery.requested': 'Ответ отправляется через социальную сеть',
  'delivery.waits-for-person': 'Ответ нужно опубликовать вручную',
  'delivery.unclear': 'Неизвестно, опубликован ли ответ: система проверяет',
  'delivery.cancelled': 'Публикация через сеть отменена',
  'delivery.stray': 'Ответ опубликован, хотя работа ушла дальше: нужно решение куратора',
  'delivery.vanished': 'Опубликованного ответа больше нет в социальной сети',
  'deadline.half': 'Прошла половина срока',
  'deadline.soon': 'До конца срока 15 минут',
  'deadline.passed': 'Срок истёк',
  'deadline.moved': 'Срок перенесён',
};

/** The passing of a term that broke nothing, or may have broken nothing, reads otherwise than a breach. */
const passedTitles: Partial<Record<Weight, string>> = {
  conditional: 'Истёк срок, обязательный не всегда',
  undecided: 'Истёк один из двух сроков, которые идут до направления',
  superseded: 'Истёк срок, который не понадобился',
};

/**
 * Title of an event; events about terms name the term.
 * @param weight what the term of a mark weighs.
 */
export function eventTitle({ type, details }: Pick<Event, 'type' | 'details'>, weight: Weight = 'real'): string {
  const title = (type === 'deadline.passed' && passedTitles[weight]) || (titles[type] ?? type);
  const obligation = obligations[details['obligation'] as ObligationKey];
  return type.startsWith('deadline.') && obligation ? `${title}: ${obligation.title}` : title;
}
