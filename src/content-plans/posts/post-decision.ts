import type { HeldReason } from './planned-post.entity.js';
import type { ItemContent, VersionItem } from '../plan-item.entity.js';

/** A post later than this is not sent by itself: what it says of "today" may be over. */
export const STALE_MS = 6 * 60 * 60_000;

/** What is known of a post when its time has come. */
export interface PostCircumstances {
  /** As it stands in the version in force; null when none is, or the post is not in it. */
  approved: VersionItem | null;
  /** As the working copy has it now; null when it was removed. */
  working: VersionItem | null;
  accountId: string;
  /** Whether the account is in force. */
  accountInForce: boolean;
  /** Whether its time came once already, before the plan was approved. */
  held: boolean;
  /** Milliseconds since its time. */
  late: number;
  /** Whether the network takes a text of this length. */
  fits: boolean;
}

/** Why a person publishes it: a reason deliveries explain. */
export type HandReason = 'planned-by-hand' | 'being-changed' | 'time-passed' | 'too-long' | 'no-text';

export type PostDecision = { do: 'hold'; reason: HeldReason } | { do: 'hand'; reason: HandReason } | { do: 'send' };

const hand = (reason: HandReason): PostDecision => ({ do: 'hand', reason });
const hold = (reason: HeldReason): PostDecision => ({ do: 'hold', reason });

/**
 * What is done with a post when its time has come: only what was approved, exactly as it was approved, goes out by
 * itself; whatever is in doubt waits for a person.
 */
export function decidePost({ approved, working, accountId, accountInForce, held, late, fits }: PostCircumstances): PostDecision {
  if (!working) return hold('removed');
  if (!approved?.accountIds.includes(accountId)) return hold('not-approved');
  if (!accountInForce) return hold('account-ended');
  if (approved.way !== 'network') return hand('planned-by-hand');
  if (!same(approved, working)) return hand('being-changed');
  if (held || late > STALE_MS) return hand('time-passed');
  if (!approved.text) return hand('no-text');
  return fits ? { do: 'send' } : hand('too-long');
}

/** Whether what people would see, and where and when, is the same. */
export function same(a: VersionItem, b: VersionItem): boolean {
  const seen = ({ date, time, accountIds, text, way, attachmentIds }: ItemContent & VersionItem) =>
    JSON.stringify([date, time, accountIds.toSorted(), text, way, attachmentIds.toSorted()]);
  return seen(a) === seen(b);
}
