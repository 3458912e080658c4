import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { PlanActs } from './plan-acts.js';
import type { ItemContent, PlanWay } from './plan-item.entity.js';
import { PlanItems } from './plan-items.js';

/** What is said of a post; uploads are bound to it. */
export type NewItem = Omit<ItemContent, 'id' | 'theme' | 'text' | 'newsPeg' | 'way'> & Partial<Record<'theme' | 'text' | 'newsPeg', string | null>> & { way?: PlanWay; attachments?: string[] };

/** Adds a post to a plan. */
@Injectable()
export class AddItem {
  constructor(
    private readonly acts: PlanActs,
    private readonly items: PlanItems,
  ) {}

  /** @throws DomainError `plan.account-unfit`, `plan.too-many-items`; `plan.action-not-allowed` by the table. */
  execute(actor: Actor, planId: string, { attachments, theme, text, newsPeg, way = 'by-hand', ...item }: NewItem, version: number | null): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      act.move('edit');
      await this.items.checkAccounts(act, item.accountIds);
      const [added] = await this.items.add(act, [{ ...item, theme: theme ?? null, text: text ?? null, newsPeg: newsPeg ?? null, way }]);
      if (!added) throw new Error('Nothing was added');
      await this.items.bind(act, added.id, attachments);
      act.tell('item-added', { date: item.date, time: item.time }, added.id);
    });
  }
}
