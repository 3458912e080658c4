import { Injectable } from '@nestjs/common';
import { systemActor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { HandlesJob, Scheduled } from '../../platform/jobs/index.js';
import type { AccountNetwork } from '../account.entity.js';
import type { LinkOutcome } from '../account-link.entity.js';
import { checkLinks } from './check-links.job.js';
import { type Look, LookAtPage } from './look-at-page.js';
import { nextLook } from './next-look.js';

const MINUTE = 60_000;
/** Whoever took a look over and has not come back by then is dead. */
const LEASE_MS = 10 * MINUTE;
/** Looks of one run; the next run takes the rest. */
const BATCH = 50;

interface Due {
  accountId: string;
  authorityId: string | null;
  /** The account is no more: its link is to be gone. */
  ended: boolean;
  network: AccountNetwork;
  addressKey: string;
  pageUrl: string;
  confirmedAt: Date;
  outcome: LinkOutcome | null;
  failures: number;
}

/**
 * Looks at the authorities' pages that are due (A-3.3). A look is taken over by moving its next moment on, so that two
 * processes never look at one page at once, and one that dies leaves it to be taken again.
 */
@Injectable()
export class CheckLinks {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly look: LookAtPage,
  ) {}

  @HandlesJob(checkLinks)
  async wake(): Promise<void> {
    await this.execute();
  }

  @Scheduled('accounts.check-links')
  async execute(): Promise<void> {
    for (let taken = 0; taken < BATCH; taken += 1) {
      const due = await this.take();
      if (!due) return;
      await this.record(due, await this.look.execute(due.pageUrl, due.network, due.addressKey));
    }
  }

  private async take(): Promise<Due | null> {
    const now = this.clock.now();
    const [due] = await this.db.transaction(() =>
      this.db.change<Due>(
        `UPDATE account_link l SET next_check_at = $2
         FROM account a
         WHERE a.id = l.account_id AND l.account_id = (
           SELECT account_id FROM account_link WHERE next_check_at <= $1 ORDER BY next_check_at LIMIT 1 FOR UPDATE SKIP LOCKED)
         RETURNING l.account_id AS "accountId", a.authority_id AS "authorityId", a.valid_to IS NOT NULL AS ended, a.network, a.address_key AS "addressKey",
           l.page_url AS "pageUrl", l.confirmed_at AS "confirmedAt", l.outcome, l.failures`,
        [now, new Date(now.getTime() + LEASE_MS)],
      ),
    );
    return due ?? null;
  }

  /** Nothing is written where the page was confirmed anew meanwhile, or the address changed: another look is due then. */
  private record(due: Due, look: Look): Promise<void> {
    return this.db.transaction(async () => {
      const at = this.clock.now();
      const failures = look.outcome === 'unreachable' ? due.failures + 1 : 0;
      const [written] = await this.db.change(
        `UPDATE account_link l SET checked_at = $3, outcome = $4, reason = $5, found = $6, failures = $7, next_check_at = $8
         FROM account a
         WHERE l.account_id = $1 AND l.page_url = $2 AND l.confirmed_at = $9 AND a.id = l.account_id AND a.address_key = $10
           AND l.next_check_at > $3
         RETURNING l.account_id`,
        [due.accountId, due.pageUrl, at, look.outcome, look.reason, look.found, failures, due.ended && look.outcome === 'missing' ? null : nextLook(due.accountId, at, failures), due.confirmedAt, due.addressKey],
      );
      // The history tells what changed; that all is as it was a week ago is no event.
      if (written && look.outcome !== due.outcome) await this.tell(due, look, at);
    });
  }

  private tell({ accountId, authorityId, network, pageUrl, outcome: before }: Due, look: Look, at: Date): Promise<void> {
    return this.events.append({
      type: 'account.link-check', stream: 'account', streamId: accountId, actorId: null, actorRole: null, channel: systemActor.channel,
      clause: authorityId === null ? 'A-2.1' : 'A-3.3', details: { network, pageUrl, before, ...look },
      authorityIds: authorityId === null ? [] : [authorityId], roles: ['committee', 'admin'], at,
    });
  }
}
