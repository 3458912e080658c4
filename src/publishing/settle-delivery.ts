import { Injectable, Logger } from '@nestjs/common';
import { systemActor } from '../identity/index.js';
import { type Outcome, type Placed, rejections } from '../networks/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { DeliveryRecord } from './delivery-record.js';
import { DeliverySubjects } from './delivery-subjects.js';
import type { Delivery } from './delivery.entity.js';

const MINUTE = 60_000;
/** Attempts after which a network that is away, or never does what it is sent, is left to a person: the term to publish is one hour. */
const MOST_ATTEMPTS = 12;
/** When an answer is looked for whose end nobody knows; an own message may need a moment to appear. */
const LOOKS_MS = [2000, 20_000, 90_000];
/** Looks that failed because the network was away, before a person is asked. */
const MOST_FAILED_LOOKS = 15;

/** Writes down how an attempt or a look ended, and lets the subject's room take note. */
@Injectable()
export class SettleDelivery {
  private readonly logger = new Logger('Publishing');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: DeliveryRecord,
    private readonly subjects: DeliverySubjects,
  ) {}

  /** The end of an attempt. */
  async attempt(delivery: Delivery, outcome: Outcome<Placed>): Promise<void> {
    const now = this.clock.now().getTime();
    if (outcome.outcome === 'ok') return this.published(delivery, outcome.value);
    if (outcome.outcome === 'unknown') return this.move(delivery, 'lose', { looks: 0, failedLooks: 0, reason: 'unclear', detail: outcome.detail, runAt: new Date(now + (LOOKS_MS[0] ?? 0)) });
    const { reason, detail, retryAfterMs } = outcome;
    const next = rejections[reason];
    // Our own pace is no attempt: it was not our turn.
    const attempts = reason === 'rate' ? delivery.attempts - 1 : delivery.attempts;
    if (next === 'retry' && attempts < MOST_ATTEMPTS) {
      const pause = retryAfterMs ?? Math.min(10 * MINUTE, 2 ** attempts * 1000);
      return this.move(delivery, 'postpone', { reason, detail, attempts, runAt: new Date(now + pause) });
    }
    if (next === 'look') return this.move(delivery, 'lose', { looks: 0, failedLooks: 0, reason, detail, runAt: new Date(now) });
    return this.move(delivery, 'refuse', { reason, detail });
  }

  /** What a look at the network showed. */
  async look(delivery: Delivery, outcome: Outcome<Placed | null>): Promise<void> {
    const now = this.clock.now().getTime();
    if (outcome.outcome === 'ok' && outcome.value) return this.published(delivery, outcome.value);
    const looks = delivery.looks + 1;
    if (outcome.outcome === 'ok') {
      const pause = LOOKS_MS[looks];
      if (pause !== undefined) return this.stay(delivery, { looks, runAt: new Date(now + pause) });
      // The network says it has it already, and it is nowhere we can see.
      if (delivery.reason === 'duplicate') return this.move(delivery, 'give-up', { reason: 'duplicate' });
      if (delivery.attempts >= MOST_ATTEMPTS) return this.move(delivery, 'give-up', { reason: 'busy' });
      return this.move(delivery, 'miss', { looks, runAt: new Date(now) });
    }
    const { outcome: end } = outcome;
    // Our turn has not come: that is no look.
    const failedLooks = delivery.failedLooks + (end === 'rejected' && outcome.reason === 'rate' ? 0 : 1);
    if (end === 'rejected' && rejections[outcome.reason] === 'retry' && failedLooks < MOST_FAILED_LOOKS) {
      return this.stay(delivery, { failedLooks, runAt: new Date(now + (outcome.retryAfterMs ?? MINUTE)) });
    }
    return this.move(delivery, 'give-up', { reason: 'unclear', detail: outcome.detail });
  }

  /** It is out; its room takes note in the same transaction, and where it cannot the delivery says so. */
  private async published(delivery: Delivery, { id, url }: Placed): Promise<void> {
    const room = this.subjects.of(delivery.subject);
    await this.db.envelope(async () => {
      const moved = await this.db.transaction(async () => {
        await room.lock(delivery);
        return this.record.move(systemActor, delivery, 'accept', { externalId: id, url, reason: null, checkAt: delivery.kind === 'removal' ? null : this.clock.now() });
      });
      if (!moved) return;
      try {
        await this.db.transaction(() => room.published(delivery, url));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        await this.db.transaction(() => this.astray(delivery, error.code));
      }
    });
  }

  /** Out, while its room has moved on: said in the transaction that says it is out, so that no killed process keeps it to itself. */
  private async astray(delivery: Delivery, code: string): Promise<void> {
    this.logger.warn(`Delivery ${delivery.id} is out and its ${delivery.subject} has moved on: ${code}`);
    await this.db.change(`UPDATE delivery SET stray = $2 WHERE id = $1`, [delivery.id, code]);
    await this.record.tell('delivery.stray', systemActor, { ...delivery, reason: code });
  }

  private async move(delivery: Delivery, event: Parameters<DeliveryRecord['move']>[2], changes: Parameters<DeliveryRecord['move']>[3]): Promise<void> {
    await this.db.transaction(() => this.record.move(systemActor, delivery, event, changes));
  }

  private async stay({ id, version, looks, failedLooks }: Delivery, changes: Partial<Pick<Delivery, 'looks' | 'failedLooks'>> & { runAt: Date }): Promise<void> {
    const next = { looks, failedLooks, ...changes };
    await this.db.transaction(() =>
      this.db.change(
        `UPDATE delivery SET looks = $3, failed_looks = $4, run_at = $5, version = version + 1 WHERE id = $1 AND version = $2 AND state = 'unknown'`,
        [id, version, next.looks, next.failedLooks, next.runAt],
      ),
    );
  }
}
