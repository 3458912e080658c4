import { describe, expect, it } from '@jest/globals';
import { SHORT_LUNCH, compile, shown, vlat } from './calendar.fixtures.js';
import { InvalidAmountError, InvalidDateError, NoWorkingTimeError } from './calendar.errors.js';

describe('working days', () => {
  it('do not count the day of the start (Civil Code art. 191)', () => {
    const time = compile();
    expect(time.addWorkingDays('2021-03-10', 1)).toBe('2021-03-11');
    expect(time.addWorkingDays('2021-03-12', 1)).toBe('2021-03-15');
    expect(time.addWorkingDays('2021-03-13', 1)).toBe('2021-03-15');
    expect(time.addWorkingDays('2021-03-13', 0)).toBe('2021-03-13');
  });

  it('count seven of them over holidays, decree days and moved Saturdays', () => {
    expect(compile().addWorkingDays('2020-03-27', 7)).toBe('2020-05-20');
    expect(compile({ decreeDays: 'working' }).addWorkingDays('2020-03-27', 7)).toBe('2020-04-07');
    expect(compile().addWorkingDays('2021-02-19', 3)).toBe('2021-02-25');
    expect(compile().addWorkingDays('2020-12-31', 7)).toBe('2021-01-19');
  });

  it('end at close of business (art. 194), also of a pre-holiday day and a Friday', () => {
    const time = compile({ schedule: SHORT_LUNCH });
    expect(shown(time.addWorkingDaysToClose(vlat('2021-03-10 23:30'), 1))).toBe('2021-03-11 18:00');
    expect(shown(time.addWorkingDaysToClose(vlat('2021-03-10 00:30'), 2))).toBe('2021-03-12 17:00');
    expect(shown(time.addWorkingDaysToClose(vlat('2020-06-10 12:00'), 1))).toBe('2020-06-11 17:00');
  });

  it('go by the local date of the start, not by the date in Greenwich', () => {
    // 09:30 in Vladivostok is still the day before in UTC.
    expect(compile().localDateOf(vlat('2021-03-10 09:30'))).toBe('2021-03-10');
    expect(shown(compile().addWorkingDaysToClose(vlat('2021-03-10 09:30'), 1))).toBe('2021-03-11 18:00');
  });

  it('refuse what is no term and no date', () => {
    const time = compile();
    expect(() => time.addWorkingDaysToClose(vlat('2021-03-10 09:30'), 0)).toThrow(InvalidAmountError);
    expect(() => time.addWorkingDays('2021-03-10', 1.5)).toThrow(InvalidAmountError);
    expect(() => time.addWorkingDays('2021-02-29', 1)).toThrow(InvalidDateError);
    expect(() => time.isWorkingDay('10.03.2021')).toThrow(InvalidDateError);
    expect(() => time.closeOfBusiness('2021-03-13')).toThrow(NoWorkingTimeError);
  });
});

describe('the penultimate working day of a week (A-6)', () => {
  it.each([
    ['five days', '2020-02-17', '2020-02-20'],
    ['six days with a working Saturday', '2021-02-15', '2021-02-19'],
    ['a holiday on Monday', '2020-05-11', '2020-05-14'],
    ['three days', '2025-05-05', '2025-05-06'],
    ['two days', '2025-12-29', '2025-12-29'],
    ['any day of the week may name it', '2020-02-23', '2020-02-20'],
    ['none: the nearest earlier week that has any', '2020-04-27', '2020-03-26'],
    ['none, over New Year', '2020-01-01', '2019-12-30'],
  ])('%s', (_, week, day) => {
    expect(compile().penultimateWorkingDay(week)).toBe(day);
  });

  it('is the only working day of a week that has one', () => {
    // 5 November 2018 is off; the rest of that week is taken off here but for Wednesday.
    const overrides = ['2018-11-06', '2018-11-08', '2018-11-09']
      .map((date) => ({ date, kind: 'non-working' as const }));
    const time = compile({ overrides });
    expect(time.workingDaysOfWeek('2018-11-05')).toEqual(['2018-11-07']);
    expect(time.penultimateWorkingDay('2018-11-05')).toBe('2018-11-07');
    // And the week after, taken off as a whole, falls back on it by the same rule.
    const off = ['2018-11-12', '2018-11-13', '2018-11-14', '2018-11-15', '2018-11-16']
      .map((date) => ({ date, kind: 'non-working' as const }));
    expect(compile({ overrides: [...overrides, ...off] }).penultimateWorkingDay('2018-11-12')).toBe('2018-11-07');
  });

  it('makes plans due at 17:00 in the week that precedes the plan', () => {
    const time = compile();
    expect(shown(time.contentPlanDeadline('2020-02-17'))).toBe('2020-02-20 17:00');
    expect(shown(time.planSubmissionDeadline('2020-02-24'))).toBe('2020-02-20 17:00');
    expect(shown(time.planSubmissionDeadline('2020-03-01'))).toBe('2020-02-20 17:00');
  });
});
