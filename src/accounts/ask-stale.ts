import { Injectable } from '@nestjs/common';
import { systemActor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { AccountActs } from './account-acts.js';

/** Half a year, the whole days of it: an entry nobody has touched, or answered for, for so long is asked about. */
export const STALE_DAYS = 182;
const DAY = 86_400_000;

/**
 * Asks twice a year whether an entry is still right, again while nobody answers; the authority's executor answers, of the
 * Government's the committee. When an authority has ended, the committee is asked at once: nobody else would.
 */
@Injectable()
export class AskStale {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly acts: AccountActs,
  ) {}

  @Scheduled('accounts.ask-stale')
  async execute(): Promise<void> {
    const now = this.clock.now();
    const stale = await this.db.rows<{ id: string; version: number; authorityEnded: boolean }>(
      `SELECT a.id, a.version, coalesce(o.valid_to <= $2, false) AS "authorityEnded"
       FROM account a JOIN account_edition e ON e.account_id = a.id AND e.valid_to IS NULL LEFT JOIN authority o ON o.id = a.authority_id
       WHERE a.status = 'accepted' AND (
         coalesce(a.asked_at, greatest(e.valid_from, a.confirmed_at)) <= $1
         OR (o.valid_to <= $2 AND greatest(e.valid_from, a.confirmed_at, a.asked_at) < o.valid_to))
       ORDER BY a.id`,
      [new Date(now.getTime() - STALE_DAYS * DAY), now],
    );
    for (const { id, version, authorityEnded } of stale) {
      await this.acts.run(systemActor, id, null, (act) => {
        // Somebody may have acted since the list was read.
        if (act.account.version !== version) return;
        act.account.askedAt = act.at;
        act.tell('ask', { clause: 'A-2.4', details: { authorityEnded } });
      });
    }
  }
}
