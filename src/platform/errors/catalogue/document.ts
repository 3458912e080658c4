import type { Message } from './message.js';

/** Refusals of security documents, materials and the log of removed comments. */
export const documentMessages = {
  'document.action-not-allowed': { status: 409, title: 'Действие сейчас невозможно', detail: 'Для этого нужен черновик, а для новой редакции черновика быть не должно. Обновите страницу.' },
  'document.empty': { status: 409, title: 'Издавать нечего', detail: 'Добавьте текст или приложите файл.' },
  'document.not-in-force': { status: 409, title: 'Редакция уже не действует', detail: 'Издана новая редакция. Прочитайте её и ознакомьтесь с ней.' },
} as const satisfies Record<string, Message>;
