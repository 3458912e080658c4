const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Longest pause while the server itself is away: the letter is not at fault. */
const AWAY = 10 * MINUTE;

/** Pauses after the first, second, … failed attempt; the last one goes on. Greylisting lets pass after some minutes. */
const PAUSES = [1, 2, 5, 10, 15, 30, 60, 120].map((minutes) => minutes * MINUTE);

/**
 * When a letter is tried again, or null when it is given up.
 * @param attempts attempts made so far, at least one.
 * @param serverAway no letter got through, not only this one.
 * @param giveUpHours clock hours after the first attempt until which it is tried.
 */
export function nextAttempt(attempts: number, firstAttemptAt: Date, now: Date, serverAway: boolean, giveUpHours: number): Date | null {
  const end = firstAttemptAt.getTime() + giveUpHours * HOUR;
  if (now.getTime() >= end) return null;
  const pause = Math.min(PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? MINUTE, serverAway ? AWAY : Infinity);
  // Never beyond the end: there is one last attempt when it comes.
  return new Date(Math.min(now.getTime() + pause, end));
}
