import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { invalid } from '../platform/http/index.js';
import type { NewItem } from './add-item.js';
import { PlanActs } from './plan-acts.js';
import { planChanges } from './plan-changes.js';
import { contentOf, PlanItem } from './plan-item.entity.js';
import { PlannedPosts } from './posts/planned-posts.js';
import { PlanItems } from './plan-items.js';

/** Changes a post or moves it to another moment. */
@Injectable()
export class ChangeItem {
  constructor(
    private readonly acts: PlanActs,
    private readonly items: PlanItems,
    private readonly db: Database,
    private readonly posts: PlannedPosts,
  ) {}

  /** @throws DomainError `not-found`, `plan.account-unfit`, `plan.item-has-outcome`; `plan.action-not-allowed` by the table. */
  execute(actor: Actor, planId: string, itemId: string, { attachments, ...changes }: Partial<NewItem>, version: number | null): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      act.move('edit');
      const item = this.items.find(act, itemId);
      const before = contentOf(item);
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const after = { ...before, ...given };
      if (after.theme === null && after.text === null) throw invalid([{ path: ['theme'], message: 'Укажите тему или текст' }]);
      if (changes.accountIds) {
        await this.items.checkAccounts(act, changes.accountIds.filter((id) => !before.accountIds.includes(id)));
        const settled = await this.items.settledIn(item.id);
        if (settled.some((id) => !after.accountIds.includes(id))) throw new DomainError('plan.item-has-outcome', { itemId });
        await this.posts.settled(actor, item.id, before.accountIds.filter((id) => !after.accountIds.includes(id)), null);
      }
      const { id, ...columns } = after;
      await this.db.repository(PlanItem).update({ id }, columns);
      Object.assign(item, after);
      await this.items.bind(act, id, attachments);
      const [changed] = planChanges({ items: [before], fewerReason: null }, { items: [after], fewerReason: null }).changed;
      act.tell('item-changed', { fields: changed?.fields.map(({ field }) => field) ?? [], attachments: attachments?.length ?? 0 }, id);
    });
  }
}
