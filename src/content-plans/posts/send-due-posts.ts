import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import { AccountRefs, type AccountRef } from '../../accounts/index.js';
import { systemActor } from '../../identity/index.js';
import { textLimit } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { defineJob, HandlesJob, JobQueue, Rounds, Scheduled } from '../../platform/jobs/index.js';
import { Deliveries } from '../../publishing/index.js';
import type { PlanAct } from '../plan-act.js';
import { PlanActs } from '../plan-acts.js';
import { PlanItems } from '../plan-items.js';
import type { VersionItem } from '../plan-item.entity.js';
import { decidePost, type HandReason } from './post-decision.js';
import { PlannedPost } from './planned-post.entity.js';
import { PlannedPosts, textOf } from './planned-posts.js';

/** Hands over the posts whose time is a certain second. */
const postJob = defineJob({ name: 'plans.post', queue: 'publishing', schema: z.object({}), attempts: 3, backoffMs: 2000 });

/** How far ahead wake-ups are put into the queue: several rounds of the timetable. */
const AHEAD_MS = 5 * 60_000;
/** Plans handled in one round. */
const BATCH = 50;

/**
 * Takes up planned posts at their time: what is in force and to go out by itself is handed to the deliveries, what
 * is for a person waits for one, and what may not go out says why. Each post once, whatever is repeated or dies.
 */
@Injectable()
export class SendDuePosts {
  private readonly logger = new Logger('Plans');
  private readonly rounds = new Rounds(() => this.round());

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly acts: PlanActs,
    private readonly posts: PlannedPosts,
    private readonly items: PlanItems,
    private readonly accounts: AccountRefs,
    private readonly deliveries: Deliveries,
    private readonly jobs: JobQueue,
  ) {}

  @HandlesJob(postJob)
  async wake(): Promise<void> {
    await this.execute();
  }

  @Scheduled('plans.post')
  async sweep(): Promise<boolean> {
    const more = await this.rounds.once();
    await this.plan();
    return more;
  }

  /** Works until nothing is due. @returns how many plans were taken up. */
  execute(): Promise<number> {
    return this.rounds.run();
  }

  /** When the next post is due that has not been taken up; null when none waits. */
  async nextAt(): Promise<Date | null> {
    const next = await this.db.row<{ at: Date | null }>(`SELECT min(due_at) AS at FROM content_plan_post WHERE state = 'waiting'`);
    return next?.at ?? null;
  }

  /** Puts the wake-ups of the next minutes into the queue, one for each moment. */
  private async plan(): Promise<void> {
    const now = this.clock.now();
    const moments = await this.db.rows<{ at: Date }>(
      `SELECT DISTINCT due_at AS at FROM content_plan_post WHERE state = 'waiting' AND due_at > $1 AND due_at <= $2`, [now, new Date(now.getTime() + AHEAD_MS)],
    );
    for (const { at } of moments) await this.jobs.add(postJob, {}, { id: `post-${at.getTime() / 1000}`, runAt: at });
  }

  private async round(): Promise<{ count: number; more: boolean }> {
    const due = await this.db.rows<{ planId: string }>(
      `SELECT plan_id AS "planId", min(due_at) FROM content_plan_post WHERE state = 'waiting' AND due_at <= $1 GROUP BY plan_id ORDER BY 2, 1 LIMIT ${BATCH}`,
      [this.clock.now()],
    );
    let done = 0;
    for (const { planId } of due) {
      // One plan that cannot be worked off must not hold up the others.
      await this.acts.run(systemActor, planId, null, (act) => this.ofPlan(act)).then(
        () => (done += 1),
        (error: unknown) => this.logger.error(`Posts of plan ${planId}: ${(error as Error).message}`),
      );
    }
    return { count: done, more: due.length === BATCH && done > 0 };
  }

  private async ofPlan(act: PlanAct): Promise<void> {
    const due = await this.db.repository(PlannedPost).createQueryBuilder('p')
      .where(`p.plan_id = :planId AND p.state = 'waiting' AND p.due_at <= :now`, { planId: act.plan.id, now: act.at })
      .orderBy('p.due_at').addOrderBy('p.id').getMany();
    const approved = await this.posts.inForce(act);
    const working = await this.posts.withFiles(act.items);
    const accounts = await this.accounts.some([...new Set(due.map(({ accountId }) => accountId))]);
    const byId = (items: readonly VersionItem[], { itemId }: PlannedPost) => items.find(({ id }) => id === itemId) ?? null;
    for (const post of due) {
      const account = accounts.find(({ id }) => id === post.accountId) ?? null;
      await this.one(act, post, { approved: byId(approved, post), working: byId(working, post), account });
    }
  }

  private async one(act: PlanAct, post: PlannedPost, { approved, working, account }: { approved: VersionItem | null; working: VersionItem | null; account: AccountRef | null }): Promise<void> {
    const set = (changes: Partial<PlannedPost>) => this.db.repository(PlannedPost).update({ id: post.id }, changes);
    // A person was quicker.
    if ((await this.items.settledIn(post.itemId)).includes(post.accountId)) return void (await set({ state: 'handed', reason: null }));
    // It was sent for review once, taken out again, and never in force: nobody waits for it.
    if (!approved && !working) return void (await this.db.repository(PlannedPost).delete({ id: post.id }));
    const { length, max } = approved && account ? textLimit(account.network, 'post', textOf(approved)) : { length: 0, max: 0 };
    const decision = decidePost({
      approved, working, accountId: post.accountId, accountInForce: account?.validTo === null, held: post.reason !== null,
      late: act.at.getTime() - post.dueAt.getTime(), fits: length <= max,
    });
    if (decision.do === 'hold' || !approved || !account) {
      const reason = decision.do === 'hold' ? decision.reason : 'not-approved';
      await set({ state: 'held', reason });
      const { accountId } = post;
      return act.tell('post-held', { reason, accountId, network: account?.network ?? null, way: (working ?? approved)?.way ?? null, theme: (working ?? approved)?.theme ?? null }, post.itemId);
    }
    await set({ state: 'handed', reason: null });
    await this.hand(act, post, approved, account, decision.do === 'hand' ? decision.reason : null);
  }

  private async hand({ plan }: PlanAct, { id, itemId, accountId }: PlannedPost, item: VersionItem, { network, url }: AccountRef, manual: HandReason | null): Promise<void> {
    await this.deliveries.request(systemActor, {
      kind: 'post', network, accountId, authorityId: plan.authorityId, subject: 'planned-post', subjectId: id, stream: 'content-plan', streamId: plan.id,
      intent: { planId: plan.id, itemId, accountId, theme: item.theme }, place: null, link: url, text: textOf(item), attachmentIds: item.attachmentIds,
    }, manual);
  }
}
