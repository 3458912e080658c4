import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DueDeadlines } from '../../src/regulation/index.js';
import type { Figures } from '../../src/reporting/figures/figures.types.js';
import { actsOf } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createPerson, type Person } from '../support/factories.js';
import { type Cast, cast } from '../support/incidents.js';

const HOUR = 3_600_000;

let t: TestApp;
let c: Cast;
let admin: Person;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-18T10:00:00+10:00' });
  c = await cast(t);
  admin = await createPerson(t, { role: 'admin' });
});
afterAll(() => t.close());

const at = async (moment: string) => {
  t.clock.set(moment);
  await t.get(DueDeadlines).fireDue();
};
const june = async (asOf?: string, month = '2020-06') =>
  (await t.http.get('/api/v1/reports/preview').query({ month, ...(asOf ? { asOf } : {}) }).set(c.curator.auth).expect(200)).body.figures as Figures;
const off = (date: string) => t.http.put(`/api/v1/calendar/overrides/${date}`).set(admin.auth).send({ kind: 'non-working', reason: 'карантин' }).expect(200);
const on = (date: string) => t.http.delete(`/api/v1/calendar/overrides/${date}`).set(admin.auth).expect(204);
const outcomes = ({ terms }: Figures) => Object.fromEntries(terms.filter(({ obligation }) => /^reply.(draft|final)$/.test(obligation)).map(({ obligation, kept, late, overdue, lateBy }) => [obligation, { kept, late, overdue, by: lateBy.max }]));
const followed = async (figures: Figures, figure: string, key: string) => {
  const { from, to, asOf } = figures;
  const { body } = await t.http.get('/api/v1/reports/incidents').query({ figure, key, from, to, asOf }).set(c.curator.auth).expect(200);
  return (body.items as { number: number; times: number }[]).map(({ number, times }) => [number, times]);
};

test('a term that the calendar moved is seen at each source moment where it was due then, with its lateness by the calendar of then', async () => {
  const acts = actsOf(c);
  // An interim answer is sent on 18 June: seven working days without the 24th end with 30 June.
  const interim = await acts.draft(await c.route(await c.record(), c.health), c.health, 'interim');
  await acts.publish(await acts.approve(interim, c.health), c.health);
  await at('2020-06-29T16:00:00+10:00');
  // Two of six working hours on Monday, four on Tuesday: until 13:00.
  const waiting = await c.route(await c.record(), c.forests);
  await at('2020-06-30T20:00:00+10:00');
  const evening = { 'reply.draft': { kept: 1, late: 0, overdue: 1, by: 4 * HOUR }, 'reply.final': { kept: 0, late: 0, overdue: 1, by: 0 } };
  expect(outcomes(await june())).toEqual(evening);

  // 1 July is off by decree; on 2 July it is learned that 30 June was off as well.
  await at('2020-07-02T09:30:00+10:00');
  await off('2020-06-30');
  await at('2020-07-02T10:00:00+10:00');
  const afterwards = await june();
  expect(outcomes(afterwards)).toEqual({ 'reply.draft': { kept: 1, late: 0, overdue: 0, by: null } });
  // As of the evening both were over, and are again.
  const then = await june('2020-06-30T20:00:00+10:00');
  expect(outcomes(then)).toEqual(evening);
  expect(await followed(then, 'overdue', 'reply.draft')).toEqual([[waiting.number, 1]]);
  expect(await followed(afterwards, 'overdue', 'reply.draft')).toEqual([]);
  expect(outcomes(await june('2020-07-02T09:29:59+10:00'))['reply.draft']).toMatchObject({ overdue: 1, by: 4.5 * HOUR - 1000 });
  // In July they run on: a draft until 13:00 on 2 July.
  await at('2020-07-02T15:00:00+10:00');
  expect(outcomes(await june(undefined, '2020-07'))['reply.draft']).toEqual({ kept: 0, late: 0, overdue: 1, by: HOUR });
});

test('of a term moved there and back each source moment sees its own', async () => {
  await at('2020-07-02T16:00:00+10:00');
  await on('2020-06-30');
  await at('2020-07-02T17:00:00+10:00');
  await off('2020-06-30');
  await at('2020-07-02T18:30:00+10:00');
  const overdue = async (asOf: string) => ((await june(asOf)).terms.find(({ obligation }) => obligation === 'reply.draft')?.overdue ?? 0);
  const seen = [];
  for (const asOf of ['2020-06-30T20:00:00+10:00', '2020-07-02T15:00:00+10:00', '2020-07-02T16:30:00+10:00', '2020-07-02T18:00:00+10:00']) seen.push(await overdue(asOf));
  expect(seen).toEqual([1, 0, 1, 0]);
});

test('live figures of a day a term was moved from and of the day it was moved to', async () => {
  const summary = async (from: string, to: string) => {
    const { body } = await t.http.get('/api/v1/reports/summary').query({ from, to }).set(c.curator.auth).expect(200);
    return (body.terms as { obligation: string; overdue: { count: number } }[]).filter(({ obligation }) => obligation === 'reply.draft').reduce((sum, { overdue }) => sum + overdue.count, 0);
  };
  expect(await summary('2020-06-30T00:00:00+10:00', '2020-07-01T00:00:00+10:00')).toBe(0);
  expect(await summary('2020-07-02T00:00:00+10:00', '2020-07-03T00:00:00+10:00')).toBe(1);
});
