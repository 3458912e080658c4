import type { Message } from './message.js';

/** Refusals of publishing through the networks and of their credentials. */
export const publishingMessages = {
  'delivery.in-progress': { status: 409, title: 'Это уже в работе', detail: 'Это уже поручено системе, состояние: «{state}». Если отправляется, подождите минуту; если ждёт человека, сделайте вручную, повторите или откажитесь.' },
  'delivery.action-not-allowed': { status: 409, title: 'Действие сейчас невозможно', detail: 'Сейчас это действие недоступно, состояние: «{state}». Обновите страницу.' },
  'publication.too-long': { status: 400, title: 'Текст слишком длинный для этой сети', detail: 'В тексте {length} знаков, сеть принимает не больше {max}. Сократите текст.' },
  'publication.account-unknown': { status: 400, title: 'Аккаунт не подходит', detail: 'Выберите действующий аккаунт этой социальной сети, от имени которого вы можете публиковать.' },
  'credential.refused': { status: 400, title: 'Сеть не приняла доступ', detail: 'Социальная сеть ответила, что ключ недействителен или не даёт нужных прав ({fault}). Проверьте ключ и номер аккаунта.' },
  'credential.duplicate': { status: 409, title: 'Такой доступ уже введён', detail: 'Для этого аккаунта доступ такого вида уже есть. Уберите прежний, чтобы ввести новый.' },
  'credential.other-owner': { status: 409, title: 'Доступ к другому аккаунту', detail: 'У этого аккаунта уже есть доступ с другим номером, или этот номер введён для другого аккаунта. Проверьте номер; прежний доступ при необходимости уберите.' },
  'credential.account-unknown': { status: 400, title: 'Аккаунт не найден', detail: 'В реестре нет действующего аккаунта с таким номером в этой сети.' },
} as const satisfies Record<string, Message>;
