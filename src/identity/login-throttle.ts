import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { sha256 } from '../platform/ids/index.js';
import { secondsUntil } from './lockout.js';

const WINDOW_MS = 60_000;

/**
 * Bounds sign-in attempts per minute by address and by e-mail, counted in the database so that all processes
 * count together.
 */
@Injectable()
export class LoginThrottle {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Counts an attempt; it stays counted whatever becomes of it.
   * @throws DomainError `too-many-requests` with `retryAfter` seconds.
   */
  async admit(ip: string, email: string): Promise<void> {
    const now = this.clock.now();
    const counted = await this.db.separately(() =>
      this.db.change<{ count: number; since: Date }>(
        // In order of the key, so that two attempts never wait for each other.
        `INSERT INTO login_counter AS c (key, count, since)
         SELECT key, 1, $2::timestamptz FROM unnest($1::text[]) AS key ORDER BY key
         ON CONFLICT (key) DO UPDATE SET
           count = CASE WHEN c.since <= $3 OR c.since > $2 THEN 1 ELSE c.count + 1 END,
           since = CASE WHEN c.since <= $3 OR c.since > $2 THEN $2 ELSE c.since END
         RETURNING count, since`,
        [[`ip:${ip}`, `email:${sha256(email)}`], now, new Date(now.getTime() - WINDOW_MS)],
      ),
    );
    const full = counted.filter(({ count }) => count > this.config.LOGIN_PER_MINUTE);
    if (full.length === 0) return;
    const opens = Math.max(...full.map(({ since }) => since.getTime() + WINDOW_MS));
    throw new DomainError('too-many-requests', { retryAfter: secondsUntil(new Date(opens), now) });
  }
}
