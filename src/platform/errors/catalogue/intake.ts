import type { Message } from './message.js';

/** Refusals of listening to the networks and of what they brought. */
export const intakeMessages = {
  'watch.duplicate': { status: 409, title: 'Такой поиск уже есть', detail: 'В этой сети уже ищут «{query}». Измените его или задайте другие слова.' },
  'watch.subject-unknown': { status: 400, title: 'Нет темы или места', detail: 'Поиск ведётся ради темы из классификатора или населённого пункта из справочника: укажите хотя бы одно.' },
  'watch.derived': { status: 409, title: 'Это наблюдение следует из аккаунта', detail: 'Комментарии и упоминания официального аккаунта слушаются, пока есть доступ к нему. Их можно приостановить, но не изменить и не удалить.' },
  'candidate.action-not-allowed': { status: 409, title: 'Действие сейчас невозможно', detail: 'Состояние найденного сообщения: «{state}». Возможно, его уже разобрал другой куратор: обновите страницу.' },
  'candidate.not-taken': { status: 409, title: 'Присоединять не к чему', detail: 'Найденное сообщение, к которому вы присоединяете, ещё не зафиксировано. Сначала зафиксируйте его.' },
  'webhook.duplicate': { status: 409, title: 'Такой адрес уже есть', detail: 'Для этого сообщества или приложения адрес уже заведён. Уберите прежний, чтобы завести новый.' },
  'webhook.forged': { status: 403, title: 'Вызов не подтверждён', detail: 'Подпись или секрет не подходят. Ничего не изменено.' },
  'webhook.unreadable': { status: 400, title: 'Вызов не прочитан', detail: 'Тело вызова не похоже на то, что присылает сеть. Ничего не изменено.' },
} as const satisfies Record<string, Message>;
