import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { InvalidDateError } from './calendar.errors.js';
import {
  fromDayNumber, isWeekend, mondayOf, precedingIsoWeek, toDayNumber, weekdayOf, yearOfDay,
} from './local-date.js';

describe('local dates', () => {
  it('agree with the platform on every day from 1600 to 2400', () => {
    fc.assert(fc.property(fc.integer({ min: -135_140, max: 157_054 }), (day) => {
      const iso = new Date(day * 86_400_000).toISOString().slice(0, 10);
      expect(fromDayNumber(day)).toBe(iso);
      expect(toDayNumber(iso)).toBe(day);
      expect(yearOfDay(day)).toBe(Number(iso.slice(0, 4)));
    }), { numRuns: 2000 });
  });

  it.each(['2021-02-29', '2021-13-01', '2021-00-10', '2021-1-1', '10.03.2021', '', '2021-03-10T00:00:00Z'])(
    'refuse %p', (text) => expect(() => toDayNumber(text)).toThrow(InvalidDateError),
  );

  it('know weekdays and ISO weeks', () => {
    expect(['2021-02-19', '2021-02-20', '2021-02-21', '2021-02-22'].map((d) => weekdayOf(toDayNumber(d))))
      .toEqual(['fri', 'sat', 'sun', 'mon']);
    expect(isWeekend(toDayNumber('2021-02-19'))).toBe(false);
    expect(isWeekend(toDayNumber('2021-02-20'))).toBe(true);
    expect(fromDayNumber(mondayOf(toDayNumber('1969-12-31')))).toBe('1969-12-29');
    expect(precedingIsoWeek('2021-02-21')).toBe('2021-02-08');
    expect(precedingIsoWeek('2021-01-04')).toBe('2020-12-28');
  });
});
