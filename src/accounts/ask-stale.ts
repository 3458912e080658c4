import { Injectable } from '@nestjs/common';
import { systemActor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { AccountActs } from './account-acts.js';

/** Half a year, the whole days of it: an entry nobody has touched for so long is asked about. */
export const STALE_DAYS = 182;
const DAY = 86_400_000;

/** Asks twice a year whether an entry is still right; the authority's executor answers, of the Government's the committee. */
@Injectable()
export class AskStale {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly acts: AccountActs,
  ) {}

  @Scheduled('accounts.ask-stale')
  async execute(): Promise<void> {
    const before = new Date(this.clock.now().getTime() - STALE_DAYS * DAY);
    const stale = await this.db.rows<{ id: string }>(
      `SELECT a.id FROM account a JOIN account_edition e ON e.account_id = a.id AND e.valid_to IS NULL
       WHERE a.status = 'accepted' AND a.asked_at IS NULL AND greatest(e.valid_from, a.confirmed_at) <= $1 ORDER BY a.id`,
      [before],
    );
    for (const { id } of stale) {
      await this.acts.run(systemActor, id, null, (act) => {
        // Somebody may have acted since the list was read.
        if (act.account.status !== 'accepted' || act.account.askedAt) return;
        act.account.askedAt = act.at;
        act.tell('ask', { clause: 'A-2.4' });
      });
    }
  }
}
