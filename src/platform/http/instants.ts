import { z } from 'zod';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Days remembered before the memory starts anew: some sixty years of answers. */
const REMEMBERED = 20_000;

let format = formatFor('Asia/Vladivostok');
/** UTC day → offset in milliseconds, or null when it changes within that day. */
const offsets = new Map<number, number | null>();

function formatFor(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', year: 'numeric' });
}

/** Sets the time zone instants are shown in: TIME_ZONE of the process. */
export function showInstantsIn(timeZone: string): void {
  format = formatFor(timeZone);
  offsets.clear();
}

/** Offset from UTC by the machine's time zone data, milliseconds; whole minutes, as ISO 8601 writes it. */
function offsetByIntl(at: number): number {
  const name = format.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /^GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * MINUTE;
}

/** Intl costs microseconds, and lists hold hundreds of instants: days without a change of offset are remembered. */
function offsetAt(at: number): number {
  const day = Math.floor(at / DAY);
  let offset = offsets.get(day);
  if (offset === undefined) {
    const first = offsetByIntl(day * DAY);
    offset = first === offsetByIntl((day + 1) * DAY - 1) ? first : null;
    if (offsets.size >= REMEMBERED) offsets.clear();
    offsets.set(day, offset);
  }
  return offset ?? offsetByIntl(at);
}

const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/**
 * An instant as ISO 8601 with the offset of the configured time zone, e.g. `2020-06-17T10:00:00+10:00`;
 * milliseconds only when there are any.
 * @throws RangeError for an invalid date.
 */
export function isoOffset(date: Date): string;
export function isoOffset(date: Date | null): string | null;
export function isoOffset(date: Date | null): string | null {
  if (date === null) return null;
  const at = date.getTime();
  if (Number.isNaN(at)) throw new RangeError('Invalid time value');
  const offset = offsetAt(at);
  const local = at + offset;
  const day = Math.floor(local / DAY);
  const ms = local - day * DAY;
  const rest = ms % 1000;
  const clock = `${two(Math.floor(ms / 3_600_000))}:${two(Math.floor(ms / MINUTE) % 60)}:${two(Math.floor(ms / 1000) % 60)}`;
  const minutes = Math.abs(offset) / MINUTE;
  const zone = `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return `${dateOf(day)}T${clock}${rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`}${zone}`;
}

/** Local days as text, remembered for as long as offsets are: a list shows the same few days again and again. */
const dates = new Map<number, string>();

function dateOf(day: number): string {
  let text = dates.get(day);
  if (text === undefined) {
    text = new Date(day * DAY).toISOString().slice(0, -14);
    if (dates.size >= REMEMBERED) dates.clear();
    dates.set(day, text);
  }
  return text;
}

/**
 * An instant in a body or a query: ISO 8601 with an offset or `Z`, within 1900–2199 (what every store and library
 * here can hold), read into a Date.
 */
export const instant = () =>
  z.iso
    .datetime({ offset: true, abort: true })
    .refine((text) => /^(?:19|20|21)\d\d-/.test(text), 'Ожидается год от 1900 до 2199')
    .meta({ description: 'Момент времени: ISO 8601 со смещением или Z' })
    .transform((text) => new Date(text));
