import type { Deadline } from './deadline.entity.js';
import { obligation, type ObligationKey } from './obligations.js';

/**
 * How much a warning or a passing of a term weighs. `real`: somebody owed it. `conditional`: nobody knows yet whether it was
 * owed at all (M-8.1). `undecided`: two terms run and one of them will turn out not to apply (M-6 and M-7 before routing).
 * `superseded`: it turned out not to have been owed.
 */
export const weights = ['real', 'conditional', 'undecided', 'superseded'] as const;
export type Weight = (typeof weights)[number];

/** The weight of a term that still runs. */
export function weightOfRunning(key: ObligationKey): Weight {
  const { conditional, alternative } = obligation(key);
  if (conditional) return 'conditional';
  return alternative ? 'undecided' : 'real';
}

/** The weight of a term as it stands: acts decide what was open; what was done was owed, what was cancelled was not. */
export function weightOf({ obligation: key, state }: Pick<Deadline, 'obligation' | 'state'>): Weight {
  const running = weightOfRunning(key);
  if (running === 'real' || state === 'open') return running;
  return state === 'cancelled' ? 'superseded' : 'real';
}
