import { Injectable } from '@nestjs/common';
import { systemActor } from '../identity/index.js';
import { NetworkAdapters, type Place, Places, rejections } from '../networks/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { Sessions } from './credentials/sessions.js';
import { DeliveryRecord } from './delivery-record.js';
import { Delivery } from './delivery.entity.js';

const DAY = 86_400_000;
/** Looks of one turn. */
const BATCH = 50;
/** Pause before a network that did not answer is asked again. */
const PAUSE_MS = 10 * 60_000;
/** How long a look gives way to what the same account has still to say. */
const MOST_YIELD_MS = 60 * 60_000;

/**
 * Looks whether what was published, through the network or by hand, is still there: at once, and after a day. A vanished answer is an event. Looks take calls
 * of the network's limit: while an account has answers to send they wait, for they cost a citizen nothing.
 */
@Injectable()
export class VerifyDeliveries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly adapters: NetworkAdapters,
    private readonly sessions: Sessions,
    private readonly places: Places,
    private readonly record: DeliveryRecord,
  ) {}

  /** Looks at some of what is due. @returns whether there is more. */
  @Scheduled('publishing.verify')
  async execute(): Promise<boolean> {
    const now = this.clock.now();
    const due = await this.db.reader.getRepository(Delivery).createQueryBuilder('d')
      .where('d.check_at <= :now', { now })
      .andWhere(
        `(d.check_at < :yielded OR (d.network, coalesce(d.account_id::text, '')) NOT IN
          (SELECT w.network, coalesce(w.account_id::text, '') FROM delivery w WHERE w.state IN ('pending', 'unknown') AND w.run_at <= :now))`,
        { yielded: new Date(now.getTime() - MOST_YIELD_MS) },
      )
      .orderBy('d.check_at').addOrderBy('d.id').limit(BATCH).getMany();
    for (const delivery of due) await this.one(delivery);
    return due.length === BATCH;
  }

  private async one(delivery: Delivery): Promise<void> {
    const { id, network, accountId, checkAt, endedAt } = delivery;
    const now = this.clock.now();
    const adapter = this.adapters.of(network);
    const session = await this.sessions.of(network, accountId);
    const at = adapter && session ? await this.placeOf(delivery) : null;
    const looked = adapter && session && at ? await adapter.checkExists(session, at.id, at.under) : null;
    // A refusal that waiting does not mend tells nothing, today; the day's look tries once more.
    const seen = looked?.outcome === 'rejected' && rejections[looked.reason] !== 'retry' ? null : looked;
    const published = endedAt ?? now;
    // The day's look is the last one.
    const lastLook = published.getTime() + DAY;
    const next = !seen || seen.outcome === 'ok' ? (now.getTime() >= lastLook ? null : new Date(lastLook)) : new Date(now.getTime() + PAUSE_MS);
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

  /** The network's own number of what was placed, and what it stands under; by its link where a person has placed it. Null when nobody knows. */
  private async placeOf({ network, externalId, kind, place, url }: Delivery): Promise<{ id: string; under: Place | null } | null> {
    if (externalId) return { id: externalId, under: kind === 'reply' ? place : null };
    const found = url ? await this.places.of(network, url) : null;
    return found && (found.comment === null ? { id: found.post, under: null } : { id: found.comment, under: { post: found.post, comment: null } });
  }
}
