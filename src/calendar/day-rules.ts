import { CalendarMissingError, InvalidCalendarError, InvalidScheduleError } from './calendar.errors.js';
import { NO_CALENDAR } from './calendar.types.js';
import type {
  DayOverride, DayRule, ProductionCalendarYear, ScheduleEdition, WeeklySchedule, WorkingTimeOptions,
} from './calendar.types.js';
import { MS_PER_MINUTE, WEEKDAYS, fromDayNumber, isWeekend, toDayNumber, weekdayOf, yearOfDay } from './local-date.js';
import type { Weekday } from './local-date.js';
import { parseIntervals, shorten } from './local-time.js';
import type { DayInterval } from './local-time.js';
import { isStatutoryHoliday } from './statutory-holidays.js';

interface Edition {
  readonly from: number;
  readonly to: number;
  readonly weekly: ReadonlyMap<Weekday, readonly DayInterval[]>;
  readonly workingWeekend: readonly DayInterval[] | null;
}

interface CalendarDays {
  readonly nonWorking: ReadonlyMap<number, 'holiday' | 'transfer' | 'decree'>;
  /** Working weekend → the weekday it replaces, or null where the calendar does not say. */
  readonly workingWeekends: ReadonlyMap<number, number | null>;
  readonly shortened: ReadonlySet<number>;
}

type ParsedOverride =
  | { readonly kind: 'fixed'; readonly intervals: readonly DayInterval[] }
  | { readonly kind: 'working' | 'shortened'; readonly replaces: number | null };

const FRIDAY: Weekday = 'fri';
const NOTHING: readonly DayInterval[] = [];

/** Decides the working hours of one local day: override, then production calendar, then weekly schedule. */
export class DayRules {
  private readonly editions: readonly Edition[];
  private readonly years = new Map<number, ProductionCalendarYear>();
  private readonly days = new Map<number, CalendarDays | null>();
  private readonly overrides = new Map<number, ParsedOverride>();
  private readonly shortenedBy: number;

  /** @throws InvalidScheduleError, InvalidCalendarError, InvalidDateError when the options make no sense. */
  constructor(private readonly options: WorkingTimeOptions) {
    this.editions = editionsOf(options.schedule);
    this.shortenedBy = (options.shortenedByMinutes ?? 60) * MS_PER_MINUTE;
    if (!(this.shortenedBy >= 0)) throw new InvalidScheduleError('shortenedByMinutes must not be negative');
    if (options.calendar !== NO_CALENDAR) {
      for (const year of options.calendar) this.years.set(year.year, year);
    }
    for (const override of options.overrides ?? []) {
      this.overrides.set(toDayNumber(override.date), parseOverride(override));
    }
  }

  /** False when no day can have working time: a search would never end. */
  get hasHours(): boolean {
    const inWeek = this.editions.some((edition) =>
      (edition.workingWeekend ?? NOTHING).length > 0 || [...edition.weekly.values()].some((day) => day.length > 0));
    return inWeek || [...this.overrides.values()].some((o) => o.kind === 'fixed' && o.intervals.length > 0);
  }

  /** @throws CalendarMissingError when the day's year has no calendar and no fallback was asked for. */
  ruleOf(day: number): DayRule {
    const calendar = this.calendarOf(yearOfDay(day));
    const override = this.overrides.get(day);
    if (override?.kind === 'fixed') return { reason: 'override', intervals: override.intervals };
    const edition = this.editionOn(day);
    if (override !== undefined) {
      const full = fullHours(edition, day, override.replaces);
      const intervals = override.kind === 'shortened' ? shorten(full, this.shortenedBy) : full;
      return { reason: 'override', intervals };
    }
    if (edition === undefined) return { reason: 'no-schedule', intervals: NOTHING };
    if (calendar === null) {
      const isHoliday = this.options.calendar !== NO_CALENDAR && isStatutoryHoliday(fromDayNumber(day));
      return isHoliday
        ? { reason: 'statutory-holiday', intervals: NOTHING }
        : { reason: 'weekly', intervals: edition.weekly.get(weekdayOf(day)) ?? NOTHING };
    }
    return this.ruleByCalendar(day, calendar, edition);
  }

  private ruleByCalendar(day: number, calendar: CalendarDays, edition: Edition): DayRule {
    const dayOff = calendar.nonWorking.get(day);
    if (dayOff !== undefined && !(dayOff === 'decree' && this.options.decreeDays === 'working')) {
      return { reason: dayOff, intervals: NOTHING };
    }
    const replaces = calendar.workingWeekends.get(day);
    const full = replaces === undefined
      ? (edition.weekly.get(weekdayOf(day)) ?? NOTHING)
      : fullHours(edition, day, replaces);
    if (calendar.shortened.has(day)) return { reason: 'shortened', intervals: shorten(full, this.shortenedBy) };
    return { reason: replaces === undefined ? 'weekly' : 'working-weekend', intervals: full };
  }

