import { isoOffset } from '../../platform/http/index.js';

const DAY = 86_400_000;

/** The instant a day (`2020-06-01`) ends where the installation is: the first one that is not of it any more. */
export function endOfDay(date: string): Date {
  const midnight = Date.parse(`${date}T00:00:00Z`) + DAY;
  // The offset there, asked twice: the first guess may lie on the other side of a change.
  const guess = midnight - offsetAt(midnight);
  return new Date(midnight - offsetAt(guess));
}

/** The day of an instant where the installation is. */
export const dayOf = (at: Date): string => isoOffset(at).slice(0, 10);

function offsetAt(at: number): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(isoOffset(new Date(at))) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
