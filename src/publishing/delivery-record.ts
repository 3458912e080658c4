import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { transitionOf } from '../platform/workflow/index.js';
import { Delivery } from './delivery.entity.js';
import { type DeliveryEvent, type DeliveryState, deliveryWorkflow } from './delivery.transitions.js';

/** What a move changes beside the state. */
export type DeliveryChanges = Partial<Pick<
  Delivery,
  'reason' | 'detail' | 'runAt' | 'looks' | 'failedLooks' | 'roundId' | 'externalId' | 'url' | 'stray' | 'checkAt' | 'endedAt' | 'attempts' | 'firstSentAt'
>>;

/** Events that people must hear of; the others are told by the act the delivery leads to. */
const told: Partial<Record<DeliveryState, string>> = { manual: 'delivery.waits-for-person', unknown: 'delivery.unclear', failed: 'delivery.cancelled' };

/** Moves deliveries by their table, each from the state it was seen in. */
@Injectable()
export class DeliveryRecord {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
  ) {}

  /**
   * Moves a delivery and tells those concerned; within the caller's transaction.
   * @returns whether it still was as it was seen: of two that move it one does.
   * @throws DomainError `delivery.action-not-allowed` when the table has no such move.
   */
  async move(actor: Actor, delivery: Delivery, event: DeliveryEvent, changes: DeliveryChanges): Promise<boolean> {
    const row = transitionOf(deliveryWorkflow, delivery.state, event, {});
    if (!row) throw new DomainError('delivery.action-not-allowed', { state: delivery.state });
    const final = deliveryWorkflow.final.includes(row.to);
    const next: DeliveryChanges & Partial<Pick<Delivery, 'state' | 'version'>> = {
      ...changes, state: row.to, version: delivery.version + 1, ...(final ? { endedAt: this.clock.now() } : {}), ...(row.to === 'sending' ? {} : { roundId: null }),
    };
    const { affected } = await this.db.repository(Delivery).update({ id: delivery.id, state: delivery.state, version: delivery.version }, next);
    if (affected !== 1) return false;
    const type = told[row.to];
    if (type) await this.tell(type, actor, { ...delivery, ...next }, { from: delivery.state, to: row.to });
    Object.assign(delivery, next);
    return true;
  }

  /** Writes into the history of what is published. */
  async tell(type: string, actor: Actor, delivery: Delivery, { from = null, to = null }: { from?: string | null; to?: string | null } = {}): Promise<void> {
    const { id, network, kind, reason, detail, url, link, authorityId, subject, subjectId } = delivery;
    await this.events.append({
      type, stream: delivery.stream, streamId: delivery.streamId, subject: 'delivery', subjectId: id, fromState: from, toState: to,
      actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel, clause: clauseOf(delivery),
      // Where a citizen's comment stood is for the log of removals alone.
      details: { network, kind, reason, detail, ...(kind === 'removal' ? {} : { url, link }), of: subject, ofId: subjectId, by: delivery.actor.roles.includes('curator') ? 'curator' : 'executor' },
      authorityIds: authorityId ? [authorityId] : [], roles: kind === 'reply' ? ['curator'] : ['committee'], at: this.clock.now(),
    });
  }
}

const clauseOf = ({ kind, authorityId }: Pick<Delivery, 'kind' | 'authorityId'>): string =>
  kind === 'reply' ? 'M-13' : kind === 'post' ? 'A-1' : authorityId === null ? 'A-2.7' : 'A-3.6';
