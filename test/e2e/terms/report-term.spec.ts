import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DueDeadlines } from '../../../src/regulation/index.js';
import { KeepMonths } from '../../../src/reporting/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { type Cast, cast } from '../../support/incidents.js';

let t: TestApp;
let c: Cast;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-05-08T10:00:00+10:00' });
  c = await cast(t);
  await c.record();
});
afterAll(() => t.close());

/** The term of the report of a month, as the curator sees it. */
const termOf = async (startedAt: string) => {
  const { body } = await c.as(c.curator).get('/deadlines?obligation=report.monthly&limit=100');
  return (body.items as { startedAt: string }[]).find((term) => term.startedAt === startedAt);
};
const iso = (local: string): string => `${local.replace(' ', 'T')}+10:00`;
const fireAt = async (moment: Date): Promise<void> => {
  t.clock.set(moment);
  await t.get(DueDeadlines).fireDue();
};

/** Whenever it is looked after, the term of a month starts with the next one and runs up to the 20th, whatever day that is. */
test.each([
  ['looked after during lunch, the 20th a Saturday', '2020-06-01 00:00:00', '2020-06-01 13:20:13', '2020-06-20 00:00:00'],
  ['on a day off by decree, the 20th a Monday after a weekend', '2020-07-01 00:00:00', '2020-07-01 00:00:30', '2020-07-20 00:00:00'],
  ['after a weekend', '2020-08-01 00:00:00', '2020-08-03 09:00:00', '2020-08-20 00:00:00'],
  ['in the holidays of the New Year', '2021-01-01 00:00:00', '2021-01-01 12:00:00', '2021-01-20 00:00:00'],
  ['the 20th a working, shortened Saturday before a holiday', '2021-02-01 00:00:00', '2021-02-01 17:59:59', '2021-02-20 00:00:00'],
])('M-15: %s', async (_, start, lookedAt, due) => {
  t.clock.set(khv(lookedAt));
  await t.get(KeepMonths).keep();
  expect(await termOf(iso(start))).toMatchObject({
    clause: 'M-15', obligation: 'report.monthly', state: 'open', dueAt: iso(due), bearer: { role: 'curator' }, passedAt: null,
  });
  await fireAt(new Date(khv(due).getTime() - 1000));
  expect(await termOf(iso(start))).toMatchObject({ state: 'open', passedAt: null });
  await fireAt(khv(due));
  expect(await termOf(iso(start))).toMatchObject({ state: 'overdue', passedAt: iso(due) });
});
