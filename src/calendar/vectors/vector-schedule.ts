import { NO_CALENDAR } from '../calendar.types.js';
import type { DayOverride, WeeklySchedule, WorkingTimeOptions } from '../calendar.types.js';
import { productionCalendars } from '../data/index.js';
import { formatLocalTime, parseIntervals, subtract } from '../local-time.js';
import type { LocalTimeInterval } from '../local-time.js';
import { compileWorkingTime } from '../working-time.js';
import type { WorkingTime } from '../working-time.js';
import { VectorError, isJson } from './vector-file.js';
import type { Json } from './vector-file.js';

/**
 * The arithmetic for a vector's schedule. Two forms are known: `weekly` (with `workingWeekend`, `decreeDays`,
 * `shortenedDay`) runs on the shipped Russian production calendar; `hours` runs without any calendar. Both take
 * `specialDays` (intervals that replace a date's), `breaks` (taken out of a date), `holidays` and `timeZone`.
 * @param holidayWins whether a date that is both a holiday and a special day is off, where `onConflict` is silent.
 * @throws VectorError when the schedule cannot be understood.
 */
export function compileVectorSchedule(
  schedule: Json,
  holidayWins: boolean,
  onMissingYear: (year: number) => void,
): WorkingTime {
  const options = optionsOf(schedule, holidayWins, onMissingYear);
  const breaks = intervalsByDate(schedule, 'breaks');
  if (breaks.length === 0) return compileWorkingTime(options);
  const whole = compileWorkingTime(options);
  const overrides = breaks.map(([date, intervals]): DayOverride => {
    const left = subtract(parseIntervals(whole.explainDay(date).intervals), parseIntervals(intervals))
      .map(([from, to]): LocalTimeInterval => [formatLocalTime(from), formatLocalTime(to)]);
    return { date, kind: 'intervals', intervals: left };
  });
  return compileWorkingTime({ ...options, overrides: [...(options.overrides ?? []), ...overrides] });
}

function optionsOf(
  schedule: Json,
  holidayWins: boolean,
  onMissingYear: (year: number) => void,
): WorkingTimeOptions {
  const weekly = schedule['weekly'] ?? schedule['hours'];
  if (!isJson(weekly)) throw new VectorError('the schedule has neither "weekly" nor "hours"');
  const withCalendar = schedule['weekly'] !== undefined;
  const workingWeekend = schedule['workingWeekend'];
  return {
    schedule: [{
      weekly: weekly as WeeklySchedule,
      workingWeekend: Array.isArray(workingWeekend) ? (workingWeekend as LocalTimeInterval[]) : null,
    }],
    calendar: withCalendar ? productionCalendars : NO_CALENDAR,
    overrides: overridesOf(schedule, holidayWins),
    decreeDays: schedule['decreeDays'] === 'working' ? 'working' : 'non-working',
    timeZone: typeof schedule['timeZone'] === 'string' ? schedule['timeZone'] : undefined,
    missingYear: onMissingYear,
  };
}

/** Of two overrides for one date the later holds, so the winner goes last. */
function overridesOf(schedule: Json, holidayWins: boolean): DayOverride[] {
  const special = intervalsByDate(schedule, 'specialDays').map(
    ([date, intervals]): DayOverride => ({ date, kind: 'intervals', intervals }),
  );
  const dates: unknown = schedule['holidays'] ?? [];
  if (!Array.isArray(dates)) throw new VectorError('"holidays" is not a list of dates');
  const holidays = dates.map((date): DayOverride => ({ date: String(date), kind: 'non-working' }));
  const rule = schedule['onConflict'];
  const last = typeof rule === 'string' ? /holiday/i.test(rule) && !/special.*win/i.test(rule) : holidayWins;
  return last ? [...special, ...holidays] : [...holidays, ...special];
}

function intervalsByDate(schedule: Json, key: string): [string, LocalTimeInterval[]][] {
  const byDate = schedule[key] ?? {};
  if (!isJson(byDate)) throw new VectorError(`"${key}" is not a map of dates`);
  return Object.entries(byDate) as [string, LocalTimeInterval[]][];
}
