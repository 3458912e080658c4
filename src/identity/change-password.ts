import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import type { Actor } from './actor.js';
import { Credentials } from './credentials.js';
import type { PasswordBody } from './identity.schemas.js';
import { ownId } from './own-id.js';
import { checkPassword } from './password-policy.js';
import { Passwords } from './passwords.js';
import { type Origin, Sessions } from './sessions.js';
import { userEvent } from './user-event.js';

/** A user changes their own password; every other session of theirs ends. */
@Injectable()
export class ChangePassword {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly credentials: Credentials,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly events: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @throws DomainError `auth.password-wrong`, `auth.locked`, `password.weak`. */
  async execute(actor: Actor, input: PasswordBody & { sessionId: string }, from: Origin): Promise<void> {
    const user = await this.credentials.confirm(ownId(actor), input.current, from);
    checkPassword(input.next, user, this.config.PASSWORD_MIN_LENGTH, input.current);
    const passwordHash = await this.passwords.hash(input.next);
    await this.db.transaction(async () => {
      const at = this.clock.now();
      const [changed] = await this.db.change(
        `UPDATE user_account SET password_hash = $3, password_changed_at = $4, must_change_password = false,
                failed_logins = 0, locked_until = NULL, version = version + 1
         WHERE id = $1 AND password_hash = $2 RETURNING id`,
        [user.id, user.passwordHash, passwordHash, at],
      );
      // Changed by someone else since it was compared.
      if (!changed) throw new DomainError('auth.password-wrong');
      const revoked = await this.sessions.revokeAll(user.id, input.sessionId);
      await this.events.append(userEvent('user.password-changed', user.id, actor, at, { revokedSessions: revoked }));
    });
  }
}
