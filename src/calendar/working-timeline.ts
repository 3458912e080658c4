import { NoWorkingTimeError, OutOfRangeError } from './calendar.errors.js';
import type { DayRules } from './day-rules.js';
import { dayNumberOf, yearOfDay } from './local-date.js';
import type { TimeZone } from './time-zone.js';
import { compileYear } from './year-index.js';
import type { YearIndex } from './year-index.js';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
const MS_PER_MEAN_YEAR = 31_556_952_000;

/** A search stops after so many years in a row without any working time: the schedule has ended. */
const MAX_EMPTY_YEARS = 10;

/** The compiled years of one schedule, each made when it is first needed. */
export class WorkingTimeline {
  private readonly years: (YearIndex | undefined)[] = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 });
  private readonly yearStarts = new Float64Array(LAST_YEAR - FIRST_YEAR + 2).fill(Number.NaN);
  private latest: YearIndex | undefined;

  constructor(readonly rules: DayRules, readonly zone: TimeZone) {}

  /**
   * The local year that holds the instant.
   * @throws OutOfRangeError outside 1900-2199; CalendarMissingError by the rules.
   */
  yearAt(instant: number): YearIndex {
    const { latest } = this;
    if (latest !== undefined && instant >= latest.startsAt && instant < latest.endsAt) return latest;
    // The mean year misses by one at most. Only year starts are compared, so that a neighbouring year
    // without a calendar is not asked for.
    let year = 1970 + Math.floor(instant / MS_PER_MEAN_YEAR);
    if (instant < this.startOf(year)) year -= 1;
    else if (instant >= this.startOf(year + 1)) year += 1;
    this.latest = this.year(year);
    return this.latest;
  }

  /** The year that holds the local day (days since 1970-01-01). */
  yearOf(day: number): YearIndex {
    return this.year(yearOfDay(day));
  }

  /**
   * The next year that has any working time.
   * @throws NoWorkingTimeError when the search leaves the schedule's validity or the covered years.
   */
  following(index: YearIndex): YearIndex {
    for (let year = index.year + 1; year <= index.year + MAX_EMPTY_YEARS && year <= LAST_YEAR; year += 1) {
      const next = this.year(year);
      if (next.count > 0) return next;
    }
    throw new NoWorkingTimeError(`no working time found after ${index.year}`);
  }

  /**
   * Whether a day (days since 1970-01-01) has working time.
   * @throws OutOfRangeError outside 1900-2199.
   */
  isWorkingDay(day: number): boolean {
    const index = this.yearOf(day);
    const i = day - index.firstDay;
    return (index.firstOfDay[i + 1] as number) > (index.firstOfDay[i] as number);
  }

  /** Called before a search: an empty schedule is told apart at once, without asking for calendars in vain. */
  assertHasHours(): void {
    if (!this.rules.hasHours) throw new NoWorkingTimeError('the schedule has no working hours at all');
  }

  year(year: number): YearIndex {
    const known = this.years[year - FIRST_YEAR];
    if (known !== undefined) return known;
    if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw new OutOfRangeError(`year ${year} is not covered`);
    const index = compileYear(year, this.rules, this.zone);
    this.years[year - FIRST_YEAR] = index;
    return index;
  }

  private startOf(year: number): number {
    const known = this.yearStarts[year - FIRST_YEAR];
    if (known === undefined) throw new OutOfRangeError(`year ${year} is not covered`);
    if (!Number.isNaN(known)) return known;
    const start = this.zone.toInstant(dayNumberOf(year, 1, 1), 0);
    this.yearStarts[year - FIRST_YEAR] = start;
    return start;
  }
}
