import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { JobQueue } from '../../platform/jobs/index.js';
import { checkLinks } from './check-links.job.js';

/** When the pages of authorities are looked at: soon after each change, then once a week. */
@Injectable()
export class LinkSchedule {
  constructor(
    private readonly db: Database,
    private readonly queue: JobQueue,
  ) {}

  /** A look at the account's page is due now; nothing happens where no page is known. */
  async soon(accountId: string, at: Date): Promise<void> {
    const due = await this.db.change(`UPDATE account_link SET next_check_at = $2, failures = 0 WHERE account_id = $1 RETURNING account_id`, [accountId, at]);
    if (due.length > 0) this.db.afterCommit(() => void this.queue.add(checkLinks, {}, { id: 'account-links' }));
  }
}
