import type { NewEvent } from '../platform/events/index.js';
import type { Actor } from './actor.js';

/** What can happen to a user. */
export type UserEventType =
  | 'user.created' | 'user.changed' | 'user.disabled' | 'user.enabled' | 'user.unlocked' | 'user.locked'
  | 'user.logged-in' | 'user.login-failed' | 'user.logged-out' | 'user.session-revoked' | 'user.sessions-revoked'
  | 'user.password-changed' | 'user.password-reset'
  | 'user.totp-begun' | 'user.totp-enabled' | 'user.totp-disabled' | 'user.totp-reset';

/**
 * An event of a user's history, for administrators to read; `details` never hold a password, a code, a token
 * or a hash.
 */
export const userEvent = (
  type: UserEventType,
  userId: string,
  actor: Actor,
  at: Date,
  details: Record<string, unknown> = {},
): NewEvent => ({
  type,
  stream: 'user',
  streamId: userId,
  actorId: actor.userId,
  actorRole: actor.roles[0] ?? null,
  channel: actor.channel,
  details,
  roles: ['admin'],
  at,
});
