import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { NO_CALENDAR } from './calendar.types.js';
import { compileWorkingTime } from './working-time.js';
import { productionCalendars } from './data/index.js';
import type { DayOverride, WorkingTimeOptions } from './calendar.types.js';
import type { LocalTimeInterval } from './local-time.js';
import type { Weekday } from './local-date.js';

const MINUTE = 60_000;
const WEEK: readonly Weekday[] = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const ZONES = ['Asia/Vladivostok', 'Etc/UTC', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe'];

/** Boundaries stay out of the hours in which clocks change, where what a schedule means is a convention. */
const boundary = fc.oneof(fc.constant(0), fc.integer({ min: 240, max: 1440 }));

const intervals = fc.uniqueArray(boundary, { minLength: 0, maxLength: 6 }).map((minutes): LocalTimeInterval[] => {
  const sorted = [...minutes].sort((a, b) => a - b);
  const two = (n: number): string => String(n).padStart(2, '0');
  const clock = (m: number): string => `${two(Math.floor(m / 60))}:${two(m % 60)}`;
  return Array.from({ length: Math.floor(sorted.length / 2) }, (_, i): LocalTimeInterval =>
    [clock(sorted[2 * i] as number), clock(sorted[2 * i + 1] as number)]);
});

const options = fc.record({
  schedule: fc.record(Object.fromEntries(WEEK.map((day) => [day, intervals])) as Record<Weekday, typeof intervals>),
  timeZone: fc.constantFrom(...ZONES),
  calendar: fc.constantFrom<WorkingTimeOptions['calendar']>(NO_CALENDAR, productionCalendars),
  decreeDays: fc.constantFrom<'working' | 'non-working'>('working', 'non-working'),
  overrides: fc.array(
    fc.record({ date: fc.integer({ min: 0, max: 400 }), intervals }).map(({ date, intervals: hours }): DayOverride => ({
      date: new Date(Date.UTC(2021, 0, 1 + date)).toISOString().slice(0, 10), kind: 'intervals', intervals: hours,
    })),
    { maxLength: 5 },
  ),
}).filter(({ schedule }) => Object.values(schedule).some((day) => day.length > 0));

/** Around the ends of 2020 and 2021 and the days on which clocks change, or anywhere in 2021. */
const minuteOf2021 = fc.oneof(
  fc.integer({ min: 0, max: 365 * 1440 }),
  ...[[11, 29], [2, 13], [2, 27], [3, 3], [9, 2], [9, 30], [10, 6]].map(([month, day]) => {
    const first = (Date.UTC(2021, month as number, day) - Date.UTC(2021, 0)) / MINUTE;
    return fc.integer({ min: first, max: first + 2 * 1440 });
  }),
).map((minute) => Date.UTC(2021, 0) + minute * MINUTE);
const instant = fc.tuple(minuteOf2021, fc.integer({ min: 0, max: MINUTE - 1 })).map(([minute, ms]) => minute + ms);
const amount = fc.oneof(fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 30 * 86_400_000 }));

/** Whether work is done in the minute, decided from the wall clock and the plain lists: slow, and not our code. */
function slowly({ schedule, timeZone = '', calendar, decreeDays, overrides = [] }: WorkingTimeOptions) {
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  const weekly = schedule as Record<Weekday, readonly LocalTimeInterval[]>;
  const hoursOf = (date: string): readonly LocalTimeInterval[] => {
    const override = overrides.findLast((o) => o.date === date);
    if (override?.kind === 'intervals') return override.intervals;
    const weekday = (d: string): Weekday => WEEK[new Date(`${d}T00:00Z`).getUTCDay()] as Weekday;
    const year = calendar === NO_CALENDAR ? undefined : calendar.find((y) => date.startsWith(String(y.year)));
    if (year === undefined) return weekly[weekday(date)];
    const decree = decreeDays === 'working' && year.decreeNonWorkingWeekdays.includes(date);
    if (!decree && (year.nonWorkingWeekdays.includes(date) || year.holidays.some((h) => h.date === date))) return [];
    const moved = year.workingWeekends.find((w) => w.date === date)?.replaces;
    const hours = weekly[weekday(moved ?? date)];
    if (!year.shortenedDays.includes(date)) return hours;
    return hours.flatMap((interval, i): LocalTimeInterval[] => {
      const after = hours.slice(i + 1).reduce((sum, [from, to]) => sum + minutes(to) - minutes(from), 0);
      const end = minutes(interval[1]) - Math.max(0, 60 - after);
      return end > minutes(interval[0]) ? [[interval[0], `${Math.floor(end / 60)}:${end % 60}`]] : [];
    });
  };
  const cache = new Map<string, readonly LocalTimeInterval[]>();
  return (at: number): boolean => {
    const [date = '', time = ''] = clock.format(at).split(' ');
    const hours = cache.get(date) ?? hoursOf(date);
    cache.set(date, hours);
    return hours.some(([from, to]) => minutes(from) <= minutes(time) && minutes(time) < minutes(to));
  };
}

