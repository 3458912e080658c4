import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../accounts/index.js';
import { Attachments } from '../attachments/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { newId } from '../platform/ids/index.js';
import type { PlanAct } from './plan-act.js';
import { type ItemContent, PlanItem } from './plan-item.entity.js';
import { MAX_ITEMS } from './plan-rules.js';

/** What the acts on posts of a plan have in common. */
@Injectable()
export class PlanItems {
  constructor(
    private readonly db: Database,
    private readonly accounts: AccountRefs,
    private readonly attachments: Attachments,
  ) {}

  /** @throws DomainError `not-found` when the plan has no such post. */
  find({ items }: PlanAct, id: string): PlanItem {
    const item = items.find((candidate) => candidate.id === id.toLowerCase());
    if (!item) throw notFound('plan-item', id);
    return item;
  }

  /** @throws DomainError `plan.account-unfit` unless all are accounts in force of the plan's authority. */
  async checkAccounts({ plan }: PlanAct, ids: readonly string[]): Promise<void> {
    const own = new Set((await this.accounts.ofOwner(plan.authorityId)).map(({ id }) => id));
    const unfit = ids.filter((id) => !own.has(id.toLowerCase()));
    if (unfit.length > 0) throw new DomainError('plan.account-unfit', { accountIds: unfit });
  }

  /**
   * Adds posts to the working copy.
   * @throws DomainError `plan.too-many-items`.
   */
  async add({ plan, items, at }: PlanAct, contents: readonly Omit<ItemContent, 'id'>[]): Promise<PlanItem[]> {
    if (items.length + contents.length > MAX_ITEMS) throw new DomainError('plan.too-many-items', { max: MAX_ITEMS });
    const added = contents.map((content): PlanItem => ({ ...content, id: newId(), planId: plan.id, createdAt: at }));
    await this.db.repository(PlanItem).insert(added);
    items.push(...added);
    return added;
  }

  /** Binds the actor's uploads to a post, for good. */
  bind({ actor, plan }: PlanAct, itemId: string, ids: readonly string[] = []): Promise<void> {
    return this.attachments.bind(actor, [...ids], { stream: 'content-plan', streamId: plan.id, subject: 'plan-item', subjectId: itemId, authorityId: plan.authorityId });
  }

  /** Accounts of a post in which its outcome is recorded already. */
  async settledIn(itemId: string): Promise<string[]> {
    const rows = await this.db.rows<{ accountId: string }>('SELECT account_id AS "accountId" FROM content_plan_outcome WHERE item_id = $1', [itemId]);
    return rows.map(({ accountId }) => accountId);
  }
}
