import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { Scheduled } from '../platform/jobs/index.js';

const DAY_MS = 86_400_000;
/** Days a session that has ended stays to be looked at. */
export const KEPT_DAYS = 30;
const BATCH = 1000;

/** Forgets sessions that ended long ago, and counted sign-in attempts nobody will ask for. */
@Injectable()
export class PurgeSessions {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  @Scheduled('sessions.purge')
  async run(): Promise<void> {
    const now = this.clock.now().getTime();
    const before = new Date(now - KEPT_DAYS * DAY_MS);
    await this.inBatches('session', 'expires_at < $1 OR revoked_at < $1', before);
    await this.inBatches('login_counter', `since < $1 AND (locked_until IS NULL OR locked_until < $1)`, before);
    // A minute's counts say nothing after that minute.
    await this.inBatches('login_counter', `since < $1 AND key NOT LIKE 'unknown:%'`, new Date(now - DAY_MS));
  }

  /** Each batch is a transaction of its own, so that sign-ins never wait long. */
  private async inBatches(table: 'session' | 'login_counter', dead: string, before: Date): Promise<void> {
    for (let last = BATCH; last === BATCH; ) {
      const deleted = await this.db.separately(() =>
        this.db.change(
          `DELETE FROM ${table} WHERE ctid IN (
             SELECT ctid FROM ${table} WHERE ${dead} LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
           ) RETURNING 1`,
          [before],
        ),
      );
      last = deleted.length;
    }
  }
}
