/** How many failures are borne, and how long the door then stays shut. */
export interface LockoutRules {
  maxFailures: number;
  lockoutMinutes: number;
}

/** Failures of one e-mail so far. */
export interface LockoutState {
  failures: number;
  lockedUntil: Date | null;
}

/** Whether sign-in is closed at `now`. */
export const isLocked = ({ lockedUntil }: Pick<LockoutState, 'lockedUntil'>, now: Date): boolean =>
  lockedUntil !== null && lockedUntil > now;

/** Whole seconds until sign-in opens again. */
export const secondsUntil = (moment: Date, now: Date): number =>
  Math.max(1, Math.ceil((moment.getTime() - now.getTime()) / 1000));

/**
 * The state after one more failure. Once a lock has run out the count starts anew; failures that arrive while it runs
 * (sent before it began) are counted and do not prolong it.
 */
export function afterFailure(state: LockoutState, now: Date, rules: LockoutRules): LockoutState {
  if (isLocked(state, now)) return { failures: state.failures + 1, lockedUntil: state.lockedUntil };
  const failures = state.lockedUntil === null ? state.failures + 1 : 1;
  const closes = failures >= rules.maxFailures;
  return { failures, lockedUntil: closes ? new Date(now.getTime() + rules.lockoutMinutes * 60_000) : null };
}
