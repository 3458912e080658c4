import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DueDeadlines } from '../../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { anyExecutor, DeadlineBook, khv } from '../../support/deadlines.js';

let t: TestApp;
let book: DeadlineBook;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-01T09:00:00+10:00' });
  book = new DeadlineBook(t);
});
afterAll(() => t.close());

const authority = { ...anyExecutor, role: 'authority' } as const;
const curator = { ...anyExecutor, role: 'curator' } as const;

/** Terms that no act of an incident opens, by the face other modules open them through; due moments by hand. */
test.each([
  ['M-5.2', 'executor.update', 'plain', '2020-06-16 10:07:13', '2020-06-19 18:00:00'],
  ['M-5.2', 'executor.update', 'over the lunch break: days do not see it', '2020-06-16 12:30:13', '2020-06-19 18:00:00'],
  ['M-5.2', 'executor.update', 'over a weekend', '2020-06-18 17:30:13', '2020-06-23 18:00:00'],
  ['M-5.2', 'executor.update', 'before a holiday, ending on its shortened eve', '2020-06-08 10:00:00', '2020-06-11 17:00:00'],
  ['M-5.2', 'executor.update', 'over a holiday', '2020-06-10 10:00:00', '2020-06-16 18:00:00'],
  ['M-5.2', 'executor.update', 'ending on a working, shortened Saturday', '2021-02-17 10:00:00', '2021-02-20 17:00:00'],
  ['M-5.2', 'executor.update', 'over a working Saturday', '2021-02-18 10:00:00', '2021-02-24 18:00:00'],
  ['M-5.2', 'executor.update', 'outside hours', '2020-06-16 23:59:59', '2020-06-19 18:00:00'],
  ['M-5.2', 'executor.update', 'over a day off by decree', '2020-06-22 10:00:00', '2020-06-26 18:00:00'],
  ['M-15', 'report.monthly', 'plain: before the 20th begins', '2020-07-01 00:00:00', '2020-07-20 00:00:00'],
  ['M-15', 'report.monthly', 'the 20th a Saturday', '2020-06-01 00:00:00', '2020-06-20 00:00:00'],
  ['M-15', 'report.monthly', 'the 20th a working Saturday', '2021-02-01 00:00:00', '2021-02-20 00:00:00'],
  ['M-15', 'report.monthly', 'of December, in January', '2021-01-01 00:00:00', '2021-01-20 00:00:00'],
] as const)('%s: %s, %s', async (clause, obligation, _, start, due) => {
  t.clock.set(khv(start));
  const id = await book.open(obligation, { bearer: obligation === 'report.monthly' ? curator : authority });
  expect(await book.only(id)).toMatchObject({ clause, startedAt: khv(start), dueAt: khv(due) });
  t.clock.set(new Date(khv(due).getTime() - 1000));
  await t.get(DueDeadlines).fireDue();
  await t.get(DueDeadlines).fireDue();
  expect(await book.types(id)).toEqual(['deadline.half', 'deadline.soon']);
  t.clock.set(khv(due));
  await t.get(DueDeadlines).fireDue();
  expect(await book.types(id)).toEqual(['deadline.half', 'deadline.soon', 'deadline.passed']);
  expect((await book.only(id)).passedAt).toEqual(khv(due));
});
