import { TimeZone } from '../calendar/index.js';
import type { NotificationPreference } from './preference.entity.js';

const MINUTE = 60_000;

export interface Wish {
  now: Date;
  /** Kind of letter. */
  letter: string;
  urgency: 'term' | 'calm';
  /** When the first term it is about ends, or null. */
  dueAt: Date | null;
  preference: Pick<NotificationPreference, 'quietFrom' | 'quietTo' | 'digest' | 'digestAt'>;
  timeZone: string;
}

/** When a notice may be sent at the earliest, and whether it waits for a digest. */
export interface Moment {
  at: Date;
  gathering: 'letter' | 'digest';
}

/**
 * A digest gathers the kinds the person named; quiet hours hold everything back. Neither holds back what is about a term
 * that ends before: then it is sent at once.
 */
export function deliveryTime({ now, letter, urgency, dueAt, preference, timeZone }: Wish): Moment {
  const inTime = (at: Date): boolean => urgency === 'calm' || (dueAt !== null && at < dueAt);
  if (preference.digest.includes(letter)) {
    const digest = afterQuiet(next(preference.digestAt, now, timeZone), preference, timeZone);
    if (inTime(digest)) return { at: digest, gathering: 'digest' };
  }
  const quiet = afterQuiet(now, preference, timeZone);
  return { at: inTime(quiet) ? quiet : now, gathering: 'letter' };
}

/** The moment itself, or the end of the quiet hours it falls into. */
function afterQuiet(at: Date, { quietFrom, quietTo }: Wish['preference'], timeZone: string): Date {
  if (quietFrom === null || quietTo === null || quietFrom === quietTo) return at;
  const [time, from, to] = [localMinutes(at, timeZone), minutesOf(quietFrom), minutesOf(quietTo)];
  const quiet = from < to ? time >= from && time < to : time >= from || time < to;
  return quiet ? next([quietTo], at, timeZone) : at;
}

/** The next moment after `now` at which clocks show one of the times. */
function next(times: readonly string[], now: Date, timeZone: string): Date {
  const zone = TimeZone.of(timeZone);
  const { day } = zone.toLocal(now.getTime());
  const moments = times.flatMap((time) => [0, 1, 2].map((ahead) => zone.toInstant(day + ahead, minutesOf(time) * MINUTE)));
  return new Date(Math.min(...moments.filter((moment) => moment > now.getTime())));
}

const localMinutes = (at: Date, timeZone: string): number => Math.floor(TimeZone.of(timeZone).toLocal(at.getTime()).ms / MINUTE);

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
