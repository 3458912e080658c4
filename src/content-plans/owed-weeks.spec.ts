import { expect, test } from '@jest/globals';
import { compileWorkingTime, productionCalendars } from '../calendar/index.js';
import { owedWeeks } from './owed-weeks.js';

const day = [['09:00', '13:00'], ['14:00', '18:00']] as [string, string][];
const workingTime = compileWorkingTime({ schedule: { mon: day, tue: day, wed: day, thu: day, fri: day }, calendar: productionCalendars });
const at = (local: string) => new Date(`${local.replace(' ', 'T')}+10:00`);
const since = (from: string, to: string | null = null) => [{ validFrom: at(from), validTo: to === null ? null : at(to) }];
const weeks = (now: string, owed: string[], periods = since('2020-01-01 00:00')) =>
  owedWeeks(at(now), new Set(owed), periods, workingTime).map(({ week }) => week);

test('a new installation owes what can still be in time, three weeks ahead, and nothing of the past', () => {
  // Monday, 14 September 2020.
  expect(weeks('2020-09-14 09:00', [])).toEqual(['2020-W39', '2020-W40', '2020-W41']);
  // Thursday: up to 17:00 the coming week's, then no more.
  expect(weeks('2020-09-17 16:59:59', [])).toEqual(['2020-W39', '2020-W40', '2020-W41']);
  expect(weeks('2020-09-17 17:00', [])).toEqual(['2020-W40', '2020-W41']);
});

test('what was asked for is not asked for again, and what was missed meanwhile is caught up with, twelve weeks at most', () => {
  expect(weeks('2020-09-14 09:00', ['2020-W39', '2020-W40', '2020-W41'])).toEqual([]);
  expect(weeks('2020-09-14 09:00', ['2020-W36'])).toEqual(['2020-W37', '2020-W38', '2020-W39', '2020-W40', '2020-W41']);
  expect(weeks('2020-09-14 09:00', ['2020-W05'])[0]).toBe('2020-W26');
});

test('a plan opened by hand far ahead does not make the weeks before it a debt', () => {
  expect(weeks('2020-09-18 09:00', ['2020-W50'])).toEqual(['2020-W40', '2020-W41']);
});

test('weeks before the long holidays of 2020 are asked for before they begin', () => {
  // All of them are due on 26 March.
  expect(weeks('2020-03-16 09:00', [])).toEqual(['2020-W13', '2020-W14', '2020-W15', '2020-W16', '2020-W17', '2020-W18', '2020-W19', '2020-W20']);
});

test('an authority owes only for due moments at which it had an account', () => {
  expect(weeks('2020-09-14 09:00', [], [])).toEqual([]);
  expect(weeks('2020-09-14 09:00', [], since('2020-09-17 17:00:01'))).toEqual(['2020-W40', '2020-W41']);
  expect(weeks('2020-09-14 09:00', ['2020-W30'], since('2020-07-01 00:00', '2020-08-01 00:00'))).toEqual(['2020-W31', '2020-W32']);
});
