import { Injectable } from '@nestjs/common';
import type { AccountRef } from '../../accounts/index.js';
import type { Actor } from '../../identity/index.js';
import { textLimit } from '../../networks/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { Deliveries, deliveryView } from '../../publishing/index.js';
import type { PlanItemView } from '../content-plan.schemas.js';
import type { PlanFormat, VersionItem } from '../plan-item.entity.js';
import type { PlanWarning } from '../plan-rules.js';
import { heldText } from '../plan-words.js';
import { PlannedPosts } from './planned-posts.js';

/** Formats that words alone may be. */
const WORDS: readonly PlanFormat[] = ['text', 'other'];

/** What of the way of planned posts is shown with their plan. */
@Injectable()
export class PostViews {
  constructor(
    private readonly posts: PlannedPosts,
    private readonly deliveries: Deliveries,
  ) {}

  /** Posts of a plan with their deliveries, by item. */
  async of(actor: Actor, planId: string): Promise<Map<string, PlanItemView['posts']>> {
    const posts = await this.posts.of(planId);
    const deliveries = posts.length > 0 ? await this.deliveries.of(planId) : [];
    const shown = new Map<string, PlanItemView['posts']>();
    for (const { id, itemId, accountId, dueAt, state, reason } of posts) {
      const delivery = deliveries.findLast(({ subjectId }) => subjectId === id);
      const held = state === 'held' ? reason : null;
      const view = { accountId, dueAt: isoOffset(dueAt), state, reason: held, explanation: held && heldText(held), delivery: delivery ? deliveryView(actor, delivery) : null };
      shown.set(itemId, [...(shown.get(itemId) ?? []), view]);
    }
    return shown;
  }

  /** What keeps posts from going out by themselves, told while the plan is written and reviewed. */
  async warnings(items: readonly VersionItem[], accounts: readonly AccountRef[]): Promise<PlanWarning[]> {
    const able = new Map<string, Promise<string | null>>();
    const unable = ({ id, network }: AccountRef, attachmentIds: string[]) => {
      const key = `${id}:${attachmentIds.length > 0}`;
      // Whether files are photos is asked for each post that has some.
      const asked = attachmentIds.length === 0 ? able.get(key) : undefined;
      const answer = asked ?? this.deliveries.unable({ network, accountId: id, kind: 'post', place: null, attachmentIds });
      able.set(key, answer);
      return answer;
    };
    const found: PlanWarning[] = [];
    for (const { id: itemId, text, format, way, accountIds, attachmentIds } of items) {
      const about = { itemId, otherItemId: null, accountId: null };
      if (way === 'network' && !text) found.push({ code: 'no-text', ...about });
      if (way === 'network' && text && !WORDS.includes(format) && attachmentIds.length === 0) found.push({ code: 'text-only', ...about });
      for (const account of accounts.filter(({ id }) => accountIds.includes(id))) {
        const here = { ...about, accountId: account.id };
        const { length, max } = textLimit(account.network, 'post', text ?? '');
        if (length > max) found.push({ code: 'too-long', ...here });
        if (way === 'network' && (await unable(account, attachmentIds))) found.push({ code: 'by-hand-only', ...here });
      }
    }
    return found;
  }
}
