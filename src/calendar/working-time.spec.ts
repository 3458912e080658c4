import { describe, expect, it } from '@jest/globals';
import { NINE_TO_SIX, SHORT_LUNCH, compile, shown, vlat } from './calendar.fixtures.js';
import {
  CalendarMissingError, InvalidAmountError, InvalidScheduleError, NoWorkingTimeError, OutOfRangeError,
} from './calendar.errors.js';
import { NO_CALENDAR } from './calendar.types.js';
import { compileWorkingTime } from './working-time.js';
import { regionalOverrides } from './data/index.js';
import type { WorkingTimeOptions } from './calendar.types.js';

const HOUR = 3_600_000;

function add(from: string, hours: number, options: Partial<WorkingTimeOptions> = {}): string {
  return shown(compile(options).addWorkingTime(vlat(from), hours * HOUR));
}

describe('working hours', () => {
  it.each([
    ['within the morning', '2021-03-10 09:30', 1, '2021-03-10 10:30'],
    ['over lunch', '2021-03-10 12:30', 1, '2021-03-10 14:30'],
    ['from inside lunch', '2021-03-10 13:20', 1, '2021-03-10 15:00'],
    ['before opening', '2021-03-10 06:00', 6, '2021-03-10 16:00'],
    ['exactly to lunch', '2021-03-10 12:00', 1, '2021-03-10 13:00'],
    ['exactly to closing', '2021-03-10 17:00', 1, '2021-03-10 18:00'],
    ['from closing', '2021-03-10 18:00', 1, '2021-03-11 10:00'],
    ['over a weekend', '2021-03-12 17:30', 1, '2021-03-15 09:30'],
    ['from a Sunday', '2021-03-14 12:00', 6, '2021-03-15 16:00'],
    ['exactly over a fortnight', '2021-03-15 09:00', 80, '2021-03-26 18:00'],
    ['over New Year, into the next year', '2019-12-31 16:30', 1, '2020-01-09 09:30'],
  ])('%s', (_, from, hours, due) => {
    expect(add(from, hours)).toBe(due);
  });

  it('ends a pre-holiday day one hour earlier', () => {
    expect(add('2020-06-11 16:30', 1)).toBe('2020-06-15 09:30');
    expect(add('2020-06-11 16:00', 1)).toBe('2020-06-11 17:00');
  });

  it('knows minutes: lunch until 13:48, Friday until 17:00', () => {
    expect(add('2021-03-10 12:30', 1, { schedule: SHORT_LUNCH })).toBe('2021-03-10 14:18');
    expect(add('2021-03-12 16:30', 1, { schedule: SHORT_LUNCH })).toBe('2021-03-15 09:30');
  });

  it('is exact to the millisecond', () => {
    const time = compile();
    const start = vlat('2021-03-10 12:59:59.999');
    expect(time.addWorkingTime(start, 2)).toBe(vlat('2021-03-10 14:00') + 1);
    expect(time.addWorkingTime(start, 1)).toBe(vlat('2021-03-10 13:00'));
    expect(time.workingTimeBetween(start, vlat('2021-03-10 14:00:00.001'))).toBe(2);
  });

  it('takes a Date as well as epoch milliseconds', () => {
    expect(shown(compile().addWorkingTime(new Date(vlat('2021-03-10 12:30')), HOUR))).toBe('2021-03-10 14:30');
  });

  it('places an exact fill at the end of the interval, or under the other rule at the next start', () => {
    const time = compile();
    expect(shown(time.addWorkingTime(vlat('2021-03-12 17:00'), HOUR, 'earliest'))).toBe('2021-03-12 18:00');
    expect(shown(time.addWorkingTime(vlat('2021-03-12 17:00'), HOUR, 'latest'))).toBe('2021-03-15 09:00');
    expect(shown(time.addWorkingTime(vlat('2021-03-12 17:00'), HOUR - 1, 'latest'))).toBe('2021-03-12 17:59:59.999');
  });

  it('adds nothing to the start itself, or under the other rule goes to the first working instant', () => {
    const time = compile();
    expect(shown(time.addWorkingTime(vlat('2021-03-13 12:00'), 0))).toBe('2021-03-13 12:00');
    expect(shown(time.addWorkingTime(vlat('2021-03-13 12:00'), 0, 'latest'))).toBe('2021-03-15 09:00');
    expect(shown(time.addWorkingTime(vlat('2021-03-12 12:00'), 0, 'latest'))).toBe('2021-03-12 12:00');
  });

  it('measures working time, negative when reversed', () => {
    const time = compile();
    const [friday, monday] = [vlat('2021-03-12 17:30'), vlat('2021-03-15 14:15')];
    expect(time.workingTimeBetween(friday, monday)).toBe(4.75 * HOUR);
    expect(time.workingTimeBetween(monday, friday)).toBe(-4.75 * HOUR);
    expect(Object.is(time.workingTimeBetween(vlat('2021-03-14 12:00'), vlat('2021-03-13 12:00')), 0)).toBe(true);
    expect(time.workingTimeBetween(vlat('2018-01-01 00:00'), vlat('2019-01-01 00:00'))).toBe((247 * 8 - 6) * HOUR);
  });

  it('knows whether it is open, the next opening and the next closing', () => {
    const time = compile();
    expect(['08:59', '09:00', '12:59', '13:00', '14:00', '18:00'].map((t) => time.isWorking(vlat(`2021-03-10 ${t}`))))
      .toEqual([false, true, true, false, true, false]);
    expect(shown(time.nextWorkingInstant(vlat('2021-03-10 13:00')))).toBe('2021-03-10 14:00');
    expect(shown(time.nextWorkingInstant(vlat('2021-03-10 15:00')))).toBe('2021-03-10 15:00');
    expect(shown(time.nextWorkingInstant(vlat('2021-12-30 18:00')))).toBe('2022-01-10 09:00');
    expect(shown(time.nextClosingInstant(vlat('2021-03-10 09:00')))).toBe('2021-03-10 13:00');
    expect(shown(time.nextClosingInstant(vlat('2021-03-10 18:00')))).toBe('2021-03-11 13:00');
  });
});

