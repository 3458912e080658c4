import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addDays, addWeeks, daysOf, isIsoWeek, isoWeekOf, mondayOf } from './iso-week.js';

test.each([
  ['2019-12-30', '2020-W01'], ['2020-01-05', '2020-W01'], ['2020-12-31', '2020-W53'], ['2021-01-03', '2020-W53'], ['2021-01-04', '2021-W01'],
  ['2024-12-30', '2025-W01'], ['2026-12-31', '2026-W53'], ['2027-01-01', '2026-W53'], ['2027-12-31', '2027-W52'], ['2020-02-29', '2020-W09'],
])('%s is in %s', (date, week) => {
  expect(isoWeekOf(date)).toBe(week);
  expect(daysOf(week)).toContain(date);
});

test.each(['2021-W53', '2020-W54', '2020-W00', '2020W01', '', '2020-W1'])('%j is no week', (text) => {
  expect(isIsoWeek(text)).toBe(false);
});

const day = fc.integer({ min: 0, max: 40_000 }).map((n) => addDays('1990-01-01', n));

test('every day is one of the seven of its week, and weeks follow one another without a gap, in order of their texts', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -200, max: 200 }), (date, n) => {
      const week = isoWeekOf(date);
      expect(daysOf(week)).toContain(date);
      expect(new Date(mondayOf(week)).getUTCDay()).toBe(1);
      expect(addWeeks(addWeeks(week, n), -n)).toBe(week);
      expect(isoWeekOf(addDays(date, 7))).toBe(addWeeks(week, 1));
      expect(week < addWeeks(week, 1)).toBe(true);
    }),
  );
});