function minutes(time: string): number {
  const [h, m] = time.split(':').map(Number);
  return (h as number) * 60 + (m as number);
}

describe('working time, against a minute-by-minute reference', () => {
  it('is the same between two instants', () => {
    fc.assert(fc.property(options, minuteOf2021, fc.integer({ min: 0, max: 4 * 1440 }), (given, start, length) => {
      const isWorking = slowly(given);
      const time = compileWorkingTime(given);
      let worked = 0;
      for (let i = 0; i < length; i += 1) {
        if (isWorking(start + i * MINUTE)) worked += 1;
        if (i % 97 === 0) expect(time.isWorking(start + i * MINUTE)).toBe(isWorking(start + i * MINUTE));
      }
      expect(time.workingTimeBetween(start, start + length * MINUTE)).toBe(worked * MINUTE);
    }), { numRuns: 60 });
  });

  it('ends at the same minute', () => {
    fc.assert(fc.property(options, minuteOf2021, fc.integer({ min: 1, max: 600 }), (given, start, wanted) => {
      const isWorking = slowly(given);
      let [at, left] = [start, wanted];
      for (; left > 0 && at < start + 10 * 86_400_000; at += MINUTE) if (isWorking(at)) left -= 1;
      fc.pre(left === 0);
      expect(compileWorkingTime(given).addWorkingTime(start, wanted * MINUTE)).toBe(at);
    }), { numRuns: 60 });
  });
});

describe('working time, its laws', () => {
  // Schedules that run dry inside the search are of no interest here.
  const lasting = options.map((given) => ({ ...given, missingYear: () => {} }));

  it('measures back exactly what was added', () => {
    fc.assert(fc.property(lasting, instant, amount, (given, start, ms) => {
      const time = compileWorkingTime(given);
      expect(time.workingTimeBetween(start, time.addWorkingTime(start, ms))).toBe(ms);
      expect(time.workingTimeBetween(start, time.addWorkingTime(start, ms, 'latest'))).toBe(ms);
    }), { numRuns: 150 });
  });

  it('adds back exactly what was measured, when the end is a working instant', () => {
    fc.assert(fc.property(lasting, instant, instant, (given, a, b) => {
      const time = compileWorkingTime(given);
      const [start, end] = [Math.min(a, b), time.nextWorkingInstant(Math.max(a, b))];
      const ms = time.workingTimeBetween(start, end);
      expect(time.addWorkingTime(start, ms, 'latest')).toBe(end);
      expect(time.addWorkingTime(start, ms)).toBeLessThanOrEqual(end);
    }), { numRuns: 150 });
  });

  it('adds in parts as in one', () => {
    fc.assert(fc.property(lasting, instant, amount, amount, (given, start, first, second) => {
      const time = compileWorkingTime(given);
      fc.pre(second > 0);
      expect(time.addWorkingTime(time.addWorkingTime(start, first), second))
        .toBe(time.addWorkingTime(start, first + second));
    }), { numRuns: 150 });
  });

  it('never goes back when the start or the amount grows', () => {
    fc.assert(fc.property(lasting, instant, instant, amount, amount, (given, a, b, x, y) => {
      const time = compileWorkingTime(given);
      const [early, late, less, more] = [Math.min(a, b), Math.max(a, b), Math.min(x, y), Math.max(x, y)];
      fc.pre(less > 0);
      expect(time.addWorkingTime(early, less)).toBeLessThanOrEqual(time.addWorkingTime(late, less));
      expect(time.addWorkingTime(early, less)).toBeLessThanOrEqual(time.addWorkingTime(early, more));
    }), { numRuns: 150 });
  });

  it('measures in parts as in one, and reversed as negative', () => {
    fc.assert(fc.property(lasting, instant, instant, instant, (given, a, b, c) => {
      const time = compileWorkingTime(given);
      const whole = time.workingTimeBetween(a, c);
      expect(time.workingTimeBetween(a, b) + time.workingTimeBetween(b, c)).toBe(whole);
      expect(time.workingTimeBetween(c, a)).toBe(0 - whole);
    }), { numRuns: 150 });
  });

  it('opens and closes where work begins and ends', () => {
    fc.assert(fc.property(lasting, instant, (given, start) => {
      const time = compileWorkingTime(given);
      const [open, close] = [time.nextWorkingInstant(start), time.nextClosingInstant(start)];
      expect(time.isWorking(open)).toBe(true);
      expect(time.isWorking(close - 1)).toBe(true);
      expect(time.workingTimeBetween(start, open)).toBe(0);
      expect(time.workingTimeBetween(open, close)).toBe(close - open);
      expect(open === start).toBe(time.isWorking(start));
    }), { numRuns: 150 });
  });

  it('finds the local date the clocks show', () => {
    fc.assert(fc.property(lasting, instant, (given, at) => {
      const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: given.timeZone, dateStyle: 'short' });
      expect(compileWorkingTime(given).localDateOf(at)).toBe(clock.format(at));
    }), { numRuns: 100 });
  });
});
