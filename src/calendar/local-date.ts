import { InvalidDateError } from './calendar.errors.js';

/** A date of the local calendar as `YYYY-MM-DD`, without time zone. */
export type LocalDate = string;

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Monday first, as in ISO 8601. */
export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * Days from 1970-01-01 to the date.
 * @throws InvalidDateError when the text is not an existing date in the form `YYYY-MM-DD`.
 */
export function toDayNumber(date: LocalDate): number {
  const match = PATTERN.exec(date);
  if (match !== null) {
    const day = dayNumberOf(Number(match[1]), Number(match[2]), Number(match[3]));
    if (fromDayNumber(day) === date) return day;
  }
  throw new InvalidDateError(String(date));
}

/** The date that lies that many days after 1970-01-01. */
export function fromDayNumber(day: number): LocalDate {
  const { year, month, dayOfMonth } = civilFromDayNumber(day);
  return `${String(year).padStart(4, '0')}-${pad(month)}-${pad(dayOfMonth)}`;
}

/** Days from 1970-01-01 to a day given by its numbers (month 1-12); out-of-range numbers roll over. */
export function dayNumberOf(year: number, month: number, dayOfMonth: number): number {
  return Date.UTC(year, month - 1, dayOfMonth) / MS_PER_DAY;
}

export function yearOfDay(day: number): number {
  return civilFromDayNumber(day).year;
}

/** 0 for Monday … 6 for Sunday. */
export function weekdayIndex(day: number): number {
  // 1970-01-01 was a Thursday, index 3.
  return (((day + 3) % 7) + 7) % 7;
}

export function weekdayOf(day: number): Weekday {
  return WEEKDAYS[weekdayIndex(day)] as Weekday;
}

export function isWeekend(day: number): boolean {
  return weekdayIndex(day) >= 5;
}

/** Monday of the ISO week the day belongs to. */
export function mondayOf(day: number): number {
  return day - weekdayIndex(day);
}

/** The ISO week that precedes the week of the date, as its Monday. */
export function precedingIsoWeek(date: LocalDate): LocalDate {
  return fromDayNumber(mondayOf(toDayNumber(date)) - 7);
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** Gregorian date from a day number, by 400-year eras that start on 1 March (leap day last). */
function civilFromDayNumber(day: number): { year: number; month: number; dayOfMonth: number } {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}
