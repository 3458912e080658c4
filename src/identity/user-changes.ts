import type { ChangeUserBody } from './identity.schemas.js';
import type { UserAccount } from './user-account.entity.js';
import type { UserEventType } from './user-event.js';

interface Change {
  /** The user after the change. */
  next: UserAccount;
  /** What happened, in order; none when everything was so already. */
  events: { type: UserEventType; details: Record<string, unknown> }[];
  /** Whether the user must sign in anew. */
  revokes: boolean;
}

const told = ['surname', 'name', 'patronymic', 'roles', 'authorityId', 'mustChangePassword'] as const;

/** Whether this user can administrate. */
export const isActiveAdmin = ({ roles, disabledAt }: Pick<UserAccount, 'roles' | 'disabledAt'>): boolean =>
  disabledAt === null && roles.includes('admin');

/**
 * What an administrator's input makes of a user.
 * @param passwordHash of `newPassword`, null when none is given.
 */
export function changedUser(user: UserAccount, input: ChangeUserBody, passwordHash: string | null, at: Date): Change {
  const { surname, name, patronymic, authorityId, disabled, mustChangePassword } = input;
  const roles = input.roles && !sameRoles(input.roles, user.roles) ? input.roles : user.roles;
  const next: UserAccount = {
    ...user,
    surname: surname ?? user.surname,
    name: name ?? user.name,
    patronymic: patronymic === undefined ? user.patronymic : patronymic,
    roles,
    authorityId: authorityId === undefined ? user.authorityId : authorityId,
    mustChangePassword: mustChangePassword ?? (passwordHash === null ? user.mustChangePassword : true),
  };
  const events: Change['events'] = [];
  const fields = told.filter((field) => next[field] !== user[field]);
  if (fields.length > 0) {
    const details = Object.fromEntries(fields.map((field) => [field, { from: user[field], to: next[field] }]));
    events.push({ type: 'user.changed', details });
  }
  if (passwordHash !== null) {
    Object.assign(next, { passwordHash, passwordChangedAt: at, failedLogins: 0, lockedUntil: null });
    events.push({ type: 'user.password-reset', details: {} });
  }
  if (input.resetTotp && user.totpSecret !== null) {
    Object.assign(next, { totpSecret: null, totpEnabled: false, totpLastStep: null });
    events.push({ type: 'user.totp-reset', details: {} });
  }
  if (disabled !== undefined && disabled !== (user.disabledAt !== null)) {
    next.disabledAt = disabled ? at : null;
    events.push({ type: disabled ? 'user.disabled' : 'user.enabled', details: {} });
  }
  const rights = ['roles', 'authorityId', 'disabledAt', 'passwordHash', 'totpSecret'] as const;
  return { next, events, revokes: rights.some((field) => next[field] !== user[field]) };
}

const sameRoles = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((role) => b.includes(role));
