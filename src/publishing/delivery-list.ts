import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { decodeCursor, type Page, toPage } from '../platform/http/index.js';
import { Delivery, type DeliveryKind, mayAct } from './delivery.entity.js';
import { type DeliveriesQuery, type DeliveryView, deliveryView } from './delivery.schemas.js';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/** What is on its way, and what waits for a person: curators see answers, the committee posts and removals, executors their own authority's. */
@Injectable()
export class DeliveryList {
  constructor(private readonly db: Database) {}

  execute(actor: Actor, query: DeliveriesQuery): Promise<Page<DeliveryView>> {
    return this.page(actor, query, deliveryView);
  }

  /** A page of them, newest first, each as `view` shows it. */
  async page<T>(actor: Actor, { state, network, kind, limit, cursor }: DeliveriesQuery, view: (actor: Actor, delivery: Delivery) => T): Promise<Page<T>> {
    const after = cursor ? decodeCursor(cursor, cursorKey) : null;
    const query = this.db.reader.getRepository(Delivery).createQueryBuilder('d').orderBy('d.created_at', 'DESC').addOrderBy('d.id', 'DESC').limit(limit + 1);
    query.where(...whose(actor));
    if (state) query.andWhere('d.state = :state', { state });
    if (kind) query.andWhere('d.kind = :kind', { kind });
    if (network) query.andWhere('d.network = :network', { network });
    if (after) query.andWhere('(d.created_at, d.id) < (:at::timestamptz, :id::uuid)', { at: after[0], id: after[1] });
    return toPage(await query.getMany(), limit, ({ createdAt, id }) => [createdAt.toISOString(), id], (delivery) => view(actor, delivery));
  }

  /** @throws DomainError `not-found`, also for another authority's. */
  async find(actor: Actor, id: string, kind?: DeliveryKind): Promise<Delivery> {
    const found = await this.db.reader.getRepository(Delivery).createQueryBuilder('d').where(...whose(actor)).andWhere('d.id = :id', { id }).getOne();
    if (!found || (kind && found.kind !== kind)) throw notFound('delivery', id);
    return found;
  }

  /** One that is the actor's to act on. @throws DomainError `not-found`, `auth.forbidden` for one who only reads it. */
  async own(actor: Actor, id: string, kind?: DeliveryKind): Promise<Delivery> {
    const found = await this.find(actor, id, kind);
    if (!mayAct(actor, found)) throw new DomainError('auth.forbidden');
    return found;
  }
}

function whose({ roles, authorityId }: Actor): [string, Record<string, unknown>] {
  const kinds = [...(roles.includes('curator') ? ['reply'] : []), ...(roles.includes('committee') ? ['post', 'removal'] : [])];
  const own = roles.includes('executor') ? authorityId : null;
  return ['(d.kind = ANY(:kinds) OR d.authority_id = :own::uuid)', { kinds, own }];
}
