import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../calendar/index.js';
import type { Actor } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import { PlanActs } from './plan-acts.js';
import { PlannedPosts } from './posts/planned-posts.js';
import { markReceived } from './submit-plan.js';

/** Tells the committee that there are no news pegs at all, so no plan comes; due at the same hour. */
@Injectable()
export class GiveNotice {
  constructor(
    private readonly acts: PlanActs,
    private readonly workingTimes: WorkingTimes,
    private readonly posts: PlannedPosts,
  ) {}

  /** @throws DomainError `plan.not-empty` when the plan has posts; `plan.action-not-allowed` by the table. */
  execute(actor: Actor, planId: string, { comment, version }: { comment?: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      const { plan, items, at } = act;
      const late = await markReceived(act, this.workingTimes);
      act.move('no-news-pegs', { late });
      if (items.length > 0) throw new DomainError('plan.not-empty', { count: items.length });
      // Of a plan that was approved and came to nothing, nothing is in force or waits for its time any more.
      Object.assign(plan, { noticeAt: at, noticeComment: comment ?? null, fewerReason: null, approvedVersionId: null });
      await this.posts.follow(act, [], { inForce: true });
    });
  }
}
