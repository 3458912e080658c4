import { InvalidAmountError, NoWorkingTimeError } from './calendar.errors.js';
import { DEFAULT_TIME_ZONE } from './calendar.types.js';
import type { DayReason, WorkingTimeOptions } from './calendar.types.js';
import { DayRules } from './day-rules.js';
import { fromDayNumber, mondayOf, precedingIsoWeek, toDayNumber } from './local-date.js';
import type { LocalDate } from './local-date.js';
import { formatLocalTime, parseLocalTime } from './local-time.js';
import { TimeZone } from './time-zone.js';
import { WorkingTimeline } from './working-timeline.js';
import { dayAt, elapsedAt, intervalAt, intervalReaching } from './year-index.js';

/** An instant in UTC epoch milliseconds. A `Date` is taken too; results are always numbers. */
export type Instant = number;

/**
 * Where an amount ends that fills a working interval exactly: `earliest`, at its end (13:00, 18:00: the rule of
 * the product), or `latest`, at the start of the next one.
 */
export type Boundary = 'earliest' | 'latest';

/** How far searches by days and weeks go before they give up. */
const MAX_DAYS = 3660;
const MAX_WEEKS = 520;

/** plans are sent by 17:00. */
const CONTENT_PLAN_HOUR = '17:00';

/**
 * Working-time arithmetic of one schedule under one production calendar. Immutable: a corrected calendar or
 * schedule is a new object. Every method can throw CalendarMissingError (see `missingYear`), and OutOfRangeError
 * outside 1900-2199; searches throw NoWorkingTimeError when there is nothing to find.
 */
export class WorkingTime {
  private readonly line: WorkingTimeline;

  /** @throws InvalidScheduleError, InvalidCalendarError or InvalidDateError when the options make no sense. */
  constructor(options: WorkingTimeOptions) {
    this.line = new WorkingTimeline(new DayRules(options), TimeZone.of(options.timeZone ?? DEFAULT_TIME_ZONE));
  }

  get timeZone(): string {
    return this.line.zone.name;
  }

  /**
   * The instant at which `ms` of working time have passed since `instant`; a start outside hours counts from the
   * next opening. Zero gives the start itself, under `latest` the first working instant.
   * @throws InvalidAmountError when `ms` is negative or not a number.
   */
  addWorkingTime(instant: Instant | Date, ms: number, boundary: Boundary = 'earliest'): Instant {
    const from = +instant;
    if (!(ms >= 0 && ms < Number.POSITIVE_INFINITY)) throw new InvalidAmountError(`not an amount of time: ${ms}`);
    if (ms === 0) return boundary === 'latest' ? this.nextWorkingInstant(from) : from;
    const { line } = this;
    let index = line.yearAt(from);
    let i = intervalAt(index, from);
    let target = (index.elapsed[i] as number) + ms;
    if (i < index.count && from > (index.opens[i] as number)) target += from - (index.opens[i] as number);
    if (target > index.total) line.assertHasHours();
    while (target > index.total) {
      target -= index.total;
      index = line.following(index);
      i = 0;
    }
    i = intervalReaching(index, i, target);
    const end = (index.opens[i] as number) + target - (index.elapsed[i] as number);
    return boundary === 'latest' && end === index.closes[i] ? this.nextWorkingInstant(end) : end;
  }

  /** Working milliseconds from one instant to another; negative when `to` is before `from`. */
  workingTimeBetween(from: Instant | Date, to: Instant | Date): number {
    const [start, end] = [+from, +to];
    if (end < start) return 0 - this.workingTimeBetween(end, start);
    let index = this.line.yearAt(start);
    const last = this.line.yearAt(end);
    let sum = -elapsedAt(index, start);
    for (; index.year < last.year; index = this.line.year(index.year + 1)) sum += index.total;
    return sum + elapsedAt(last, end);
  }

  /** Whether work is done at the instant: an interval includes its start and excludes its end. */
  isWorking(instant: Instant | Date): boolean {
    const index = this.line.yearAt(+instant);
    const i = intervalAt(index, +instant);
    return i < index.count && (index.opens[i] as number) <= +instant;
  }

  /** The instant itself when work is done at it, else the next opening. */
  nextWorkingInstant(instant: Instant | Date): Instant {
    const { open } = this.intervalFrom(+instant);
    return Math.max(open, +instant);
  }

  /** The end of the interval that holds the instant, else of the next one; at a closing it is the next closing. */
  nextClosingInstant(instant: Instant | Date): Instant {
    return this.intervalFrom(+instant).close;
  }

  isWorkingDay(date: LocalDate): boolean {
    return this.line.isWorkingDay(toDayNumber(date));
  }

