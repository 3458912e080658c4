import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';
import { AccountRefs } from '../accounts/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { addWeeks } from './iso-week.js';
import { PlanActs } from './plan-acts.js';
import { ContentPlan } from './content-plan.entity.js';
import { contentOf, inOrder, PlanItem } from './plan-item.entity.js';
import { PlanItems } from './plan-items.js';
import { aWeekLater, sameSlot } from './plan-rules.js';
import { weekInWords } from './plan-words.js';

/**
 * Copies the posts of the week before into this plan, each on its weekday. Posts that are there already are not copied
 * again; accounts that have ended are left out, and a post that had no other with them.
 */
@Injectable()
export class CopyLastWeek {
  constructor(
    private readonly acts: PlanActs,
    private readonly items: PlanItems,
    private readonly accounts: AccountRefs,
    private readonly db: Database,
  ) {}

  /** @throws DomainError `plan.nothing-to-copy`, `plan.too-many-items`; `plan.action-not-allowed` by the table. */
  execute(actor: Actor, planId: string, version: number | null): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      act.move('edit');
      const { authorityId } = act.plan;
      const week = addWeeks(act.plan.week, -1);
      const last = await this.db.repository(ContentPlan).findOneBy({ authorityId: authorityId ?? IsNull(), week });
      const then = last ? inOrder(await this.db.repository(PlanItem).findBy({ planId: last.id })) : [];
      const inForce = new Set((await this.accounts.ofOwner(authorityId)).map(({ id }) => id));
      const copies = then
        .map((item) => aWeekLater({ ...contentOf(item), accountIds: item.accountIds.filter((id) => inForce.has(id)) }))
        .filter((copy) => copy.accountIds.length > 0 && !act.items.some((item) => sameSlot(item, copy)));
      if (copies.length === 0) throw new DomainError('plan.nothing-to-copy', { week, days: weekInWords(week) });
      await this.items.add(act, copies.map(({ id: _, ...content }) => content));
      act.tell('copied', { week, items: copies.length, leftOut: then.length - copies.length });
    });
  }
}
