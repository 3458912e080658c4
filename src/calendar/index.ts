/** The only door to working-time arithmetic. */
export {
  CalendarMissingError,
  InvalidAmountError,
  InvalidCalendarError,
  InvalidDateError,
  InvalidScheduleError,
  NoWorkingTimeError,
  OutOfRangeError,
  WorkingTimeError,
} from './calendar.errors.js';
export { DEFAULT_TIME_ZONE, NO_CALENDAR } from './calendar.types.js';
export type {
  DayOverride,
  DayReason,
  Holiday,
  ProductionCalendarYear,
  ScheduleEdition,
  Transfer,
  WeeklySchedule,
  WorkingTimeOptions,
  WorkingWeekend,
} from './calendar.types.js';
export { productionCalendars, regionalOverrides } from './data/index.js';
export type { RegionalOverride } from './data/index.js';
export { precedingIsoWeek } from './local-date.js';
export type { LocalDate, Weekday } from './local-date.js';
export type { LocalTimeInterval } from './local-time.js';
export { TimeZone } from './time-zone.js';
export { compileWorkingTime } from './working-time.js';
export type { Boundary, Instant, WorkingTime } from './working-time.js';
export { CalendarChanges, type CalendarChange } from './editable/calendar-changes.js';
export { CalendarModule } from './editable/calendar.module.js';
export { CalendarRevision } from './editable/calendar-revision.js';
export { WorkingTimes } from './editable/working-times.js';