  private editionOn(day: number): Edition | undefined {
    return this.editions.findLast((edition) => edition.from <= day && day <= edition.to);
  }

  /** Null: no calendar applies, or the year's is missing and the fallback was asked for. */
  private calendarOf(year: number): CalendarDays | null {
    let days = this.days.get(year);
    if (days === undefined) {
      days = this.readCalendar(year);
      this.days.set(year, days);
    }
    return days;
  }

  private readCalendar(year: number): CalendarDays | null {
    if (this.options.calendar === NO_CALENDAR) return null;
    const calendar = this.years.get(year);
    if (calendar !== undefined) return calendarDaysOf(calendar);
    if (typeof this.options.missingYear !== 'function') throw new CalendarMissingError(year);
    this.options.missingYear(year);
    return null;
  }
}

/**
 * Full hours of a day that works although its own weekday may not. A weekend works by the schedule's own hours
 * for working weekends when it names them, else by those of the weekday it replaces, else by Friday's.
 */
function fullHours(edition: Edition | undefined, day: number, replaces: number | null): readonly DayInterval[] {
  if (edition === undefined) return NOTHING;
  if (!isWeekend(day) && replaces === null) return edition.weekly.get(weekdayOf(day)) ?? NOTHING;
  if (isWeekend(day) && edition.workingWeekend !== null) return edition.workingWeekend;
  return edition.weekly.get(replaces === null ? FRIDAY : weekdayOf(replaces)) ?? NOTHING;
}

function editionsOf(schedule: WorkingTimeOptions['schedule']): Edition[] {
  const editions: readonly ScheduleEdition[] = isEditions(schedule) ? schedule : [{ weekly: schedule }];
  return editions
    .map((edition) => {
      const from = edition.validFrom ? toDayNumber(edition.validFrom) : Number.NEGATIVE_INFINITY;
      const to = edition.validTo ? toDayNumber(edition.validTo) : Number.POSITIVE_INFINITY;
      if (from > to) throw new InvalidScheduleError(`edition ends ${edition.validTo} before ${edition.validFrom}`);
      const workingWeekend = edition.workingWeekend ? parseIntervals(edition.workingWeekend) : null;
      return { from, to, weekly: parseWeekly(edition.weekly), workingWeekend };
    })
    .sort((a, b) => (a.from === b.from ? 0 : a.from - b.from));
}

function isEditions(schedule: WorkingTimeOptions['schedule']): schedule is readonly ScheduleEdition[] {
  return Array.isArray(schedule);
}

function parseWeekly(weekly: WeeklySchedule): Map<Weekday, readonly DayInterval[]> {
  const result = new Map<Weekday, readonly DayInterval[]>();
  for (const [key, intervals] of Object.entries(weekly)) {
    const weekday = WEEKDAYS.find((name) => name === key);
    if (weekday === undefined) throw new InvalidScheduleError(`not a weekday: "${key}"`);
    result.set(weekday, parseIntervals(intervals));
  }
  return result;
}

function parseOverride(override: DayOverride): ParsedOverride {
  if (override.kind === 'non-working') return { kind: 'fixed', intervals: NOTHING };
  if (override.kind === 'intervals') return { kind: 'fixed', intervals: parseIntervals(override.intervals) };
  return { kind: override.kind, replaces: override.replaces ? toDayNumber(override.replaces) : null };
}

function calendarDaysOf(calendar: ProductionCalendarYear): CalendarDays {
  const dayOf = (date: string): number => {
    const day = toDayNumber(date);
    if (yearOfDay(day) !== calendar.year) throw new InvalidCalendarError(`${date} is not a day of ${calendar.year}`);
    return day;
  };
  const nonWorking = new Map<number, 'holiday' | 'transfer' | 'decree'>();
  for (const date of calendar.nonWorkingWeekdays) nonWorking.set(dayOf(date), 'transfer');
  for (const date of calendar.decreeNonWorkingWeekdays) nonWorking.set(dayOf(date), 'decree');
  for (const { date } of calendar.holidays) nonWorking.set(dayOf(date), 'holiday');
  const workingWeekends = new Map<number, number | null>();
  for (const { date, replaces } of calendar.workingWeekends) {
    const day = dayOf(date);
    if (!isWeekend(day)) throw new InvalidCalendarError(`working weekend ${date} is a weekday`);
    if (nonWorking.has(day)) throw new InvalidCalendarError(`${date} is both a holiday and a working weekend`);
    workingWeekends.set(day, replaces ? toDayNumber(replaces) : null);
  }
  return { nonWorking, workingWeekends, shortened: new Set(calendar.shortenedDays.map(dayOf)) };
}