  /**
   * The n-th working day after the date, which itself does not count (Civil Code art. 191); for 0 the date itself.
   * @throws InvalidAmountError when `days` is negative or not whole.
   */
  addWorkingDays(date: LocalDate, days: number): LocalDate {
    if (!Number.isInteger(days) || days < 0) throw new InvalidAmountError(`not a number of days: ${days}`);
    let day = toDayNumber(date);
    for (let left = days; left > 0; left -= 1) day = this.nextWorkingDay(day);
    return fromDayNumber(day);
  }

  /**
   * Close of business on the n-th working day after the instant's local date (Civil Code art. 191 and 194).
   * @throws InvalidAmountError when `days` is not a whole number from 1 on.
   */
  addWorkingDaysToClose(instant: Instant | Date, days: number): Instant {
    if (days === 0) throw new InvalidAmountError('a term in working days has at least one');
    return this.closeOfBusiness(this.addWorkingDays(this.localDateOf(instant), days));
  }

  /** @throws NoWorkingTimeError when the date is not a working day. */
  closeOfBusiness(date: LocalDate): Instant {
    const day = toDayNumber(date);
    if (!this.line.isWorkingDay(day)) throw new NoWorkingTimeError(`${date} is not a working day`);
    const index = this.line.yearOf(day);
    return index.closes[(index.firstOfDay[day - index.firstDay + 1] as number) - 1] as number;
  }

  /** The working days of the ISO week that holds the date. */
  workingDaysOfWeek(date: LocalDate): LocalDate[] {
    const monday = mondayOf(toDayNumber(date));
    const week = Array.from({ length: 7 }, (_, i) => monday + i);
    return week.filter((day) => this.line.isWorkingDay(day)).map(fromDayNumber);
  }

  /**
   * The last working day but one of the ISO week that holds the date. A week with one working day: that day.
   * A week with none: the nearest earlier week that has any, by the same rule.
   */
  penultimateWorkingDay(week: LocalDate): LocalDate {
    this.line.assertHasHours();
    for (let i = 0, monday = week; i < MAX_WEEKS; i += 1, monday = precedingIsoWeek(monday)) {
      const days = this.workingDaysOfWeek(monday);
      const found = days.at(-2) ?? days[0];
      if (found !== undefined) return found;
    }
    throw new NoWorkingTimeError(`no week with a working day before ${week}`);
  }

  /** 17:00 of the penultimate working day of the ISO week that holds the date: the week itself, not a plan's. */
  contentPlanDeadline(week: LocalDate): Instant {
    return this.instantAt(this.penultimateWorkingDay(week), CONTENT_PLAN_HOUR);
  }

  /** when the plan for that ISO week is due; counted in the week that precedes it. */
  planSubmissionDeadline(planWeek: LocalDate): Instant {
    return this.contentPlanDeadline(precedingIsoWeek(planWeek));
  }

  /** The date local clocks show at the instant. */
  localDateOf(instant: Instant | Date): LocalDate {
    const index = this.line.yearAt(+instant);
    return fromDayNumber(index.firstDay + dayAt(index, +instant));
  }

  /** The instant at which local clocks show `HH:MM` on the date. */
  instantAt(date: LocalDate, time: string): Instant {
    return this.line.zone.toInstant(toDayNumber(date), parseLocalTime(time));
  }

  /** The hours of a date, `HH:MM`, and why it has them: for people who look at or correct the calendar. */
  explainDay(date: LocalDate): { reason: DayReason; intervals: [from: string, to: string][] } {
    const { reason, intervals } = this.line.rules.ruleOf(toDayNumber(date));
    return { reason, intervals: intervals.map(([from, to]) => [formatLocalTime(from), formatLocalTime(to)]) };
  }

  private nextWorkingDay(after: number): number {
    this.line.assertHasHours();
    for (let day = after + 1; day <= after + MAX_DAYS; day += 1) if (this.line.isWorkingDay(day)) return day;
    throw new NoWorkingTimeError(`no working day within ${MAX_DAYS} days after ${fromDayNumber(after)}`);
  }

  private intervalFrom(instant: number): { open: number; close: number } {
    let index = this.line.yearAt(instant);
    let i = intervalAt(index, instant);
    if (i === index.count) {
      this.line.assertHasHours();
      index = this.line.following(index);
      i = 0;
    }
    return { open: index.opens[i] as number, close: index.closes[i] as number };
  }
}

/** Prepares the arithmetic for one schedule; cheap, years are compiled when they are first asked for. */
export function compileWorkingTime(options: WorkingTimeOptions): WorkingTime {
  return new WorkingTime(options);
}
