import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CalendarChanges, WorkingTimes } from '../../src/calendar/index.js';
import { CorrectDay } from '../../src/calendar/editable/correct-day.js';
import { CorrectYear } from '../../src/calendar/editable/correct-year.js';
import type { YearBody } from '../../src/calendar/editable/calendar.schemas.js';
import { systemActor } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { HealthWarnings } from '../../src/platform/health/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';

const HOUR = 3_600_000;
let one: TestApp;
let two: TestApp;
beforeAll(async () => {
  one = await startTestApp();
  two = await startTestApp({ databaseUrl: one.databaseUrl });
});
afterAll(async () => {
  await two.close();
  await one.close();
});

const at = (text: string) => new Date(`${text}:00+10:00`);
const dueIn = async (t: TestApp, from: Date) => new Date((await t.get(WorkingTimes).of(null)).addWorkingTime(from, 6 * HOUR));

test('the seeded schedule is nine to six with lunch, and 31 December 2020 is off', async () => {
  expect(await dueIn(one, at('2020-06-17T10:00'))).toEqual(at('2020-06-17T17:00'));
  const workingTime = await one.get(WorkingTimes).of(null);
  expect(workingTime.isWorkingDay('2020-12-31')).toBe(false);
  expect(workingTime.isWorkingDay('2020-12-30')).toBe(true);
});

test('a corrected day counts at once in every process, and is told to listeners in the transaction', async () => {
  expect(await dueIn(two, at('2020-06-18T16:00'))).toEqual(at('2020-06-19T13:00'));
  const told: unknown[] = [];
  one.get(CalendarChanges).onChange(async (change) => {
    expect(one.get(Database).writer).toBeDefined();
    told.push(change.what);
  });
  await one.get(CorrectDay).execute(systemActor, { date: '2020-06-19', body: { kind: 'non-working', reason: 'карантин' }, expected: null });
  expect(await dueIn(two, at('2020-06-18T16:00'))).toEqual(at('2020-06-22T13:00'));
  expect(await dueIn(one, at('2020-06-18T16:00'))).toEqual(at('2020-06-22T13:00'));
  expect(told).toEqual([{ date: '2020-06-19' }]);
  await one.get(CorrectDay).execute(systemActor, { date: '2020-06-19', body: null, expected: null });
  expect(await dueIn(two, at('2020-06-18T16:00'))).toEqual(at('2020-06-19T13:00'));
});

test('what a correction that is undone has compiled is never used', async () => {
  const failing = one.get(Database).transaction(async () => {
    await one.get(CorrectDay).execute(systemActor, { date: '2020-06-19', body: { kind: 'non-working', reason: 'ошибка' }, expected: null });
    expect(await dueIn(one, at('2020-06-18T16:00'))).toEqual(at('2020-06-22T13:00'));
    throw new Error('undone');
  });
  await expect(failing).rejects.toThrow('undone');
  await one.get(CorrectDay).execute(systemActor, { date: '2020-08-03', body: { kind: 'non-working', reason: 'другой день' }, expected: null });
  expect(await dueIn(one, at('2020-06-18T16:00'))).toEqual(at('2020-06-19T13:00'));
});

test('a correction waits for an act that has counted a term', async () => {
  const order: string[] = [];
  let finish!: () => void;
  const gate = new Promise<void>((done) => (finish = done));
  let counted!: () => void;
  const hasCounted = new Promise<void>((done) => (counted = done));
  const act = one.get(Database).transaction(async () => {
    await dueIn(one, at('2020-06-18T16:00'));
    counted();
    await gate;
    order.push('act');
  });
  await hasCounted;
  const correction = two
    .get(CorrectDay)
    .execute(systemActor, { date: '2020-08-04', body: { kind: 'non-working', reason: 'проверка' }, expected: null })
    .then(() => order.push('correction'));
  const waiting = async () =>
    (await one.get(Database).rows(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`)).length;
  await eventually(async () => expect(await waiting()).toBe(1));
  finish();
  await Promise.all([act, correction]);
  expect(order).toEqual(['act', 'correction']);
});

test('a year without a calendar is warned of until it is entered', async () => {
  const warnings = async () => (await one.get(HealthWarnings).list()).filter((warning) => warning.code === 'calendar.missing');
  expect(await warnings()).toEqual([]);
  // Labour Code art. 112: 9 May 2028 is off even without a calendar; it is a Tuesday.
  expect(await dueIn(one, at('2028-05-08T16:00'))).toEqual(at('2028-05-10T13:00'));
  expect(await warnings()).toEqual([{ code: 'calendar.missing', detail: expect.stringContaining('2028') }]);
  const body: YearBody = {
    status: 'provisional', source: 'проект', holidays: [{ date: '2028-05-09', title: 'День Победы' }], transfers: [],
    nonWorkingWeekdays: ['2028-05-09', '2028-05-10'], decreeNonWorkingWeekdays: [], workingWeekends: [], shortenedDays: [],
  };
  await one.get(CorrectYear).execute(systemActor, { year: 2028, body, expected: null });
  expect(await dueIn(one, at('2028-05-08T16:00'))).toEqual(at('2028-05-11T13:00'));
  expect(await warnings()).toEqual([]);
});

test('a calendar that contradicts itself, or a stale version, is refused', async () => {
  const body: YearBody = {
    status: 'official', source: 'x', holidays: [], transfers: [], nonWorkingWeekdays: ['2029-01-01'],
    decreeNonWorkingWeekdays: [], workingWeekends: [{ date: '2029-01-09' }], shortenedDays: [],
  };
  const correct = (changes: Partial<YearBody>, expected: number | null = null) =>
    one.get(CorrectYear).execute(systemActor, { year: 2029, body: { ...body, ...changes }, expected });
  await expect(correct({})).rejects.toMatchObject({ code: 'calendar.invalid' });
  await correct({ workingWeekends: [] });
  await expect(correct({ workingWeekends: [] }, 7)).rejects.toMatchObject({ code: 'precondition.failed', details: { current: { version: 1 } } });
});
