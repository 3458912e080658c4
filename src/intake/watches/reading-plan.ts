import { rejections, type Network, type Refused } from '../../networks/index.js';
import type { WatchSource } from './source.entity.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Every call of X is paid for. */
const PAID: Partial<Record<Network, number>> = { twitter: 15 * MINUTE };
const [LONGEST, LONGEST_LIVELY] = [HOUR, 10 * MINUTE];

/** How long after a reading the next follows, milliseconds: the longer nothing came, the longer; pure. */
export function pauseAfter({ kind, quiet }: Pick<WatchSource, 'kind' | 'quiet'>, network: Network, pollSeconds: number): number {
  // A post's comments fall silent; an account's new posts, its mentions and what is searched never do for good.
  const longest = kind === 'comments' ? LONGEST : LONGEST_LIVELY;
  return Math.max(PAID[network] ?? 0, Math.min(longest, pollSeconds * 1000 * 2 ** Math.min(quiet, 10)));
}

/** How long after a refusal it is tried again, milliseconds; what a person must mend is not asked for all the time. Pure. */
export function pauseAfterRefusal({ reason, retryAfterMs }: Pick<Refused, 'reason' | 'retryAfterMs'>, failures: number): number {
  const again = rejections[reason] === 'retry' ? Math.min(30 * MINUTE, 10_000 * 2 ** Math.min(failures, 10)) : Math.min(6 * HOUR, 10 * MINUTE * 2 ** Math.min(failures, 10));
  return Math.max(retryAfterMs ?? 0, again);
}
