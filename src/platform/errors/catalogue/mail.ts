import type { Message } from './message.js';

/** Refusals about letters. */
export const mailMessages = {
  'mail.not-resendable': { status: 409, title: 'Это письмо нельзя отправить ещё раз', detail: 'Ещё раз отправляются только письма, которые не дошли или могли не дойти.' },
  'mail.address-invalid': { status: 400, title: 'Неверный адрес', detail: 'Укажите один адрес электронной почты.' },
  'mail.not-unsorted': { status: 409, title: 'Письмо уже разобрано', detail: 'Решение по этому письму уже принято. Обновите страницу.' },
  'mail.no-words': { status: 409, title: 'В письме нет текста', detail: 'Кроме цитаты и подписи в письме ничего нет: взять из него нечего. Отклоните его с причиной.' },
  'mail.not-understood': { status: 409, title: 'В письме нет того, что сейчас нужно', detail: '{reason} Сделайте это в системе сами или отклоните письмо с причиной.' },
} as const satisfies Record<string, Message>;
