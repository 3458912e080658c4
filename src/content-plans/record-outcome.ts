import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../accounts/index.js';
import type { Actor } from '../identity/index.js';
import { belongsTo, namesPost, type Network, postKey } from '../networks/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { newId } from '../platform/ids/index.js';
import { PlanActs } from './plan-acts.js';
import { PlanItems } from './plan-items.js';
import { PlannedPosts } from './posts/planned-posts.js';
import { PlanOutcome } from './plan-outcome.entity.js';

/**
 * Records what became of a planned post: its link in an account, or why it did not come out. Said again, it is
 * corrected. Whoever publishes, a person by hand or a connector of a network, comes through here.
 */
@Injectable()
export class RecordOutcome {
  constructor(
    private readonly acts: PlanActs,
    private readonly items: PlanItems,
    private readonly accounts: AccountRefs,
    private readonly db: Database,
    private readonly posts: PlannedPosts,
  ) {}

  /** @throws DomainError `plan.item-account`, `plan.url-network`, `plan.url-taken`, `not-found`, `delivery.in-progress`; `plan.action-not-allowed` by the table. */
  published(actor: Actor, planId: string, itemId: string, { accountId, url, version }: { accountId: string; url: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      act.move('record-outcome');
      const item = this.items.find(act, itemId);
      const [account] = await this.accounts.some(item.accountIds.filter((id) => id === accountId.toLowerCase()));
      if (!account) throw new DomainError('plan.item-account', { accountId });
      if (!belongsTo(account.network, url)) throw new DomainError('plan.url-network', { network: account.network });
      await this.onlyOnce(item, account, url);
      await this.write(item, [account.id], { url, reason: null }, actor, act.at);
      await this.posts.settled(actor, item.id, [account.id], url);
      act.tell('published', { accountId: account.id, network: account.network, url }, item.id);
    });
  }

  /** In one account, or in all in which nothing is recorded yet. @throws as {@link published}. */
  notPublished(actor: Actor, planId: string, itemId: string, { accountId, reason, version }: { accountId?: string; reason: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      act.move('record-outcome');
      const item = this.items.find(act, itemId);
      const settled = await this.items.settledIn(item.id);
      const ids = item.accountIds.filter((id) => (accountId ? id === accountId.toLowerCase() : !settled.includes(id)));
      if (ids.length === 0) throw new DomainError('plan.item-account', { accountId: accountId ?? null });
      await this.write(item, ids, { url: null, reason }, actor, act.at);
      await this.posts.settled(actor, item.id, ids, null);
      act.tell('not-published', { accountIds: ids, reason }, item.id);
    });
  }

  /** One post of a network is what came of one post of the plan; a page or a profile, where stories stand, may be of several. */
  private async onlyOnce({ id, planId }: { id: string; planId: string }, account: { id: string; network: Network }, url: string): Promise<void> {
    if (!namesPost(account.network, url)) return;
    const others = await this.db.repository(PlanOutcome).findBy({ planId, accountId: account.id });
    const key = postKey(account.network, url);
    const taken = others.find((other) => other.itemId !== id && other.url !== null && postKey(account.network, other.url) === key);
    if (taken) throw new DomainError('plan.url-taken', { itemId: taken.itemId });
  }

  private async write(item: { id: string; planId: string }, accountIds: readonly string[], outcome: Pick<PlanOutcome, 'url' | 'reason'>, actor: Actor, at: Date): Promise<void> {
    const rows = accountIds.map((accountId): PlanOutcome => ({
      id: newId(), planId: item.planId, itemId: item.id, accountId, ...outcome, recordedBy: actor.userId, recordedAt: at,
    }));
    await this.db.repository(PlanOutcome).createQueryBuilder().insert().values(rows)
      .orUpdate(['url', 'reason', 'recorded_by', 'recorded_at'], ['item_id', 'account_id']).execute();
  }
}
