import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { type Candidate, Credentials } from './credentials.js';
import type { LoginBody } from './identity.schemas.js';
import { LoginThrottle } from './login-throttle.js';
import { Passwords } from './passwords.js';
import { SecondFactor, type SecondStep } from './second-factor.js';
import { type OpenedSession, type Origin, Sessions } from './sessions.js';
import type { UserAccount } from './user-account.entity.js';
import { userEvent } from './user-event.js';

/** Signs a person in by e-mail, password and, where enabled, a code. There is no actor yet. */
@Injectable()
export class LogIn {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly throttle: LoginThrottle,
    private readonly credentials: Credentials,
    private readonly secondFactor: SecondFactor,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly events: EventLog,
  ) {}

  /**
   * @returns the session opened and whose it is.
   * @throws DomainError `too-many-requests`, `auth.locked`, `auth.invalid`, `auth.totp-required`, `auth.totp-invalid`.
   */
  async execute(input: LoginBody, from: Origin): Promise<{ session: OpenedSession; userId: string }> {
    const { email, password, totp } = input;
    await this.throttle.admit(from.ip ?? '-', email);
    const candidate = await this.credentials.candidate(email);
    const fits = await this.credentials.verify(candidate, password, from);
    const { user } = candidate;
    if (!fits || !user) throw new DomainError('auth.invalid');
    const by = await this.secondStep(candidate, user, totp, from);
    const kept = user.passwordHash;
    const rehashed = this.passwords.isOutdated(kept) ? await this.passwords.hash(password) : kept;
    return this.db.transaction(async () => {
      const at = this.clock.now();
      const [open] = await this.db.change(
        // What was compared must still hold: neither locked, disabled nor given another password meanwhile.
        `UPDATE user_account SET failed_logins = 0, locked_until = NULL, password_hash = $3
         WHERE id = $1 AND password_hash = $2 AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= $4)
         RETURNING id`,
        [user.id, kept, rehashed, at],
      );
      if (!open) throw new DomainError('auth.invalid');
      const session = await this.sessions.open(user.id, from);
      const self = { userId: user.id, roles: user.roles, authorityId: user.authorityId, channel: 'api' as const };
      const details = { sessionId: session.id, ip: from.ip ?? null, secondStep: by };
      await this.events.append(userEvent('user.logged-in', user.id, self, at, details));
      return { session, userId: user.id };
    });
  }

  private async secondStep(
    candidate: Candidate,
    user: UserAccount,
    code: string | undefined,
    from: Origin,
  ): Promise<SecondStep> {
    if (user.totpEnabled && code === undefined) throw new DomainError('auth.totp-required');
    const step = await this.secondFactor.use(user, code ?? '');
    if (step !== null) return step;
    await this.credentials.countFailure(candidate, from);
    throw new DomainError('auth.totp-invalid');
  }
}
