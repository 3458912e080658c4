import { InvalidScheduleError } from './calendar.errors.js';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from './local-date.js';

/** A stretch of one local day, `[from, to)`, as `HH:MM` (or `HH:MM:SS`); `24:00` is the end of the day. */
export type LocalTimeInterval = readonly [from: string, to: string];

/** The same stretch in milliseconds after local midnight. */
export type DayInterval = readonly [from: number, to: number];

const PATTERN = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

/**
 * Milliseconds after local midnight, 0 to 24 h.
 * @throws InvalidScheduleError when the text is not a time of day.
 */
export function parseLocalTime(text: string): number {
  const match = PATTERN.exec(text);
  if (match !== null) {
    const [hours, minutes, seconds] = [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
    const ms = hours * MS_PER_HOUR + minutes * MS_PER_MINUTE + seconds * 1000;
    if (minutes < 60 && seconds < 60 && ms <= MS_PER_DAY) return ms;
  }
  throw new InvalidScheduleError(`not a time of day: "${String(text)}"`);
}

/**
 * Reads a day's intervals, sorts them and joins those that overlap. Intervals that only touch stay apart:
 * each keeps its own closing instant.
 * @throws InvalidScheduleError when an interval is malformed, empty or runs backwards (over midnight).
 */
export function parseIntervals(intervals: readonly LocalTimeInterval[]): DayInterval[] {
  if (!Array.isArray(intervals)) throw new InvalidScheduleError('intervals must be a list of [from, to]');
  const parsed = intervals.map((interval): DayInterval => {
    if (!Array.isArray(interval) || interval.length !== 2) {
      throw new InvalidScheduleError(`not an interval [from, to]: ${JSON.stringify(interval)}`);
    }
    const [from, to] = [parseLocalTime(interval[0]), parseLocalTime(interval[1])];
    if (from >= to) throw new InvalidScheduleError(`interval ${interval[0]}-${interval[1]} does not run forward`);
    return [from, to];
  });
  parsed.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: DayInterval[] = [];
  for (const [from, to] of parsed) {
    const last = joined.at(-1);
    if (last !== undefined && from < last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], to)];
    else joined.push([from, to]);
  }
  return joined;
}

/**
 * The day with its last `ms` of work taken off: one hour on the eve of a public holiday (Labour Code art. 95).
 * When the last interval is shorter than that, the rest comes off the one before it.
 */
export function shorten(intervals: readonly DayInterval[], ms: number): DayInterval[] {
  const result = [...intervals];
  let rest = ms;
  while (rest > 0) {
    const last = result.pop();
    if (last === undefined) break;
    const length = last[1] - last[0];
    if (length > rest) result.push([last[0], last[1] - rest]);
    rest -= length;
  }
  return result;
}

/** The day's intervals without the breaks. */
export function subtract(intervals: readonly DayInterval[], breaks: readonly DayInterval[]): DayInterval[] {
  let result = [...intervals];
  for (const [from, to] of breaks) {
    result = result.flatMap(([open, close]): DayInterval[] => {
      if (to <= open || from >= close) return [[open, close]];
      const left: DayInterval[] = from > open ? [[open, from]] : [];
      return to < close ? [...left, [to, close]] : left;
    });
  }
  return result;
}

/** `HH:MM`, or `HH:MM:SS` where the seconds matter. */
export function formatLocalTime(ms: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const seconds = Math.floor((ms % MS_PER_MINUTE) / 1000);
  const minutes = Math.floor((ms % MS_PER_HOUR) / MS_PER_MINUTE);
  const text = `${two(Math.floor(ms / MS_PER_HOUR))}:${two(minutes)}`;
  return seconds === 0 ? text : `${text}:${two(seconds)}`;
}
