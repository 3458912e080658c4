import type { DayRules } from './day-rules.js';
import { MS_PER_DAY, dayNumberOf } from './local-date.js';
import type { TimeZone } from './time-zone.js';

/**
 * One local year, ready for arithmetic: its working intervals as instants in UTC milliseconds, with prefix sums.
 * Interval `i` is `[opens[i], closes[i])`; `elapsed[i]` is the working time of the year before it, and
 * `elapsed[count]` that of the whole year.
 */
export interface YearIndex {
  readonly year: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly firstDay: number;
  /** Local midnights; the last element is the next year's first. */
  readonly midnights: Float64Array;
  /** Index of each day's first interval; a day without work has the index of the next interval. */
  readonly firstOfDay: Int32Array;
  readonly count: number;
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  readonly elapsed: Float64Array;
  readonly total: number;
  /** For each 24 hours from `startsAt`: the first interval that closes after their beginning. */
  readonly firstOpen: Int32Array;
}

/** Compiles a year. Costs about a millisecond, so it is done when the year is first asked for. */
export function compileYear(year: number, rules: DayRules, zone: TimeZone): YearIndex {
  const firstDay = dayNumberOf(year, 1, 1);
  const dayCount = dayNumberOf(year + 1, 1, 1) - firstDay;
  const midnights = new Float64Array(dayCount + 1);
  const firstOfDay = new Int32Array(dayCount + 1);
  const opens: number[] = [];
  const closes: number[] = [];
  for (let i = 0; i < dayCount; i += 1) {
    midnights[i] = zone.toInstant(firstDay + i, 0);
    firstOfDay[i] = opens.length;
    for (const [from, to] of rules.ruleOf(firstDay + i).intervals) {
      // Clocks that go forward can swallow an interval, or push the end of one over the start of the next.
      const open = Math.max(zone.toInstant(firstDay + i, from), closes.at(-1) ?? Number.NEGATIVE_INFINITY);
      const close = zone.toInstant(firstDay + i, to);
      if (open >= close) continue;
      opens.push(open);
      closes.push(close);
    }
  }
  midnights[dayCount] = zone.toInstant(firstDay + dayCount, 0);
  firstOfDay[dayCount] = opens.length;
  const elapsed = new Float64Array(opens.length + 1);
  for (let i = 0; i < opens.length; i += 1) {
    elapsed[i + 1] = (elapsed[i] as number) + (closes[i] as number) - (opens[i] as number);
  }
  const startsAt = midnights[0] as number;
  const endsAt = midnights[dayCount] as number;
  return {
    year, startsAt, endsAt, firstDay, midnights, firstOfDay,
    count: opens.length,
    opens: Float64Array.from(opens),
    closes: Float64Array.from(closes),
    elapsed,
    total: elapsed[opens.length] as number,
    firstOpen: bucketsOf(startsAt, endsAt, closes),
  };
}

/** Index of the first interval that closes after the instant, which must lie in the year; `count` when none does. */
export function intervalAt(index: YearIndex, instant: number): number {
  const { closes, count } = index;
  let i = index.firstOpen[Math.floor((instant - index.startsAt) / MS_PER_DAY)] as number;
  while (i < count && (closes[i] as number) <= instant) i += 1;
  return i;
}

/** The interval, from `from` on, in which the year's working time reaches `target`; `target` at most `total`. */
export function intervalReaching(index: YearIndex, from: number, target: number): number {
  const { elapsed } = index;
  let low = from;
  // Most terms end within a day or two: look there first.
  for (const near = Math.min(from + 6, index.count); low < near; low += 1) {
    if ((elapsed[low + 1] as number) >= target) return low;
  }
  let high = index.count - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((elapsed[middle + 1] as number) >= target) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Working time of the year before the instant, which must lie in the year. */
export function elapsedAt(index: YearIndex, instant: number): number {
  const i = intervalAt(index, instant);
  const before = index.elapsed[i] as number;
  if (i === index.count) return before;
  return before + Math.max(0, instant - (index.opens[i] as number));
}

/** Position in the year (0 for 1 January) of the local day that holds the instant. */
export function dayAt(index: YearIndex, instant: number): number {
  const { midnights } = index;
  let i = Math.min(Math.floor((instant - index.startsAt) / MS_PER_DAY), midnights.length - 2);
  while ((midnights[i] as number) > instant) i -= 1;
  while (i < midnights.length - 2 && (midnights[i + 1] as number) <= instant) i += 1;
  return i;
}

function bucketsOf(startsAt: number, endsAt: number, closes: readonly number[]): Int32Array {
  const buckets = new Int32Array(Math.ceil((endsAt - startsAt) / MS_PER_DAY) + 1);
  let i = 0;
  for (let bucket = 0; bucket < buckets.length; bucket += 1) {
    while (i < closes.length && (closes[i] as number) <= startsAt + bucket * MS_PER_DAY) i += 1;
    buckets[bucket] = i;
  }
  return buckets;
}
