import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { PlanActs } from './plan-acts.js';
import { contentOf } from './plan-item.entity.js';
import { PlanItems } from './plan-items.js';

/** Repeats a post, at another moment if one is named. Attachments stay with the first: they are bound for good. */
@Injectable()
export class DuplicateItem {
  constructor(
    private readonly acts: PlanActs,
    private readonly items: PlanItems,
  ) {}

  /** @throws DomainError `not-found`, `plan.account-unfit`, `plan.too-many-items`; `plan.action-not-allowed` by the table. */
  execute(actor: Actor, planId: string, itemId: string, { date, time }: { date?: string; time?: string }, version: number | null): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      act.move('edit');
      const { id, ...content } = contentOf(this.items.find(act, itemId));
      await this.items.checkAccounts(act, content.accountIds);
      const [added] = await this.items.add(act, [{ ...content, date: date ?? content.date, time: time ?? content.time }]);
      act.tell('item-added', { date: added?.date, time: added?.time, like: id }, added?.id);
    });
  }
}
