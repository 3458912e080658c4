import type { LocalDate, Weekday } from './local-date.js';
import type { DayInterval, LocalTimeInterval } from './local-time.js';

/** Working hours of a week, lunch left out: `{ mon: [['09:00', '13:00'], ['14:00', '18:00']], … }`. */
export type WeeklySchedule = Readonly<Partial<Record<Weekday, readonly LocalTimeInterval[]>>>;

/** A schedule in force between two local dates, both included; without a bound it is open on that side. */
export interface ScheduleEdition {
  readonly validFrom?: LocalDate | null;
  readonly validTo?: LocalDate | null;
  readonly weekly: WeeklySchedule;
  /** Hours of a working weekend; left out, it runs on the hours of the weekday it replaces. */
  readonly workingWeekend?: readonly LocalTimeInterval[] | null;
}

export interface Holiday {
  readonly date: LocalDate;
  readonly title: string;
}

/** A day off moved here from another date (Labour Code art. 112). */
export interface Transfer {
  readonly date: LocalDate;
  readonly movedFrom?: LocalDate;
  readonly rule: string;
}

/** A Saturday or Sunday on which work is done, and the weekday that is off instead. */
export interface WorkingWeekend {
  readonly date: LocalDate;
  readonly replaces?: LocalDate;
}

/** The production calendar of one year, for the five-day week. */
export interface ProductionCalendarYear {
  readonly year: number;
  /** `provisional`: the Government's resolution on transfers was not found, the days may change. */
  readonly status: 'official' | 'provisional';
  readonly note?: string;
  /** Who publishes exactly these days. */
  readonly sources: readonly string[];
  /** Public holidays, also those on a weekend: an authority that works on Saturdays does not work on them. */
  readonly holidays: readonly Holiday[];
  readonly transfers: readonly Transfer[];
  /** Monday to Friday without work for any reason, presidential decrees included. */
  readonly nonWorkingWeekdays: readonly LocalDate[];
  /** The part of `nonWorkingWeekdays` that rests on a presidential decree only (2020, 2021). */
  readonly decreeNonWorkingWeekdays: readonly LocalDate[];
  readonly workingWeekends: readonly WorkingWeekend[];
  /** One hour shorter (Labour Code art. 95). */
  readonly shortenedDays: readonly LocalDate[];
  /** As published, to check the data against; hours of a 40-hour week. */
  readonly totals?: { readonly workingDays: number; readonly workingHours: number };
}

/** One date that differs from the calendar, for one schedule; of several for a date the last one holds. */
export type DayOverride =
  | { readonly date: LocalDate; readonly kind: 'non-working' }
  | { readonly date: LocalDate; readonly kind: 'working' | 'shortened'; readonly replaces?: LocalDate | null }
  | { readonly date: LocalDate; readonly kind: 'intervals'; readonly intervals: readonly LocalTimeInterval[] };

/** Says in so many words that no production calendar applies: the weekly hours and overrides are everything. */
export const NO_CALENDAR = 'no-calendar';

export interface WorkingTimeOptions {
  /** One weekly schedule, or its editions; where two editions cover a date the one that starts later holds. */
  readonly schedule: WeeklySchedule | readonly ScheduleEdition[];
  /** The known years, or `NO_CALENDAR`. */
  readonly calendar: readonly ProductionCalendarYear[] | typeof NO_CALENDAR;
  readonly overrides?: readonly DayOverride[];
  /** Whether the decree days of 2020 and 2021 stop the clock; state bodies kept on duty whom they needed. */
  readonly decreeDays?: 'non-working' | 'working';
  /** IANA name; `Asia/Vladivostok` when left out. */
  readonly timeZone?: string;
  /** By how much a shortened day is shorter; 60 when left out. */
  readonly shortenedByMinutes?: number;
  /**
   * What to do when a computation needs a year without a calendar. `'throw'` (when left out): CalendarMissingError.
   * A function: it is told the year, once for each compiled object, and the year then runs on the weekly hours
   * without the statutory holidays of Labour Code art. 112 (no transfers, no shortened days).
   */
  readonly missingYear?: 'throw' | ((year: number) => void);
}

/** Why a day has the hours it has. */
export type DayReason =
  | 'override'
  | 'holiday'
  | 'transfer'
  | 'decree'
  | 'statutory-holiday'
  | 'working-weekend'
  | 'shortened'
  | 'weekly'
  | 'no-schedule';

export interface DayRule {
  readonly reason: DayReason;
  readonly intervals: readonly DayInterval[];
}

export const DEFAULT_TIME_ZONE = 'Asia/Vladivostok';
