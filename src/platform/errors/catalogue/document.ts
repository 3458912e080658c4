import type { Message } from './message.js';

/** Refusals of security documents, materials and the log of removed comments. */
export const documentMessages = {
  'document.action-not-allowed': { status: 409, title: 'Действие сейчас невозможно', detail: 'Для этого нужен черновик, а для новой редакции черновика быть не должно. Обновите страницу.' },
  'document.empty': { status: 409, title: 'Издавать нечего', detail: 'Добавьте текст или приложите файл.' },
  'document.not-in-force': { status: 409, title: 'Редакция уже не действует', detail: 'Издана новая редакция. Прочитайте её и ознакомьтесь с ней.' },
  'removed-comment.url-network': { status: 400, title: 'Ссылка не из той сети', detail: 'Ссылка должна вести в социальную сеть аккаунта.' },
  'removed-comment.moment': { status: 400, title: 'Неверное время', detail: 'Комментарий сначала пишут, потом удаляют, и не в будущем.' },
  'removed-comment.removed-already': { status: 409, title: 'Комментарий уже удалён', detail: 'Этот комментарий уже удалён через систему, запись есть в журнале.' },
  'removed-comment.own-answer': { status: 409, title: 'Это опубликованный ответ', detail: 'По этой ссылке стоит ответ органа власти на сообщение жителя: удалить его как чужой комментарий нельзя.' },
  'removed-comment.other-page': { status: 400, title: 'Комментарий не под этим аккаунтом', detail: 'Ссылка ведёт на чужую страницу. Удалять можно только комментарии под аккаунтом, который вы указали.' },
  'removed-comment.export-too-big': { status: 400, title: 'Слишком много записей', detail: 'В файл помещается не больше {max} записей. Сократите период (from, to).' },
} as const satisfies Record<string, Message>;