describe('the production calendar', () => {
  it('runs a working Saturday on the hours of the weekday it replaces', () => {
    // Saturday 20 February 2021 replaces Monday the 22nd, and is a pre-holiday day.
    const days = { ...NINE_TO_SIX, mon: [['08:00', '12:00'], ['13:00', '17:00']] as const };
    expect(compile({ schedule: days }).explainDay('2021-02-20').intervals)
      .toEqual([['08:00', '12:00'], ['13:00', '16:00']]);
    // Saturday 2 November 2024 replaces a Tuesday half a year before.
    expect(compile({ schedule: { tue: [['10:00', '15:00']] } }).explainDay('2024-11-02').intervals)
      .toEqual([['10:00', '14:00']]);
  });

  it('gives a working Saturday the hours the schedule names for it', () => {
    const time = compile({ schedule: [{ weekly: NINE_TO_SIX, workingWeekend: [['10:00', '14:00']] }] });
    expect(time.explainDay('2024-12-28')).toEqual({ reason: 'working-weekend', intervals: [['10:00', '14:00']] });
  });

  it('counts over a moved Saturday', () => {
    expect(add('2021-02-19 17:30', 1)).toBe('2021-02-20 09:30');
    expect(add('2021-02-20 16:30', 1)).toBe('2021-02-24 09:30');
  });

  it('lets the decree days of 2020 stop the clock or not, as set', () => {
    expect(add('2020-03-27 17:30', 6)).toBe('2020-05-12 15:30');
    expect(add('2020-03-27 17:30', 6, { decreeDays: 'working' })).toBe('2020-03-30 15:30');
    expect(compile({ decreeDays: 'working' }).isWorkingDay('2020-05-01')).toBe(false);
  });

  it('takes 31 December 2020 off where the regional decision is applied', () => {
    const overrides = regionalOverrides.filter(({ region }) => region === '27').map(({ override }) => override);
    expect(add('2020-12-30 17:30', 1)).toBe('2020-12-31 09:30');
    expect(add('2020-12-30 17:30', 1, { overrides })).toBe('2021-01-11 09:30');
  });

  it('lets the last override of a day hold, over the calendar', () => {
    const time = compile({
      overrides: [
        { date: '2021-03-10', kind: 'non-working' },
        { date: '2021-03-11', kind: 'shortened' },
        { date: '2021-03-12', kind: 'intervals', intervals: [['10:00', '12:00']] },
        { date: '2021-03-13', kind: 'working' },
        { date: '2021-03-14', kind: 'working', replaces: '2021-03-12' },
        { date: '2021-05-03', kind: 'working' },
        { date: '2021-03-10', kind: 'intervals', intervals: [['09:00', '10:00']] },
      ],
    });
    expect(time.explainDay('2021-03-10').intervals).toEqual([['09:00', '10:00']]);
    expect(time.explainDay('2021-03-11').intervals).toEqual([['09:00', '13:00'], ['14:00', '17:00']]);
    expect(time.explainDay('2021-03-12').intervals).toEqual([['10:00', '12:00']]);
    for (const date of ['2021-03-13', '2021-03-14', '2021-05-03']) {
      expect(time.explainDay(date).reason).toBe('override');
      expect(time.explainDay(date).intervals).toEqual([['09:00', '13:00'], ['14:00', '18:00']]);
    }
  });

  it('does not let a six-day week work on a public holiday that falls on a Saturday', () => {
    const time = compile({ schedule: { ...NINE_TO_SIX, sat: [['09:00', '14:00']] } });
    expect(time.isWorkingDay('2020-05-16')).toBe(true);
    expect(time.explainDay('2020-05-09')).toEqual({ reason: 'holiday', intervals: [] });
  });

  it('changes the schedule from a date, and ends with it', () => {
    const time = compile({
      schedule: [
        { validFrom: '2021-03-11', validTo: '2021-03-31', weekly: SHORT_LUNCH },
        { validTo: '2021-03-31', weekly: NINE_TO_SIX },
      ],
    });
    expect(shown(time.addWorkingTime(vlat('2021-03-10 12:30'), HOUR))).toBe('2021-03-10 14:30');
    expect(shown(time.addWorkingTime(vlat('2021-03-11 12:30'), HOUR))).toBe('2021-03-11 14:18');
    expect(time.explainDay('2021-04-01').reason).toBe('no-schedule');
    expect(() => compile({ schedule: [{ validTo: '2021-03-31', weekly: NINE_TO_SIX }], missingYear: () => {} })
      .addWorkingTime(vlat('2021-03-31 17:30'), HOUR)).toThrow(NoWorkingTimeError);
  });
});

