import type { Message } from './message.js';

/** Refusals about letters. */
export const mailMessages = {
  'mail.not-resendable': { status: 409, title: 'Это письмо нельзя отправить ещё раз', detail: 'Ещё раз отправляются только письма, которые не дошли или могли не дойти.' },
  'mail.address-invalid': { status: 400, title: 'Неверный адрес', detail: 'Укажите один адрес электронной почты.' },
} as const satisfies Record<string, Message>;
