import type { LocalDate } from '../calendar/index.js';

/** An ISO 8601 week as `2020-W25`; weeks compare in time as their texts do. */
export type IsoWeek = string;

const DAY = 86_400_000;
const WEEK = 7 * DAY;
const PATTERN = /^(\d{4})-W(\d{2})$/;

const midnight = (date: LocalDate): number => Date.parse(`${date}T00:00:00Z`);
const dateAt = (ms: number): LocalDate => new Date(ms).toISOString().slice(0, 10);
/** 0 for Monday … 6 for Sunday. */
const weekdayAt = (ms: number): number => (new Date(ms).getUTCDay() + 6) % 7;

/** The ISO week of a date: the year is that of its Thursday. */
export function isoWeekOf(date: LocalDate): IsoWeek {
  const at = midnight(date);
  const thursday = new Date(at + (3 - weekdayAt(at)) * DAY);
  const year = thursday.getUTCFullYear();
  const number = 1 + Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / WEEK);
  return `${String(year).padStart(4, '0')}-W${String(number).padStart(2, '0')}`;
}

/**
 * Monday of the week.
 * @throws RangeError for a text that names no week.
 */
export function mondayOf(week: IsoWeek): LocalDate {
  const [, year, number] = PATTERN.exec(week) ?? [];
  const fourth = Date.UTC(Number(year), 0, 4);
  const monday = dateAt(fourth - weekdayAt(fourth) * DAY + (Number(number) - 1) * WEEK);
  if (isoWeekOf(monday) !== week) throw new RangeError(`no such week: ${week}`);
  return monday;
}

/** Whether the text names a week that exists: not every year has a 53rd. */
export function isIsoWeek(text: string): boolean {
  try {
    return mondayOf(text) !== '';
  } catch {
    return false;
  }
}

/** The week so many weeks later; negative: earlier. */
export const addWeeks = (week: IsoWeek, count: number): IsoWeek => isoWeekOf(addDays(mondayOf(week), 7 * count));

/** The date so many days later. */
export const addDays = (date: LocalDate, count: number): LocalDate => dateAt(midnight(date) + count * DAY);

/** The seven dates of the week, Monday first. */
export const daysOf = (week: IsoWeek): LocalDate[] => Array.from({ length: 7 }, (_, day) => addDays(mondayOf(week), day));
