import { Injectable } from '@nestjs/common';
import { Review, Reviews } from '../approvals/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import type { PlanAct } from './plan-act.js';
import { PlanActs } from './plan-acts.js';
import { type ItemRemark, itemsOf, PlanVersion } from './plan-version.entity.js';
import { PlannedPosts } from './posts/planned-posts.js';

interface Decision {
  /** Number of the version the clerk looked at; null for the one under review, whichever it is. */
  number: number | null;
  version: number | null;
}

/** What a decision is about: the version under review and its review. */
@Injectable()
export class PendingReview {
  constructor(private readonly db: Database) {}

  /** @throws DomainError `plan.version-outdated` when another version than the one looked at is under review. */
  async of({ plan }: PlanAct, asked: number | null): Promise<{ version: PlanVersion; review: Review }> {
    const version = await this.db.repository(PlanVersion).findOneByOrFail({ id: plan.currentVersionId ?? '' });
    if (asked !== null && asked !== version.number) throw new DomainError('plan.version-outdated', { asked, current: version.number });
    const review = await this.db.repository(Review).findOneByOrFail({ versionId: version.id });
    return { version, review };
  }
}

/** Approves exactly one version of a plan. */
@Injectable()
export class ApprovePlan {
  constructor(
    private readonly acts: PlanActs,
    private readonly pending: PendingReview,
    private readonly reviews: Reviews,
    private readonly posts: PlannedPosts,
  ) {}

  execute(actor: Actor, planId: string, { number, version }: Decision): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      act.require('approve');
      const { version: sent, review } = await this.pending.of(act, number);
      act.move('approve', { number: sent.number });
      await this.reviews.approve(review, actor, act.at);
      act.plan.approvedVersionId = sent.id;
      await this.posts.follow(act, itemsOf(sent), { inForce: true });
    });
  }
}

/** Sends recommendations on exactly one version: on the whole, on single posts, or both. */
@Injectable()
export class RecommendChanges {
  constructor(
    private readonly acts: PlanActs,
    private readonly pending: PendingReview,
    private readonly reviews: Reviews,
    private readonly db: Database,
  ) {}

  /** @throws DomainError `plan.remarks-needed`, `plan.remark-item`, `plan.version-outdated`; `plan.action-not-allowed`. */
  execute(actor: Actor, planId: string, { number, version, remarks, items }: Decision & { remarks?: string; items: readonly ItemRemark[] }): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      act.require('recommend');
      const { version: sent, review } = await this.pending.of(act, number);
      if (!remarks && items.length === 0) throw new DomainError('plan.remarks-needed');
      const itemRemarks = items.map(({ itemId, text }) => ({ itemId: itemId.toLowerCase(), text }));
      const ids = new Set(itemRemarks.map(({ itemId }) => itemId));
      if (ids.size < itemRemarks.length || [...ids].some((id) => !sent.items.some((item) => item.id === id))) throw new DomainError('plan.remark-item');
      act.move('recommend', { number: sent.number, items: itemRemarks.length });
      await this.reviews.requestChanges(review, remarks ?? '', actor, act.at);
      await this.db.repository(PlanVersion).update({ id: sent.id }, { itemRemarks });
    });
  }
}
