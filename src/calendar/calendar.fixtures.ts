import { productionCalendars } from './data/index.js';
import { compileWorkingTime } from './working-time.js';
import type { WorkingTime } from './working-time.js';
import type { LocalTimeInterval } from './local-time.js';
import type { WeeklySchedule, WorkingTimeOptions } from './calendar.types.js';

/** For tests: nine to six with lunch from one to two. */
export const NINE_TO_SIX: WeeklySchedule = everyWeekday([['09:00', '13:00'], ['14:00', '18:00']]);

/** For tests: lunch of 48 minutes, Friday an hour shorter, as many state bodies have it. */
export const SHORT_LUNCH: WeeklySchedule = {
  ...everyWeekday([['09:00', '13:00'], ['13:48', '18:00']]),
  fri: [['09:00', '13:00'], ['13:48', '17:00']],
};

/** For tests: the shipped calendars in Vladivostok, with what the test changes. */
export function compile(options: Partial<WorkingTimeOptions> = {}): WorkingTime {
  return compileWorkingTime({ schedule: NINE_TO_SIX, calendar: productionCalendars, ...options });
}

/** `2020-03-27 17:30` on the clocks of Vladivostok (UTC+10 since 2014), as an instant. */
export function vlat(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}${text.length === 16 ? ':00' : ''}+10:00`);
}

/** The instant on the clocks of Vladivostok: `2020-03-27 17:30`, with seconds where there are any. */
export function shown(instant: number): string {
  return new Date(instant + 36_000_000).toISOString().replace('T', ' ').replace(/(:00)?\.000Z$/, '').replace('Z', '');
}

function everyWeekday(intervals: readonly LocalTimeInterval[]): WeeklySchedule {
  return { mon: intervals, tue: intervals, wed: intervals, thu: intervals, fri: intervals };
}
