import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { PlanActs } from './plan-acts.js';
import { PlanItem } from './plan-item.entity.js';
import { PlannedPosts } from './posts/planned-posts.js';
import { PlanItems } from './plan-items.js';

/** Takes a post out of the working copy; versions that were sent keep it. */
@Injectable()
export class RemoveItem {
  constructor(
    private readonly acts: PlanActs,
    private readonly items: PlanItems,
    private readonly db: Database,
    private readonly posts: PlannedPosts,
  ) {}

  /** @throws DomainError `not-found`, `plan.item-has-outcome`, `delivery.in-progress`; `plan.action-not-allowed` by the table. */
  execute(actor: Actor, planId: string, itemId: string, version: number | null): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      act.move('edit');
      const item = this.items.find(act, itemId);
      if ((await this.items.settledIn(item.id)).length > 0) throw new DomainError('plan.item-has-outcome', { itemId });
      // What is on its way to a network is not taken back; what waits for a person is not wanted any more.
      await this.posts.settled(actor, item.id, item.accountIds, null);
      await this.db.repository(PlanItem).delete({ id: item.id });
      act.items.splice(act.items.indexOf(item), 1);
      act.tell('item-removed', { date: item.date, time: item.time }, item.id);
    });
  }
}
