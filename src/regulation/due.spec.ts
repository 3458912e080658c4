import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compileWorkingTime, productionCalendars } from '../calendar/index.js';
import { dueAt, marksInOrder, warnings } from './due.js';
import type { RunningTerm } from './term.js';

const NINE_TO_SIX = [['09:00', '13:00'], ['14:00', '18:00']] as const;
const workingTime = compileWorkingTime({
  schedule: { mon: NINE_TO_SIX, tue: NINE_TO_SIX, wed: NINE_TO_SIX, thu: NINE_TO_SIX, fri: NINE_TO_SIX },
  calendar: productionCalendars,
});
const khv = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+10:00`);
const shown = (date: Date | null): string | null =>
  date && new Date(date.getTime() + 36_000_000).toISOString().replace('T', ' ').replace(/(:00)?\.000Z$/, '');

const clock = (amount: number): RunningTerm => ({ kind: 'clock-hours', amount });
const hours = (amount: number): RunningTerm => ({ kind: 'working-hours', amount });
const days = (amount: number): RunningTerm => ({ kind: 'working-days', amount });
const plan = (planWeek: string): RunningTerm => ({ kind: 'content-plan', planWeek });
const monthly: RunningTerm = { kind: 'monthly', beforeDay: 20 };

describe('when a term ends', () => {
  test.each([
    // Working hours run only inside the schedule.
    ['six hours, lunch left out', hours(6), '2020-06-17 10:00', '2020-06-17 17:00'],
    ['one hour before lunch', hours(1), '2020-06-17 12:30', '2020-06-17 14:30'],
    ['one hour that ends with the morning', hours(1), '2020-06-17 12:00', '2020-06-17 13:00'],
    ['one hour from lunch', hours(1), '2020-06-17 13:20', '2020-06-17 15:00'],
    ['one hour at the end of the day', hours(1), '2020-06-17 17:40', '2020-06-18 09:40'],
    ['one hour over a weekend', hours(1), '2020-06-19 17:30', '2020-06-22 09:30'],
    ['one hour from a Saturday', hours(1), '2020-06-20 11:00', '2020-06-22 10:00'],
    ['one hour less on the day before a holiday', hours(1), '2020-06-11 16:30', '2020-06-15 09:30'],
    ['six hours into the decree days of 2020', hours(6), '2020-03-27 15:00', '2020-05-12 12:00'],
    // 20 February 2021 was a working Saturday, shortened, on the hours of a weekday.
    ['six hours over a moved Saturday', hours(6), '2021-02-19 16:30', '2021-02-20 14:30'],
    ['one hour at the shortened end of a moved Saturday', hours(1), '2021-02-20 16:30', '2021-02-24 09:30'],
    // Working days: from the next day (Civil Code art. 191) to close of business (art. 194).
    ['seven days', days(7), '2020-06-15 10:00', '2020-06-25 18:00'],
    ['one day, from the morning', days(1), '2020-06-17 00:01', '2020-06-18 18:00'],
    ['one day, from the night', days(1), '2020-06-17 23:59', '2020-06-18 18:00'],
    ['one day that is a day before a holiday', days(1), '2020-06-10 12:00', '2020-06-11 17:00'],
    ['one day over a holiday and a weekend', days(1), '2020-06-11 12:00', '2020-06-15 18:00'],
    ['one day to a moved Saturday', days(1), '2021-02-19 12:00', '2021-02-20 17:00'],
    ['thirty days from the decree, over the decree days', days(30), '2020-03-17 12:00', '2020-06-10 18:00'],
    // Clock hours run always.
    ['a clock hour in the night', clock(1), '2020-06-20 23:30', '2020-06-21 00:30'],
    ['a clock hour over lunch', clock(1), '2020-06-17 12:30', '2020-06-17 13:30'],
    // M-15: before the 20th of the month after the one reported.
    ['the monthly report', monthly, '2020-07-01 00:00', '2020-07-20 00:00'],
    ['the monthly report of December', monthly, '2021-01-01 00:00', '2021-01-20 00:00'],
    // 17:00 of the last working day but one of the week before.
    ['the plan of an ordinary week', plan('2020-06-24'), '2020-06-15 00:00', '2020-06-18 17:00'],
    ['the plan after a week that ends with a holiday', plan('2020-06-15'), '2020-06-08 00:00', '2020-06-10 17:00'],
    ['the plan after a week of holidays', plan('2021-01-11'), '2020-12-28 00:00', '2020-12-30 17:00'],
  ])('%s', (_, term, start, due) => {
    expect(shown(dueAt(term, khv(start), workingTime))).toBe(due);
  });

  test('a moment fixed by the opener stays', () => {
    const at = khv('2020-06-20 03:00');
    expect(dueAt({ kind: 'fixed', dueAt: at.toISOString() }, khv('2020-06-17 10:00'), workingTime)).toEqual(at);
  });
});

describe('when a deadline warns', () => {
  test.each([
    ['six working hours', hours(6), '2020-06-17 10:00', '2020-06-17 13:00', '2020-06-17 16:45'],
    ['one working hour over lunch', hours(1), '2020-06-17 12:50', '2020-06-17 14:20', '2020-06-17 14:35'],
    ['one working hour over a night', hours(1), '2020-06-17 17:50', '2020-06-18 09:20', '2020-06-18 09:35'],
    ['one working hour over a weekend, 15 minutes on the Monday', hours(1), '2020-06-19 17:10', '2020-06-19 17:40', '2020-06-19 17:55'],
    ['one working hour that starts at night', hours(1), '2020-06-17 03:00', '2020-06-17 09:30', '2020-06-17 09:45'],
    ['a clock hour over lunch, in clock time', clock(1), '2020-06-17 12:30', '2020-06-17 13:00', '2020-06-17 13:15'],
    ['a clock hour in the night', clock(1), '2020-06-20 23:30', '2020-06-21 00:00', '2020-06-21 00:15'],
    ['one working day, in working time', days(1), '2020-06-17 14:00', '2020-06-18 11:00', '2020-06-18 17:45'],
    ['the monthly report, on the last working minutes before', monthly, '2020-07-01 00:00', '2020-07-09 18:00', '2020-07-17 17:45'],
  ])('%s', (_, term, start, half, soon) => {
    const marks = warnings(term, khv(start), dueAt(term, khv(start), workingTime), workingTime);
    expect([shown(marks.halfAt), shown(marks.soonAt)]).toEqual([half, soon]);
  });

  test('a term of a quarter of an hour has no last quarter, one without working time no warning at all', () => {
    const start = khv('2020-06-17 10:00');
    expect(shown(warnings(hours(0.25), start, khv('2020-06-17 10:15'), workingTime).soonAt)).toBeNull();
    const night: RunningTerm = { kind: 'fixed', dueAt: khv('2020-06-18 03:00').toISOString() };
    expect(warnings(night, khv('2020-06-17 20:00'), khv('2020-06-18 03:00'), workingTime)).toEqual({ halfAt: null, soonAt: null });
  });
});

describe('of any term', () => {
  const start = fc.date({ min: new Date('2018-01-01T00:00:00Z'), max: new Date('2027-06-01T00:00:00Z'), noInvalidDate: true });
  const term: fc.Arbitrary<RunningTerm> = fc.oneof(
    fc.integer({ min: 1, max: 400 }).map((quarters) => hours(quarters / 4)),
    fc.integer({ min: 1, max: 40 }).map(days),
    fc.integer({ min: 1, max: 400 }).map((quarters) => clock(quarters / 4)),
  );

  test('warnings lie strictly between start and end, at half and a quarter of an hour of its own time', () => {
    fc.assert(
      fc.property(term, start, (term, from) => {
        const due = dueAt(term, from, workingTime);
        const { halfAt, soonAt } = warnings(term, from, due, workingTime);
        const between = (a: Date, b: Date) => (term.kind === 'clock-hours' ? +b - +a : workingTime.workingTimeBetween(a, b));
        expect(due > from).toBe(true);
        for (const at of [halfAt, soonAt]) expect(at === null || (from < at && at < due)).toBe(true);
        const total = between(from, due);
        if (halfAt) expect(between(from, halfAt)).toBe(Math.floor(total / 2));
        if (soonAt) expect(between(soonAt, due)).toBe(15 * 60_000);
        if (!soonAt) expect(total).toBeLessThanOrEqual(15 * 60_000);
      }),
      { numRuns: 2000 },
    );
  });

  test('a working term holds exactly its amount, and ends while work is done', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), start, (quarters, from) => {
        const due = dueAt(hours(quarters / 4), from, workingTime);
        expect(workingTime.workingTimeBetween(from, due)).toBe(quarters * 900_000);
        expect(workingTime.isWorking(new Date(+due - 1))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('starting later never ends earlier', () => {
    fc.assert(
      fc.property(term, start, fc.integer({ min: 0, max: 10 * 86_400_000 }), (term, from, later) => {
        expect(dueAt(term, new Date(+from + later), workingTime) >= dueAt(term, from, workingTime)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('marks come in order of time, the passing last', () => {
    fc.assert(
      fc.property(term, start, (term, from) => {
        const due = dueAt(term, from, workingTime);
        const marks = marksInOrder({ ...warnings(term, from, due, workingTime), dueAt: due });
        expect(marks.at(-1)?.[0]).toBe('passed');
        for (let i = 1; i < marks.length; i += 1) expect(+marks[i]![1]).toBeGreaterThanOrEqual(+marks[i - 1]![1]);
      }),
    );
  });
});
