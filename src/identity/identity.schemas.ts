import { z } from 'zod';
import { pageOf, pageQuery } from '../platform/http/index.js';
import { roles } from './actor.js';
import { PASSWORD_MAX_LENGTH } from './password-policy.js';

const email = z.email().max(254).toLowerCase().meta({ description: 'Адрес электронной почты; им входят в систему', examples: ['ivanova@example.ru'] });
/** Counted in UTF-16 units here, so twice the limit of characters; the policy counts characters. */
const password = z.string().min(1).max(2 * PASSWORD_MAX_LENGTH).meta({ format: 'password', examples: ['tikhiy Amur 1858 mostov'] });
const personName = z.string().trim().min(1).max(100).regex(/^\P{Cc}*$/u, 'Недопустимые символы');
const moment = z.iso.datetime({ offset: true });
const roleList = z.array(z.enum(roles)).min(1).max(roles.length)
  .refine((list) => new Set(list).size === list.length, 'Роли не должны повторяться')
  .meta({ description: 'Роли; исполнителю нужен и орган' });
const authorityId = z.uuid().nullable().meta({ description: 'Орган, с делами которого работает исполнитель' });
const mustChange = z.boolean().meta({ description: 'Потребовать сменить пароль при первом входе' });

export const loginBody = z.strictObject({
  email,
  password,
  totp: z.string().trim().min(1).max(40).optional()
    .meta({ description: 'Код из приложения-аутентификатора или код восстановления' }),
});
export const passwordBody = z.strictObject({ current: password, next: password });
export const totpCodeBody = z.strictObject({ code: z.string().trim().regex(/^\d{6}$/, 'Ожидаются шесть цифр') });
export const ownPasswordBody = z.strictObject({ password });

export const createUserBody = z.strictObject({
  email,
  surname: personName,
  name: personName,
  patronymic: personName.nullable().optional(),
  roles: roleList,
  authorityId: authorityId.optional(),
  password,
  mustChangePassword: mustChange.default(true),
});
export const changeUserBody = z.strictObject({
  surname: personName.optional(),
  name: personName.optional(),
  patronymic: personName.nullable().optional(),
  roles: roleList.optional(),
  authorityId: authorityId.optional(),
  disabled: z.boolean().optional().meta({ description: 'true — отключить, false — снова допустить' }),
  newPassword: password.optional()
    .meta({ format: 'password', description: 'Новый пароль; сеансы пользователя завершаются' }),
  mustChangePassword: mustChange.optional(),
  resetTotp: z.literal(true).optional()
    .meta({ description: 'Снять вход по коду, если телефон и коды восстановления утрачены' }),
});
export const usersQuery = z.strictObject({
  q: z.string().trim().min(1).max(200).optional().meta({ description: 'Часть имени или адреса' }),
  role: z.enum(roles).optional(),
  authorityId: z.uuid().optional(),
  state: z.enum(['active', 'disabled', 'all']).default('active'),
  ...pageQuery,
});

export type LoginBody = z.output<typeof loginBody>;
export type PasswordBody = z.output<typeof passwordBody>;
export type TotpCodeBody = z.output<typeof totpCodeBody>;
export type OwnPasswordBody = z.output<typeof ownPasswordBody>;
export type CreateUserBody = z.output<typeof createUserBody>;
export type ChangeUserBody = z.output<typeof changeUserBody>;
export type UsersQuery = z.output<typeof usersQuery>;

const person = {
  id: z.uuid(),
  email: z.string(),
  surname: z.string(),
  name: z.string(),
  patronymic: z.string().nullable(),
  roles: z.array(z.enum(roles)),
  authorityId: z.uuid().nullable(),
  totpEnabled: z.boolean(),
  mustChangePassword: z.boolean(),
};
export const personView = z.object(person).meta({ id: 'Person' });
export const userView = z.object({
  ...person,
  failedLogins: z.int(),
  lockedUntil: moment.nullable(),
  disabledAt: moment.nullable(),
  passwordChangedAt: moment,
  createdAt: moment,
  version: z.int(),
}).meta({ id: 'User' });
export const userPage = pageOf(userView);
export const loginView = z.object({ token: z.string(), expiresAt: moment, user: personView }).meta({ id: 'Login' });
export const sessionView = z.object({
  id: z.uuid(),
  current: z.boolean(),
  createdAt: moment,
  lastUsedAt: moment,
  expiresAt: moment,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
}).meta({ id: 'Session' });
export const sessionList = z.object({ items: z.array(sessionView) });
export const totpView = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'TotpSetup' });
export const recoveryCodesView = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
export const revokedView = z.object({ revoked: z.int() }).meta({ id: 'RevokedSessions' });

export type PersonView = z.output<typeof personView>;
export type UserView = z.output<typeof userView>;
export type LoginView = z.output<typeof loginView>;
export type SessionView = z.output<typeof sessionView>;
