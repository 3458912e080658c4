import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Attachments } from '../../attachments/index.js';
import { WorkingTimes } from '../../calendar/index.js';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids/index.js';
import { Deliveries, type Delivery } from '../../publishing/index.js';
import type { PlanAct } from '../plan-act.js';
import { contentOf, type ItemContent, type VersionItem } from '../plan-item.entity.js';
import { itemsOf, PlanVersion } from '../plan-version.entity.js';
import { PlannedPost } from './planned-post.entity.js';

/** Posts of plans on their way to their time: one row for each post and account. */
@Injectable()
export class PlannedPosts {
  constructor(
    private readonly db: Database,
    private readonly workingTimes: WorkingTimes,
    private readonly attachments: Attachments,
    private readonly deliveries: Deliveries,
  ) {}

  /** Posts with the files they have now, as a version keeps them. */
  async withFiles(items: readonly ItemContent[]): Promise<VersionItem[]> {
    const files = await this.attachments.of(items.map(({ id }) => id));
    return items.map((item) => ({ ...contentOf(item), attachmentIds: files.filter(({ subjectId }) => subjectId === item.id).map(({ id }) => id) }));
  }

  /** Posts of the version in force; none without one. */
  async inForce({ plan }: PlanAct): Promise<VersionItem[]> {
    const version = plan.approvedVersionId ? await this.db.repository(PlanVersion).findOneByOrFail({ id: plan.approvedVersionId }) : null;
    return version ? itemsOf(version) : [];
  }

  of(planId: string): Promise<PlannedPost[]> {
    return this.db.reader.getRepository(PlannedPost).find({ where: { planId }, order: { dueAt: 'ASC', id: 'ASC' } });
  }

  /**
   * After a version was sent or came into force: what is new waits for its time, what was moved waits for the new one, what
   * is gone is not sent. What was sent and is not in force moves nothing that is.
   */
  async follow(act: PlanAct, items: readonly VersionItem[], { inForce }: { inForce: boolean }): Promise<void> {
    const { plan, actor } = act;
    const known = await this.db.repository(PlannedPost).findBy({ planId: plan.id });
    const before = inForce ? [] : (await this.inForce(act)).map(({ id }) => id);
    const workingTime = await this.workingTimes.of(null);
    const wanted = items.filter(({ id }) => !before.includes(id)).flatMap((item) =>
      item.accountIds.map((accountId) => ({ item, accountId, dueAt: new Date(workingTime.instantAt(item.date, item.time)) })));
    for (const { item, accountId, dueAt } of wanted) {
      const post = known.find((one) => one.itemId === item.id && one.accountId === accountId);
      if (!post) await this.db.repository(PlannedPost).insert({ id: newId(), planId: plan.id, itemId: item.id, accountId, dueAt, state: 'waiting', reason: null });
      else await this.moved(actor, post, item, dueAt, inForce);
    }
    if (!inForce) return;
    const gone = known.filter(({ itemId, accountId }) => !wanted.some((one) => one.item.id === itemId && one.accountId === accountId));
    for (const post of gone) await this.release(actor, post);
    const unsent = gone.filter(({ state }) => state !== 'handed').map(({ id }) => id);
    if (unsent.length > 0) await this.db.repository(PlannedPost).delete({ id: In(unsent) });
  }

  /** A person has said what became of a post: nothing of it is on its way any more. */
  async settled(actor: Actor, itemId: string, accountIds: readonly string[], url: string | null): Promise<void> {
    const posts = await this.db.repository(PlannedPost).findBy({ itemId, accountId: In([...accountIds]) });
    for (const { id } of posts) await this.deliveries.close(actor, id, url);
  }

  private async moved(actor: Actor, post: PlannedPost, item: VersionItem, dueAt: Date, inForce: boolean): Promise<void> {
    const later = dueAt.getTime() !== post.dueAt.getTime();
    if (post.state === 'handed') {
      const last = await this.lastOf(post);
      // It is out, or about to be: as it was approved then.
      if (!last || last.state === 'published' || last.state === 'sending' || last.state === 'unknown') return;
      // Nothing of it has changed, or somebody gave it up: only another moment is a new wish.
      if (!later && (last.state === 'failed' || last.text === textOf(item))) return;
      await this.deliveries.close(actor, post.id, null);
    } else if (post.state === 'held' && !later && !inForce) return;
    // What was not approved in its time keeps the mark: it does not go out by itself afterwards.
    await this.db.repository(PlannedPost).update({ id: post.id }, { dueAt, state: 'waiting', reason: later ? null : post.reason });
  }

  private async release(actor: Actor, post: PlannedPost): Promise<void> {
    const last = await this.lastOf(post);
    if (last && (last.state === 'pending' || last.state === 'manual')) await this.deliveries.close(actor, post.id, null);
  }

  private async lastOf({ id, planId }: PlannedPost): Promise<Delivery | undefined> {
    return (await this.deliveries.of(planId)).findLast(({ subjectId }) => subjectId === id);
  }
}

/** What is placed, or copied by whoever places it; empty where only a theme was planned. */
export const textOf = ({ text }: Pick<ItemContent, 'text'>): string => text ?? '';
