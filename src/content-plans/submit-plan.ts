import { Injectable } from '@nestjs/common';
import { Reviews } from '../approvals/index.js';
import { WorkingTimes } from '../calendar/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { newId } from '../platform/ids/index.js';
import { isGovernments } from './content-plan.entity.js';
import { mondayOf } from './iso-week.js';
import type { PlanAct } from './plan-act.js';
import { PlanActs } from './plan-acts.js';
import { contentOf, inOrder } from './plan-item.entity.js';
import { minimumOf, outOfWeek } from './plan-rules.js';
import { weekInWords } from './plan-words.js';
import { PlannedPosts } from './posts/planned-posts.js';
import { PlanVersion } from './plan-version.entity.js';

/**
 * Sends the plan to the committee as one exact version: for the first time, after recommendations, or after
 * an approved plan was amended. The Government's own is settled by that.
 */
@Injectable()
export class SubmitPlan {
  constructor(
    private readonly acts: PlanActs,
    private readonly reviews: Reviews,
    private readonly workingTimes: WorkingTimes,
    private readonly db: Database,
    private readonly posts: PlannedPosts,
  ) {}

  /**
   * @throws DomainError `plan.empty`, `plan.item-out-of-week`, `plan.fewer-reason-needed`;
   * `plan.action-not-allowed` by the table.
   */
  execute(actor: Actor, planId: string, { fewerReason, version }: { fewerReason?: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, planId, version, async (act) => {
      const { plan } = act;
      const items = inOrder(act.items).map(contentOf);
      const number = await this.next(plan.id);
      const late = await markReceived(act, this.workingTimes);
      act.move('submit', { number, items: items.length, late });
      check(act, fewerReason ?? plan.fewerReason);
      plan.fewerReason = items.length < minimumOf(plan) ? (fewerReason ?? plan.fewerReason) : null;
      // A plan has come after all; that there was a notice the history tells.
      Object.assign(plan, { noticeAt: null, noticeComment: null });
      const sent = { id: newId(), planId: plan.id, number, items: await this.posts.withFiles(items), fewerReason: plan.fewerReason, submittedBy: actor.userId, submittedAt: act.at, itemRemarks: [] };
      await this.db.repository(PlanVersion).insert(sent);
      plan.currentVersionId = sent.id;
      const inForce = plan.status === 'approved';
      if (inForce) plan.approvedVersionId = sent.id;
      else await this.reviews.submit({ id: sent.id, subject: 'content-plan' }, actor, act.at);
      await this.posts.follow(act, sent.items, { inForce });
    });
  }

  private async next(planId: string): Promise<number> {
    const row = await this.db.row<{ last: number | null }>('SELECT max(number) AS last FROM content_plan_version WHERE plan_id = $1', [planId]);
    return (row?.last ?? 0) + 1;
  }
}

function check({ items, plan }: PlanAct, fewerReason: string | null): void {
  if (items.length === 0) throw new DomainError('plan.empty');
  const outside = outOfWeek(items, plan.week);
  if (outside.length > 0) throw new DomainError('plan.item-out-of-week', { week: plan.week, days: weekInWords(plan.week), count: outside.length, itemIds: outside.map(({ id }) => id) });
  const minimum = minimumOf(plan);
  if (items.length < minimum && !fewerReason) throw new DomainError('plan.fewer-reason-needed', { count: items.length, minimum });
}

/**
 * Notes when the plan or the notice first came, and whether that was late: accepted all the same (settled rule 6).
 * @returns whether it was late; a plan that had come before is not.
 */
export async function markReceived({ plan, at, authority }: PlanAct, workingTimes: WorkingTimes): Promise<boolean> {
  if (plan.receivedAt) return false;
  const workingTime = await workingTimes.of(authority?.scheduleId ?? null);
  plan.receivedAt = at;
  plan.late = !isGovernments(plan) && at.getTime() >= workingTime.planSubmissionDeadline(mondayOf(plan.week));
  return plan.late;
}
