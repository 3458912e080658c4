import { Injectable } from '@nestjs/common';
import { systemActor } from '../identity/index.js';
import { NetworkAdapters } from '../networks/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { Sessions } from './credentials/sessions.js';
import { DeliveryRecord } from './delivery-record.js';
import { Delivery } from './delivery.entity.js';

const DAY = 86_400_000;
/** Pause before a network that did not answer is asked again. */
const PAUSE_MS = 10 * 60_000;
/** How long a look gives way to what the same account has still to say. */
const MOST_YIELD_MS = 60 * 60_000;

/**
 * Looks whether what was published is still there: at once, and after a day. A vanished answer is an event. Looks take calls
 * of the network's limit: while an account has answers to send they wait, for they cost a citizen nothing.
 */
@Injectable()
export class VerifyDeliveries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly adapters: NetworkAdapters,
    private readonly sessions: Sessions,
    private readonly record: DeliveryRecord,
  ) {}

  @Scheduled('publishing.verify')
  async execute(): Promise<void> {
    for (;;) {
      const now = this.clock.now();
      const due = await this.db.reader.getRepository(Delivery).createQueryBuilder('d')
        .where('d.check_at <= :now', { now })
        .andWhere(
          `(d.check_at < :yielded OR (d.network, coalesce(d.account_id::text, '')) NOT IN
            (SELECT w.network, coalesce(w.account_id::text, '') FROM delivery w WHERE w.state IN ('pending', 'unknown') AND w.run_at <= :now))`,
          { yielded: new Date(now.getTime() - MOST_YIELD_MS) },
        )
        .orderBy('d.check_at').addOrderBy('d.id').limit(50).getMany();
      for (const delivery of due) await this.one(delivery);
      if (due.length < 50) return;
    }
  }

  private async one(delivery: Delivery): Promise<void> {
    const { id, network, accountId, externalId, kind, place, checkAt, endedAt } = delivery;
    const now = this.clock.now();
    const adapter = this.adapters.of(network);
    const session = await this.sessions.of(network, accountId);
    const seen = adapter && session && externalId ? await adapter.checkExists(session, externalId, kind === 'reply' ? place : null) : null;
    const published = endedAt ?? now;
    // The day's look is the last one.
    const lastLook = published.getTime() + DAY;
    const next = seen?.outcome === 'ok' || !seen ? (now.getTime() >= lastLook ? null : new Date(lastLook)) : new Date(now.getTime() + PAUSE_MS);
    const given = now.getTime() > lastLook + DAY ? null : next;
    const gone = seen?.outcome === 'ok' && !seen.value;
    await this.db.transaction(async () => {
      const [own] = await this.db.change(
        `UPDATE delivery SET check_at = $3, vanished_at = CASE WHEN $4 THEN $5::timestamptz ELSE vanished_at END WHERE id = $1 AND check_at = $2 RETURNING id`,
        [id, checkAt, gone ? null : given, gone, now],
      );
      if (own && gone) await this.record.tell('delivery.vanished', systemActor, delivery);
    });
  }
}
