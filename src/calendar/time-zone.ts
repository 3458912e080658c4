import { InvalidScheduleError } from './calendar.errors.js';
import { MS_PER_DAY, dayNumberOf, yearOfDay } from './local-date.js';

interface YearOffsets {
  /** Instants from which the offset of the same position holds; the first is the start of the UTC year. */
  readonly since: readonly number[];
  readonly offsets: readonly number[];
}

const zones = new Map<string, TimeZone>();

/**
 * An IANA time zone whose rules were read from `Intl` once per year and are plain numbers from then on:
 * an `Intl` call costs about a microsecond, too much for the arithmetic that asks for every day of a year.
 */
export class TimeZone {
  private readonly years = new Map<number, YearOffsets>();
  private readonly format: Intl.DateTimeFormat;

  private constructor(readonly name: string) {
    try {
      this.format = new Intl.DateTimeFormat('en-US', {
        timeZone: name, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23',
        year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
      });
    } catch {
      throw new InvalidScheduleError(`unknown time zone: "${name}"`);
    }
  }

  /** @throws InvalidScheduleError when the name is not an IANA time zone. */
  static of(name: string): TimeZone {
    let zone = zones.get(name);
    if (zone === undefined) {
      zone = new TimeZone(name);
      zones.set(name, zone);
    }
    return zone;
  }

  /** Milliseconds to add to the instant to read the local clock (east of Greenwich is positive). */
  offsetAt(instant: number): number {
    const { since, offsets } = this.offsetsOf(yearOfDay(Math.floor(instant / MS_PER_DAY)));
    let i = since.length - 1;
    while (i > 0 && instant < (since[i] as number)) i -= 1;
    return offsets[i] as number;
  }

  /**
   * The instant at which local clocks show `ms` after midnight of the day. A time the clocks skip moves on by
   * what they skipped; of a time they show twice the first is meant.
   */
  toInstant(day: number, ms: number): number {
    const local = day * MS_PER_DAY + ms;
    const before = this.offsetAt(local - MS_PER_DAY);
    const after = this.offsetAt(local + MS_PER_DAY);
    if (before === after) return local - before;
    for (const offset of [Math.max(before, after), Math.min(before, after)]) {
      if (this.offsetAt(local - offset) === offset) return local - offset;
    }
    return local - before;
  }

  /** The local day (days since 1970-01-01) and the milliseconds after its midnight by the wall clock. */
  toLocal(instant: number): { day: number; ms: number } {
    const local = instant + this.offsetAt(instant);
    const day = Math.floor(local / MS_PER_DAY);
    return { day, ms: local - day * MS_PER_DAY };
  }

  private offsetsOf(year: number): YearOffsets {
    let offsets = this.years.get(year);
    if (offsets === undefined) {
      offsets = this.readYear(year);
      this.years.set(year, offsets);
    }
    return offsets;
  }

  /** Looks at every midnight of the UTC year and narrows each change down to its millisecond. */
  private readYear(year: number): YearOffsets {
    const start = dayNumberOf(year, 1, 1) * MS_PER_DAY;
    const end = dayNumberOf(year + 1, 1, 1) * MS_PER_DAY;
    const since = [start];
    const offsets = [this.readOffset(start)];
    for (let midnight = start + MS_PER_DAY; midnight <= end; midnight += MS_PER_DAY) {
      const offset = this.readOffset(midnight);
      const previous = offsets.at(-1) as number;
      if (offset === previous) continue;
      let [low, high] = [midnight - MS_PER_DAY, midnight];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (this.readOffset(middle) === previous) low = middle;
        else high = middle;
      }
      since.push(high);
      offsets.push(offset);
    }
    return { since, offsets };
  }

  private readOffset(instant: number): number {
    const second = Math.floor(instant / 1000) * 1000;
    const [month, day, year, h, m, s] = (this.format.format(second).match(/\d+/g) ?? []).map(Number) as number[];
    return Date.UTC(year as number, (month as number) - 1, day, h, m, s) - second;
  }
}
