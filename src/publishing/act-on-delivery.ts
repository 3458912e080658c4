import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { checkVersion } from '../platform/http/index.js';
import { DeliveryList } from './delivery-list.js';
import { DeliveryRecord } from './delivery-record.js';
import { DeliveryWaker } from './delivery-waker.js';
import { deliveryView } from './delivery.schemas.js';

/** A person wants a delivery tried again, or wants it no more. */
@Injectable()
export class ActOnDelivery {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly list: DeliveryList,
    private readonly record: DeliveryRecord,
    private readonly waker: DeliveryWaker,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`, `delivery.action-not-allowed`. */
  execute(actor: Actor, id: string, event: 'retry' | 'cancel', expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      await this.list.own(actor, id);
      await this.db.change(`SELECT id FROM delivery WHERE id = $1 FOR UPDATE`, [id]);
      const delivery = await this.list.find(actor, id);
      await checkVersion(expected, delivery.version, () => deliveryView(actor, delivery));
      const now = this.clock.now();
      // What was sent once may stand there: counted as an attempt, it is looked for before the next.
      const changes = event === 'retry' ? { reason: null, detail: null, attempts: delivery.firstSentAt ? 1 : 0, looks: 0, failedLooks: 0, runAt: now } : { reason: 'withdrawn' };
      if (!(await this.record.move(actor, delivery, event, changes))) throw new DomainError('delivery.action-not-allowed', { state: delivery.state });
      if (event === 'retry') this.waker.afterCommit(now);
    });
  }
}
