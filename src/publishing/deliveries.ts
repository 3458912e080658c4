import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AttachmentFiles } from '../attachments/index.js';
import type { Actor } from '../identity/index.js';
import { NetworkAdapters } from '../networks/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { newId } from '../platform/ids/index.js';
import { Sessions } from './credentials/sessions.js';
import { DeliveryRecord } from './delivery-record.js';
import { DeliveryWaker } from './delivery-waker.js';
import { Delivery } from './delivery.entity.js';

/** What a room wants placed. */
export type DeliveryRequest = Pick<
  Delivery,
  'kind' | 'network' | 'accountId' | 'authorityId' | 'subject' | 'subjectId' | 'stream' | 'streamId' | 'intent' | 'place' | 'link' | 'text' | 'attachmentIds'
>;

/** The face of deliveries for the rooms whose messages they are. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly adapters: NetworkAdapters,
    private readonly sessions: Sessions,
    private readonly files: AttachmentFiles,
    private readonly record: DeliveryRecord,
    private readonly waker: DeliveryWaker,
  ) {}

  /**
   * Has a message placed, within the caller's transaction; what the account cannot do waits for a person at once.
   * @param manual why a person is to place it in any case: a reason of `delivery.schemas.ts`.
   * @throws DomainError `delivery.in-progress` when the subject has one on the way already.
   */
  async request(actor: Actor, wanted: DeliveryRequest, manual: string | null = null): Promise<Delivery> {
    const live = await this.live(wanted.subjectId);
    if (live) throw new DomainError('delivery.in-progress', { deliveryId: live.id, state: live.state });
    const unable = manual ?? (await this.unable(wanted));
    const delivery = await this.insert({ ...wanted, actor, state: unable ? 'manual' : 'pending', reason: unable });
    await this.record.tell(unable ? 'delivery.waits-for-person' : 'delivery.requested', actor, delivery, { to: delivery.state });
    if (!unable) this.waker.afterCommit(delivery.runAt);
    return delivery;
  }

  /**
   * Notes that a person has placed a message by hand, within the caller's transaction: where its account can be opened, it is
   * looked for then and after a day like any other. Nothing is noted of one that is a delivery already.
   */
  async placedByHand(actor: Actor, wanted: DeliveryRequest, url: string): Promise<void> {
    const { network, accountId, subjectId } = wanted;
    if (!this.adapters.of(network) || !(await this.sessions.of(network, accountId))) return;
    const own = await this.db.change(`SELECT 1 FROM delivery WHERE subject_id = $1 AND (url = $2 OR state IN ('pending', 'sending', 'unknown', 'manual')) LIMIT 1`, [subjectId, url]);
    const now = this.clock.now();
    if (own.length === 0) await this.insert({ ...wanted, actor, state: 'published', reason: 'by-hand', url, endedAt: now, checkAt: now });
  }

  /**
   * The subject takes another way, within the caller's transaction: somebody placed it by hand (`url`), or it is not wanted any more.
   * @returns whether there was one on its way.
   * @throws DomainError `delivery.in-progress` while a network is being spoken to, and until it is known whether a lost answer is out.
   */
  async close(actor: Actor, subjectId: string, url: string | null, reason = 'withdrawn'): Promise<boolean> {
    const live = await this.live(subjectId);
    if (!live) return false;
    // What may be out already is looked for first: given up now, it would stand there and nobody would know.
    if (live.state === 'sending' || (live.state === 'unknown' && !url)) throw new DomainError('delivery.in-progress', { deliveryId: live.id, state: live.state });
    if (url) await this.record.move(actor, live, 'place-by-hand', { url, reason: 'by-hand', checkAt: live.kind === 'removal' ? null : this.clock.now() });
    else await this.record.move(actor, live, 'cancel', { reason });
    return true;
  }

  /** One delivery, or null. */
  one(id: string): Promise<Delivery | null> {
    return this.db.reader.getRepository(Delivery).findOneBy({ id });
  }

  /** Deliveries in the history of an aggregate, oldest first. */
  of(streamId: string): Promise<Delivery[]> {
    return this.db.reader.getRepository(Delivery).find({ where: { streamId }, order: { createdAt: 'ASC', id: 'ASC' } });
  }

  /** Why the product could not place a message of an account by itself, or null when it could. */
  async unable({ network, accountId, kind, place, attachmentIds }: Pick<DeliveryRequest, 'network' | 'accountId' | 'kind' | 'place' | 'attachmentIds'>): Promise<string | null> {
    const adapter = this.adapters.of(network);
    if (!adapter) return 'switched-off';
    const session = await this.sessions.of(network, accountId);
    if (!session) return 'no-credential';
    if (kind !== 'post' && !place) return 'no-place';
    if (kind === 'removal') return adapter.capabilities(session).has('delete-comment') ? null : 'unsupported';
    const needed = attachmentIds.length > 0 ? (`publish-${kind}-photos` as const) : (`publish-${kind}` as const);
    const able = adapter.capabilities(session).has(needed) && (await this.files.arePhotos(attachmentIds));
    return able ? null : 'unsupported';
  }

  private async insert(given: DeliveryRequest & Pick<Delivery, 'actor' | 'state' | 'reason'> & Partial<Pick<Delivery, 'url' | 'endedAt' | 'checkAt'>>): Promise<Delivery> {
    const now = this.clock.now();
    const delivery: Delivery = {
      id: newId(), detail: null, runAt: now, attempts: 0, looks: 0, failedLooks: 0, roundId: null, firstSentAt: null, externalId: null, url: null, stray: null,
      createdAt: now, endedAt: null, checkAt: null, vanishedAt: null, version: 1, ...given,
    };
    await this.db.repository(Delivery).insert(delivery as QueryDeepPartialEntity<Delivery>);
    return delivery;
  }

  private async live(subjectId: string): Promise<Delivery | null> {
    return this.db.writer.getRepository(Delivery).createQueryBuilder('d')
      .where(`d.subject_id = :subjectId AND d.state IN ('pending', 'sending', 'unknown', 'manual')`, { subjectId })
      .setLock('pessimistic_write')
      .getOne();
  }
}
