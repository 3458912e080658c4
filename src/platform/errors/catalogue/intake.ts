import type { Message } from './message.js';

/** Refusals of listening to the networks and of what they brought. */
export const intakeMessages = {
  'watch.duplicate': { status: 409, title: 'Такой поиск уже есть', detail: 'В этой сети уже ищут «{query}». Измените его или задайте другие слова.' },
  'watch.subject-unknown': { status: 400, title: 'Тема или место не найдены', detail: 'Укажите тему из классификатора или населённый пункт из справочника.' },
  'watch.derived': { status: 409, title: 'Это наблюдение следует из аккаунта', detail: 'Комментарии и упоминания официального аккаунта слушаются, пока есть доступ к нему. Их можно приостановить, но не изменить и не удалить.' },
  'candidate.action-not-allowed': { status: 409, title: 'Действие сейчас невозможно', detail: 'Найденное сообщение уже в другом состоянии ({state}). Обновите страницу.' },
  'candidate.not-taken': { status: 409, title: 'Присоединять не к чему', detail: 'Другое найденное сообщение ещё не зафиксировано. Сначала зафиксируйте его.' },
  'webhook.duplicate': { status: 409, title: 'Такой адрес уже есть', detail: 'Для этого сообщества или приложения адрес уже заведён. Уберите прежний, чтобы завести новый.' },
  'webhook.forged': { status: 403, title: 'Вызов не подтверждён', detail: 'Подпись или секрет не подходят. Ничего не изменено.' },
  'webhook.unreadable': { status: 400, title: 'Вызов не прочитан', detail: 'Тело вызова не похоже на то, что присылает сеть. Ничего не изменено.' },
} as const satisfies Record<string, Message>;
