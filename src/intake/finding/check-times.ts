const HOUR = 3_600_000;

/** How long after a message became an incident it is looked whether it is still there. */
const looks = [HOUR, 24 * HOUR, 7 * 24 * HOUR] as const;

export const checkTimes = {
  /** The first look after `now` at what was taken at `since`; null when there is none any more. */
  after(since: Date, now: Date): Date | null {
    const next = looks.find((ms) => since.getTime() + ms > now.getTime());
    return next === undefined ? null : new Date(since.getTime() + next);
  },
};
