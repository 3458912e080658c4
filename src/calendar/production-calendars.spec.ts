import { describe, expect, it } from '@jest/globals';
import { compile } from './calendar.fixtures.js';
import { InvalidCalendarError } from './calendar.errors.js';
import { productionCalendars } from './data/index.js';
import type { ProductionCalendarYear } from './calendar.types.js';
import { fromDayNumber, isWeekend, toDayNumber } from './local-date.js';
import { parseLocalTime } from './local-time.js';
import { isStatutoryHoliday } from './statutory-holidays.js';

function daysOf(year: number): string[] {
  const first = toDayNumber(`${year}-01-01`);
  return Array.from({ length: toDayNumber(`${year + 1}-01-01`) - first }, (_, i) => fromDayNumber(first + i));
}

describe('the shipped production calendars', () => {
  it('cover 2018 to 2027, the last one provisional and saying why', () => {
    expect(productionCalendars.map(({ year }) => year))
      .toEqual([2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027]);
    const provisional = productionCalendars.filter(({ status }) => status === 'provisional');
    expect(provisional.map(({ year }) => year)).toEqual([2027]);
    expect(provisional[0]?.note).toMatch(/not found/);
  });

  it.each(productionCalendars.map((calendar) => [calendar.year, calendar] as const))(
    '%i has the published working days and hours', (year, { totals }) => {
      const time = compile();
      const days = daysOf(year).map((date) => time.explainDay(date).intervals).filter((day) => day.length > 0);
      const ms = days.flat().reduce((sum, [from, to]) => sum + parseLocalTime(to) - parseLocalTime(from), 0);
      expect({ workingDays: days.length, workingHours: ms / 3_600_000 }).toEqual(totals);
    },
  );

  it.each(productionCalendars.map((calendar) => [calendar.year, calendar] as const))(
    '%i does not contradict itself', (year, calendar) => {
      const off = new Set(calendar.nonWorkingWeekdays);
      const weekdays = [...calendar.nonWorkingWeekdays, ...calendar.transfers.map(({ date }) => date)];
      expect(weekdays.filter((date) => isWeekend(toDayNumber(date)))).toEqual([]);
      expect(calendar.decreeNonWorkingWeekdays.filter((date) => !off.has(date))).toEqual([]);
      expect(calendar.transfers.filter(({ date }) => !off.has(date))).toEqual([]);
      expect(calendar.shortenedDays.filter((date) => off.has(date))).toEqual([]);
      expect(calendar.holidays.map(({ date }) => date)).toEqual(daysOf(year).filter(isStatutoryHoliday));
      expect(calendar.workingWeekends.filter(({ replaces = '' }) => !off.has(replaces))).toEqual([]);
      const moved = calendar.transfers.map((transfer) => `${transfer.movedFrom} to ${transfer.date}`);
      expect(moved).toEqual(expect.arrayContaining(
        calendar.workingWeekends.map(({ date, replaces }) => `${date} to ${replaces}`),
      ));
    },
  );

  it('are refused when a date is of another year or a working weekend is none', () => {
    const base = productionCalendars.find(({ year }) => year === 2021) as ProductionCalendarYear;
    const compiled = (change: Partial<ProductionCalendarYear>): string =>
      compile({ calendar: [{ ...base, ...change }] }).explainDay('2021-03-10').reason;
    expect(compiled({})).toBe('weekly');
    expect(() => compiled({ shortenedDays: ['2020-12-31'] })).toThrow(InvalidCalendarError);
    expect(() => compiled({ workingWeekends: [{ date: '2021-02-19' }] })).toThrow(InvalidCalendarError);
    expect(() => compiled({ workingWeekends: [{ date: '2021-05-01' }] })).toThrow(InvalidCalendarError);
  });
});
