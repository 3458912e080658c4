import { expect, test } from '@jest/globals';
import { compileWorkingTime, type DayOverride, productionCalendars } from '../calendar/index.js';
import type { Deadline } from './deadline.entity.js';
import { dueAt, marksInOrder, warnings } from './due.js';
import { recounted } from './recount.js';

type Interval = [string, string];
const khv = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+10:00`);
const week = (...hours: Interval[]) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });
const compiled = (hours: Interval[], overrides: DayOverride[] = []) => compileWorkingTime({ schedule: week(...hours), calendar: productionCalendars, overrides });
const NINE_TO_SIX: Interval[] = [['09:00', '13:00'], ['14:00', '18:00']];
const usual = compiled(NINE_TO_SIX);

/** Six working hours from a Wednesday at 10:00: half at 13:00, soon at 16:45, due at 17:00, with marks recorded up to `now`. */
function running(now: Date): Deadline {
  const term = { kind: 'working-hours', amount: 6 } as const;
  const startedAt = khv('2020-06-17 10:00');
  const due = dueAt(term, startedAt, usual);
  const times = { ...warnings(term, startedAt, due, usual), dueAt: due };
  const next = marksInOrder(times).find(([, at]) => at > now);
  return { ...times, id: 'd', term, startedAt, nextMark: next?.[0] ?? null, nextMarkAt: next?.[1] ?? null, passedAt: next ? null : due } as Deadline;
}

test('nothing changes: nothing is written', () => {
  expect(recounted(running(khv('2020-06-17 12:00')), usual, khv('2020-06-17 12:00'))).toBeNull();
});

test('the hours shift, the due moment does not: a warning already given is not given again', () => {
  const now = khv('2020-06-17 13:00');
  // Lunch an hour earlier: six hours end at 17:00 as before, half of them at 14:00.
  const earlyLunch = compiled([['09:00', '12:00'], ['13:00', '18:00']]);
  expect(recounted(running(now), earlyLunch, now)).toMatchObject({
    moved: false, due_at: khv('2020-06-17 17:00'), half_at: khv('2020-06-17 14:00'), next_mark: 'soon', next_mark_at: khv('2020-06-17 16:45'),
  });
  // Not yet given, it comes at its new moment.
  const before = khv('2020-06-17 12:00');
  expect(recounted(running(before), earlyLunch, before)).toMatchObject({ moved: false, next_mark: 'half', next_mark_at: khv('2020-06-17 14:00') });
});

test('the due moment moves on: warnings that lie ahead again are given again, those behind are not', () => {
  const now = khv('2020-06-17 16:50');
  const shortened = compiled(NINE_TO_SIX, [{ date: '2020-06-17', kind: 'intervals', intervals: [['09:00', '13:00'], ['14:00', '16:30']] }]);
  expect(recounted(running(now), shortened, now)).toMatchObject({
    moved: true, was: khv('2020-06-17 17:00'), due_at: khv('2020-06-18 09:30'), half_at: khv('2020-06-17 13:00'),
    next_mark: 'soon', next_mark_at: khv('2020-06-18 09:15'), voided: false,
  });
});

test('past due and moved ahead: the passing is void and will come again', () => {
  const now = khv('2020-06-17 18:30');
  const dayOff = compiled(NINE_TO_SIX, [{ date: '2020-06-17', kind: 'non-working' }]);
  expect(recounted(running(now), dayOff, now)).toMatchObject({
    moved: true, voided: true, due_at: khv('2020-06-18 16:00'), next_mark: 'half', next_mark_at: khv('2020-06-18 12:00'),
  });
});

test('past due and moved within the past: it stays passed', () => {
  const now = khv('2020-06-18 12:00');
  const dayOff = compiled(NINE_TO_SIX, [{ date: '2020-06-17', kind: 'intervals', intervals: [['09:00', '13:00'], ['14:00', '16:30']] }]);
  expect(recounted(running(now), dayOff, now)).toMatchObject({ moved: true, voided: false, due_at: khv('2020-06-18 09:30'), next_mark: null });
});
