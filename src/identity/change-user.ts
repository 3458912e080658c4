import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { checkVersion } from '../platform/http/index.js';
import type { Actor } from './actor.js';
import type { ChangeUserBody } from './identity.schemas.js';
import { checkPassword } from './password-policy.js';
import { Passwords } from './passwords.js';
import { SecondFactor } from './second-factor.js';
import { Sessions } from './sessions.js';
import { UserAccount } from './user-account.entity.js';
import { changedUser, isActiveAdmin } from './user-changes.js';
import { userEvent } from './user-event.js';
import { UserReader } from './user-reader.js';
import { UserRules } from './user-rules.js';

/** An administrator changes a user. Whoever may do less from now on, or has got another password, must sign in anew. */
@Injectable()
export class ChangeUser {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly rules: UserRules,
    private readonly reader: UserReader,
    private readonly sessions: Sessions,
    private readonly secondFactor: SecondFactor,
    private readonly events: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * @param expected version the administrator saw, null for any.
   * @throws DomainError `not-found`, `precondition.failed`, `password.weak`, `user.own-password`, `user.last-admin`,
   *   `user.authority-needed`, `user.authority-unknown`.
   */
  async execute(actor: Actor, id: string, input: ChangeUserBody, expected: number | null): Promise<void> {
    if (input.newPassword !== undefined && actor.userId === id) throw new DomainError('user.own-password');
    const passwordHash = input.newPassword === undefined ? null : await this.passwords.hash(input.newPassword);
    await this.db.transaction(async () => {
      await this.rules.lock();
      const users = this.db.repository(UserAccount);
      const user = await users.findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!user) throw notFound('user', id);
      await checkVersion(expected, user.version, () => this.reader.view(id));
      const at = this.clock.now();
      const { next, events, revokes } = changedUser(user, input, passwordHash, at);
      if (events.length === 0) return;
      if (input.newPassword !== undefined) checkPassword(input.newPassword, next, this.config.PASSWORD_MIN_LENGTH);
      const moved = next.authorityId !== user.authorityId || next.roles !== user.roles;
      if (moved) await this.rules.checkAuthority(next.roles, next.authorityId);
      if (isActiveAdmin(user) && !isActiveAdmin(next)) await this.rules.checkNotLastAdmin(id);
      await users.update({ id }, { ...next, version: user.version + 1 });
      if (input.resetTotp) await this.secondFactor.dropRecoveryCodes(id);
      const revokedSessions = revokes ? await this.sessions.revokeAll(id) : 0;
      await this.events.append(
        ...events.map(({ type, details }) => userEvent(type, id, actor, at, { ...details, revokedSessions })),
      );
    });
  }
}
