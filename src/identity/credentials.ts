import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { sha256 } from '../platform/ids/index.js';
import { systemActor } from './actor.js';
import { afterFailure, isLocked, type LockoutState, secondsUntil } from './lockout.js';
import { Passwords } from './passwords.js';
import type { Origin } from './sessions.js';
import { UserAccount } from './user-account.entity.js';
import { userEvent } from './user-event.js';

/** Somebody who claims an e-mail; `user` is null when nobody has it. */
export interface Candidate {
  email: string;
  user: UserAccount | null;
  lockedUntil: Date | null;
}

/**
 * Compares passwords and counts failures. An e-mail that nobody has takes as long, fails alike and is locked alike:
 * answers do not tell who is a user.
 */
@Injectable()
export class Credentials {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly events: EventLog,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Who claims this e-mail (lower case), with the lock that is on it. */
  async candidate(email: string): Promise<Candidate> {
    const user = await this.db.reader.getRepository(UserAccount).findOneBy({ email });
    const unknown = await this.db.row<Pick<Candidate, 'lockedUntil'>>(
      `SELECT locked_until AS "lockedUntil" FROM login_counter WHERE key = $1`, [unknownKey(email)],
    );
    return { email, user, lockedUntil: user ? user.lockedUntil : (unknown?.lockedUntil ?? null) };
  }

  /**
   * Whether the password is the candidate's; if not, the failure is counted.
   * @throws DomainError `auth.locked` with `retryAfter` seconds, whatever the password.
   */
  async verify(candidate: Candidate, password: string, from: Origin): Promise<boolean> {
    const now = this.clock.now();
    const { user, lockedUntil } = candidate;
    if (lockedUntil && isLocked(candidate, now)) {
      throw new DomainError('auth.locked', { retryAfter: secondsUntil(lockedUntil, now) });
    }
    const kept = user && user.disabledAt === null ? user.passwordHash : null;
    if (await this.passwords.verify(kept, password)) return true;
    await this.countFailure(candidate, from);
    return false;
  }

  /**
   * Holds someone already signed in to their own password, for acts a stolen session must not be able to do.
   * @throws DomainError `auth.password-wrong`, `auth.locked`.
   */
  async confirm(userId: string, password: string, from: Origin): Promise<UserAccount> {
    const user = await this.db.reader.getRepository(UserAccount).findOneByOrFail({ id: userId });
    const candidate = { email: user.email, user, lockedUntil: user.lockedUntil };
    if (!(await this.verify(candidate, password, from))) throw new DomainError('auth.password-wrong');
    return user;
  }

  /** Counts a failure in a transaction of its own: the request fails, the count stays. Two at once are both counted. */
  async countFailure({ email, user }: Candidate, from: Origin): Promise<void> {
    await this.db.separately(() => (user ? this.countForUser(user.id, from) : this.countForUnknown(email)));
  }

  private async countForUser(id: string, from: Origin): Promise<void> {
    const at = this.clock.now();
    const [state] = await this.db.rows<LockoutState>(
      `SELECT failed_logins AS failures, locked_until AS "lockedUntil" FROM user_account
       WHERE id = $1 FOR NO KEY UPDATE`, [id],
    );
    if (!state) return;
    const { failures, lockedUntil } = this.next(state, at);
    const sql = `UPDATE user_account SET failed_logins = $2, locked_until = $3 WHERE id = $1`;
    await this.db.change(sql, [id, failures, lockedUntil]);
    await this.events.append(userEvent('user.login-failed', id, systemActor, at, { failures, ip: from.ip ?? null }));
    if (lockedUntil && !isLocked(state, at)) {
      await this.events.append(userEvent('user.locked', id, systemActor, at, { until: lockedUntil.toISOString() }));
    }
  }

  private async countForUnknown(email: string): Promise<void> {
    const at = this.clock.now();
    const key = unknownKey(email);
    const first = `INSERT INTO login_counter (key, count, since) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING`;
    await this.db.change(first, [key, at]);
    const [state = { failures: 0, lockedUntil: null }] = await this.db.rows<LockoutState>(
      `SELECT count AS failures, locked_until AS "lockedUntil" FROM login_counter WHERE key = $1 FOR UPDATE`, [key],
    );
    const next = this.next(state, at);
    const sql = `UPDATE login_counter SET count = $2, since = $3, locked_until = $4 WHERE key = $1`;
    await this.db.change(sql, [key, next.failures, at, next.lockedUntil]);
  }

  private next(state: LockoutState, at: Date): LockoutState {
    const { LOGIN_MAX_FAILURES: maxFailures, LOGIN_LOCKOUT_MINUTES: lockoutMinutes } = this.config;
    return afterFailure(state, at, { maxFailures, lockoutMinutes });
  }
}

const unknownKey = (email: string): string => `unknown:${sha256(email)}`;
