import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { systemActor } from '../identity/index.js';
import { NetworkAdapters, type NetworkAdapter, ok, type Outcome, OWN_PACE, type Placed, rejected, type Session } from '../networks/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { newId } from '../platform/ids/index.js';
import { HandlesJob, inLanes, Rounds, Scheduled } from '../platform/jobs/index.js';
import { Sessions } from './credentials/sessions.js';
import { DeliveryMessage } from './delivery-message.js';
import { DeliveryRecord } from './delivery-record.js';
import { sendJob } from './delivery-waker.js';
import { Delivery } from './delivery.entity.js';
import { SettleDelivery } from './settle-delivery.js';

/** Deliveries one process has under way at once. */
const LANES = 6;
/** Deliveries taken into one round; authorities and accounts take turns in it. */
const BATCH = 120;

/** Name of the lock a round holds while it lives: PostgreSQL drops it the moment the process is gone. */
const roundLock = (round: string): string => `publishing.round:${round}`;

/** Speaks to the networks: sends what is due, looks for what nobody knows the end of, takes over from workers that died. */
@Injectable()
export class SendDeliveries implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Publishing');
  private readonly rounds = new Rounds(() => this.round());
  private stopping = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly adapters: NetworkAdapters,
    private readonly sessions: Sessions,
    private readonly messages: DeliveryMessage,
    private readonly record: DeliveryRecord,
    private readonly settle: SettleDelivery,
  ) {}

  @HandlesJob(sendJob)
  async wake(): Promise<void> {
    await this.execute();
  }

  @Scheduled('publishing.sweep')
  async sweep(): Promise<boolean> {
    await this.recover();
    return this.rounds.once();
  }

  /** Works until nothing is due; rounds asked for meanwhile follow as one. @returns how many deliveries were taken up. */
  execute(): Promise<number> {
    return this.rounds.run();
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  /** A round whose lock is free has lost its process: what it was sending is of unknown end. */
  async recover(): Promise<void> {
    const rounds = await this.db.rows<{ id: string }>(`SELECT DISTINCT round_id AS id FROM delivery WHERE state = 'sending'`);
    for (const { id } of rounds) {
      await this.db.alone(roundLock(id), async () => {
        const lost = await this.db.reader.getRepository(Delivery).findBy({ roundId: id, state: 'sending' });
        for (const delivery of lost) await this.settle.attempt(delivery, { outcome: 'unknown', detail: 'the worker died' });
        if (lost.length > 0) this.logger.warn(`A worker died while publishing: ${lost.length} deliveries are looked for`);
      });
    }
  }

  private async round(): Promise<{ count: number; more: boolean }> {
    const due = this.stopping ? [] : await this.due();
    const count = due.length;
    if (count === 0) return { count, more: false };
    const round = newId();
    const resting = new Set<string>();
    await this.db.alone(roundLock(round), () =>
      inLanes(LANES, async () => {
        for (let delivery = due.shift(); delivery && !this.stopping; delivery = due.shift()) await this.tryOne(delivery, round, resting);
      }),
    );
    return { count, more: count === BATCH };
  }

  /**
   * What is due, one of each authority and account in turn, so that nobody's five thousand hold up another's one. An account
   * a network has asked to wait rests with all it has to say: who goes on asking is made to wait longer.
   */
  private due(): Promise<Delivery[]> {
    const now = this.clock.now();
    return this.db.reader.getRepository(Delivery).createQueryBuilder('d')
      .innerJoin(
        (query) =>
          query
            .select('due.id', 'id')
            .addSelect(`row_number() OVER (PARTITION BY due.authority_id, due.network, due.account_id ORDER BY due.run_at, due.id)`, 'turn')
            .from(Delivery, 'due')
            .where(`due.state IN ('pending', 'unknown') AND due.run_at <= :now`, { now })
            .andWhere(
              `(due.network, coalesce(due.account_id::text, '')) NOT IN (SELECT w.network, coalesce(w.account_id::text, '') FROM delivery w
                WHERE w.state = 'pending' AND w.reason = 'rate' AND w.detail <> :own AND w.run_at > :now)`,
              { own: OWN_PACE },
            ),
        'fair', 'fair.id = d.id',
      )
      .orderBy('fair.turn')
      .addOrderBy('d.run_at')
      .limit(BATCH)
      .getMany();
  }

  /** One that cannot be worked off must not hold up the others; if it was being sent, it is looked for like a dead worker's. */
  private async tryOne(delivery: Delivery, round: string, resting: Set<string>): Promise<void> {
    await this.one(delivery, round, resting).catch((error: unknown) => this.logger.error(`Delivery ${delivery.id}: ${(error as Error).message}`));
  }

  private async one(delivery: Delivery, round: string, resting: Set<string>): Promise<void> {
    const account = `${delivery.network}:${delivery.accountId}`;
    // Whoever was told to wait is not asked again in this round.
    if (resting.has(account)) return;
    const adapter = this.adapters.of(delivery.network);
    const session = await this.sessions.of(delivery.network, delivery.accountId);
    if (delivery.state === 'unknown') {
      const found = adapter && session ? await this.find(adapter, session, delivery) : rejected('unsupported', 'no way to the network');
      if (found.outcome === 'rejected' && found.reason === 'rate') resting.add(account);
      return this.settle.look(delivery, found);
    }
    const sent = this.clock.now();
    const taken = await this.db.separately(() =>
      this.record.move(systemActor, delivery, 'send', { roundId: round, attempts: delivery.attempts + 1, firstSentAt: delivery.firstSentAt ?? sent }),
    );
    if (!taken) return;
    const outcome = adapter && session ? await this.publish(adapter, session, delivery) : rejected('unsupported', 'no way to the network');
    if (outcome.outcome === 'rejected' && outcome.reason === 'rate') resting.add(account);
    await this.settle.attempt(delivery, outcome);
  }

  private async publish(adapter: NetworkAdapter, session: Session, delivery: Delivery): Promise<Outcome<Placed>> {
    // An earlier attempt that "was not done" is believed, but looked for where that is possible.
    if (delivery.attempts > 1) {
      const earlier = await this.find(adapter, session, delivery);
      if (earlier.outcome === 'ok' && earlier.value) return ok(earlier.value);
      if (earlier.outcome === 'rejected' && earlier.reason === 'rate') return earlier;
    }
    const { kind, place } = delivery;
    if (kind === 'removal') return this.remove(adapter, session, delivery);
    const message = await this.messages.of(delivery).catch((error: unknown) => {
      this.logger.error(`Delivery ${delivery.id}: ${(error as Error).message}`);
      return null;
    });
    // A photo the storage does not give now: nothing was sent.
    if (!message) return rejected('busy', 'photos cannot be read');
    if (kind === 'post') return adapter.publishPost(session, message);
    return place ? adapter.publishReply(session, place, message) : rejected('unsupported', 'no place');
  }

  /** Removes a comment; one that is gone already, whoever removed it, is removed. */
  private async remove(adapter: NetworkAdapter, session: Session, delivery: Delivery): Promise<Outcome<Placed>> {
    if (!delivery.place) return rejected('unsupported', 'no place');
    const removed = await adapter.deleteComment(session, delivery.place);
    if (removed.outcome === 'ok') return ok(goneAt(delivery));
    if (removed.outcome === 'unknown' || (removed.reason !== 'missing' && removed.reason !== 'invalid')) return removed;
    const found = await this.find(adapter, session, delivery);
    return found.outcome === 'ok' && found.value ? ok(found.value) : removed;
  }

  /** Looks whether it is done: our message stands there, or the comment does not any more. */
  private async find(adapter: NetworkAdapter, session: Session, delivery: Delivery): Promise<Outcome<Placed | null>> {
    const { kind, place, text, firstSentAt, createdAt } = delivery;
    if (kind === 'removal') {
      const stands = place?.comment ? await adapter.checkExists(session, place.comment, place) : rejected('unsupported', 'no place');
      return stands.outcome === 'ok' ? ok(stands.value ? null : goneAt(delivery)) : stands;
    }
    return adapter.findOwn(session, kind === 'post' ? null : place, text, firstSentAt ?? createdAt);
  }
}

/** A removed comment, as where it stood. */
const goneAt = ({ place, link }: Pick<Delivery, 'place' | 'link'>): Placed => ({ id: place?.comment ?? '', url: link ?? '' });
