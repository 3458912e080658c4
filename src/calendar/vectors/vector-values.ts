import { MS_PER_DAY, MS_PER_MINUTE, fromDayNumber, toDayNumber } from '../local-date.js';
import { TimeZone } from '../time-zone.js';
import { VectorError } from './vector-file.js';
import type { Json } from './vector-file.js';

const INSTANT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

const UNITS: Readonly<Record<string, number>> = {
  second: 1000, seconds: 1000, minute: 60_000, minutes: 60_000, hour: 3_600_000, hours: 3_600_000,
};

export function isDate(value: unknown): value is string {
  return typeof value === 'string' && DATE.test(value);
}

/**
 * An ISO 8601 instant in epoch milliseconds, rounded to the millisecond (`.999999` is how one library writes
 * 24:00). Without an offset it is local time, without a time local midnight.
 */
export function parseInstant(value: unknown, timeZone: string): number {
  const match = typeof value === 'string' ? INSTANT.exec(value) : null;
  if (match === null) throw new VectorError(`not an instant: ${JSON.stringify(value)}`);
  const [, date = '', hours = 0, minutes = 0, seconds = 0, fraction = 0, offset] = match;
  const time = Number(hours) * 3_600_000 + Number(minutes) * MS_PER_MINUTE + Number(seconds) * 1000
    + Math.round(Number(fraction) * 1000);
  const day = toDayNumber(date);
  if (offset === undefined) return TimeZone.of(timeZone).toInstant(day, time);
  return day * MS_PER_DAY + time - offsetOf(offset);
}

/** ISO 8601 with the zone's offset, for people. */
export function formatInstant(instant: number, timeZone: string): string {
  const zone = TimeZone.of(timeZone);
  const { day, ms } = zone.toLocal(instant);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const fraction = ms % 1000 === 0 ? '' : `.${String(ms % 1000).padStart(3, '0')}`;
  const time = `${two(ms / 3_600_000)}:${two((ms / MS_PER_MINUTE) % 60)}:${two((ms / 1000) % 60)}${fraction}`;
  const offset = zone.offsetAt(instant) / MS_PER_MINUTE;
  const east = Math.abs(offset);
  const suffix = offset === 0 ? 'Z' : `${offset < 0 ? '-' : '+'}${two(east / 60)}:${two(east % 60)}`;
  return `${fromDayNumber(day)}T${time}${suffix}`;
}

/** The amount of working time in milliseconds: `{ seconds }` or `{ amount, unit }`. */
export function readAmount(input: Json): number {
  if (input['seconds'] !== undefined) return number(input['seconds'], 'seconds') * 1000;
  const unit = UNITS[String(input['unit'])];
  if (unit === undefined) throw new VectorError(`unknown unit ${JSON.stringify(input['unit'])}`);
  return Math.round(number(input['amount'], 'amount') * unit);
}

/** The number of days: `{ days }` or `{ amount }`. */
export function readDays(input: Json): number {
  return number(input['days'] ?? input['amount'], 'days');
}

/** Whether any instant of the input carries a fraction of a second. */
export function hasFraction(input: Json): boolean {
  return Object.values(input).some((value) => typeof value === 'string' && /:\d{2}\.\d/.test(value));
}

function number(value: unknown, name: string): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new VectorError(`"${name}" is not a number`);
  return value;
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  return sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))) * MS_PER_MINUTE;
}