describe('a year without a calendar', () => {
  it('is an error that names the year, only when the year is needed', () => {
    const time = compile();
    expect(add('2027-12-29 17:30', 1)).toBe('2027-12-30 09:30');
    expect(() => time.addWorkingTime(vlat('2027-12-30 17:30'), HOUR)).toThrow(CalendarMissingError);
    expect(() => time.isWorkingDay('2028-01-10')).toThrow('no production calendar for 2028');
  });

  it('runs on the hours without statutory holidays where that was asked for, and says so once', () => {
    const warned: number[] = [];
    const time = compile({ missingYear: (year) => warned.push(year) });
    expect(shown(time.addWorkingTime(vlat('2027-12-30 17:30'), HOUR))).toBe('2028-01-10 09:30');
    expect(time.explainDay('2028-05-09')).toEqual({ reason: 'statutory-holiday', intervals: [] });
    expect(time.isWorkingDay('2028-02-24')).toBe(true);
    expect(warned).toEqual([2028]);
  });
});

describe('what cannot be counted', () => {
  const empty = { schedule: {}, calendar: NO_CALENDAR } as const;

  it('refuses an empty schedule instead of searching for ever', () => {
    const time = compileWorkingTime(empty);
    expect(() => time.addWorkingTime(0, 1)).toThrow(NoWorkingTimeError);
    expect(() => time.nextWorkingInstant(0)).toThrow(NoWorkingTimeError);
    expect(() => time.nextClosingInstant(0)).toThrow(NoWorkingTimeError);
    expect(() => time.addWorkingDays('2020-01-01', 1)).toThrow(NoWorkingTimeError);
    expect(() => time.penultimateWorkingDay('2020-01-01')).toThrow(NoWorkingTimeError);
    expect(time.workingTimeBetween(0, 1e12)).toBe(0);
  });

  it('gives up after the last day of a schedule that has only single days', () => {
    const time = compileWorkingTime({
      ...empty, overrides: [{ date: '2021-03-10', kind: 'intervals', intervals: [['09:00', '10:00']] }],
    });
    expect(shown(time.addWorkingTime(vlat('2021-03-01 00:00'), HOUR))).toBe('2021-03-10 10:00');
    expect(() => time.addWorkingTime(vlat('2021-03-01 00:00'), HOUR + 1)).toThrow(NoWorkingTimeError);
    expect(() => time.addWorkingDays('2021-03-10', 1)).toThrow(NoWorkingTimeError);
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('refuses the amount %p', (amount) => {
    expect(() => compile().addWorkingTime(vlat('2021-03-10 12:00'), amount)).toThrow(InvalidAmountError);
    expect(() => compile().addWorkingDays('2021-03-10', amount)).toThrow(InvalidAmountError);
  });

  it('refuses instants it does not cover', () => {
    const time = compileWorkingTime({ schedule: NINE_TO_SIX, calendar: NO_CALENDAR });
    expect(() => time.isWorking(Number.NaN)).toThrow(OutOfRangeError);
    expect(() => time.isWorking(Date.UTC(2300, 0))).toThrow(OutOfRangeError);
    expect(() => time.isWorking(Date.UTC(1850, 0))).toThrow(OutOfRangeError);
  });

  it.each<[string, Partial<WorkingTimeOptions>]>([
    ['a backward interval', { schedule: { mon: [['18:00', '09:00']] } }],
    ['a time that does not exist', { schedule: { mon: [['09:00', '24:01']] } }],
    ['an unknown weekday', { schedule: { monday: [['09:00', '10:00']] } as never }],
    ['an unknown time zone', { timeZone: 'Asia/Khabarovsk-27' }],
    ['an edition that ends before it starts', {
      schedule: [{ validFrom: '2021-02-01', validTo: '2021-01-01', weekly: NINE_TO_SIX }],
    }],
  ])('refuses %s', (_, options) => {
    expect(() => compile(options)).toThrow(InvalidScheduleError);
  });
});
