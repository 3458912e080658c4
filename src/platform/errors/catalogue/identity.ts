import type { Message } from './message.js';

/** Refusals of sessions, accounts of users and rights. */
export const identityMessages = {
  'auth.required': { status: 401, title: 'Нужно войти', detail: 'Войдите в систему: сеанс не начат или уже закончился.' },
  'auth.forbidden': { status: 403, title: 'Недостаточно прав', detail: 'Ваша роль не позволяет выполнить это действие.' },
} as const satisfies Record<string, Message>;
