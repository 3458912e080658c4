import { Injectable } from '@nestjs/common';
import { systemActor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { EventLog } from '../platform/events/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { Spool } from '../platform/storage/index.js';
import { ObjectCleaner } from './object-cleaner.js';

/** Hours an attachment may wait to be used. */
export const UNBOUND_HOURS = 24;

const BATCH = 500;

/** Removes what was uploaded and never used, and what failures left behind. */
@Injectable()
export class PurgeAttachments {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly cleaner: ObjectCleaner,
    private readonly spool: Spool,
    private readonly clock: Clock,
  ) {}

  @Scheduled('attachments.purge')
  async run(): Promise<void> {
    await this.execute();
  }

  /** Purges by the product's clock. @returns how many attachments were given up. */
  async execute(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - UNBOUND_HOURS * 3_600_000);
    let total = 0;
    for (let given = BATCH; given === BATCH; total += given) given = await this.giveUp(before);
    const contents = await this.db.rows<{ sha256: string }>(
      `SELECT DISTINCT sha256 FROM attachment WHERE state = 'deleted'`,
    );
    for (const { sha256 } of contents) await this.cleaner.clean(sha256);
    await this.spool.sweep(before);
    return total;
  }

  private giveUp(before: Date): Promise<number> {
    return this.db.transaction(async () => {
      // Whoever is binding one at the moment holds its row and goes first; the next run sees the outcome.
      const given = await this.db.change<{ id: string }>(
        `UPDATE attachment SET state = 'deleted' WHERE id IN (
           SELECT id FROM attachment WHERE bound_at IS NULL AND state <> 'deleted' AND uploaded_at < $1
           ORDER BY uploaded_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED)
         RETURNING id`,
        [before],
      );
      await this.events.append(
        ...given.map(({ id }) => ({
          type: 'attachment.purged',
          stream: 'attachment',
          streamId: id,
          toState: 'deleted',
          channel: systemActor.channel,
          at: this.clock.now(),
        })),
      );
      return given.length;
    });
  }
}
