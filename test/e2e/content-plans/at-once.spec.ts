import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { addWeeks, type PlanView } from '../../../src/content-plans/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { newId } from '../../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { createAccounts, seedIds } from '../../support/factories.js';
import { openDue, openPlanTerms, type PlanCast, planCast, post } from '../../support/plans.js';

let t: TestApp;
let c: PlanCast;
beforeAll(async () => {
  t = await startTestApp();
  c = await planCast(t);
});
afterAll(() => t.close());

const rounds = [1, 2, 3];
const outcomes = (answers: Response[]) =>
  answers.toSorted((a, b) => a.status - b.status).map(({ status, body }) => (status < 300 ? status : [status, body.code]));
const notAllowed = [409, 'plan.action-not-allowed'];
let weeks = 0;
const nextWeek = () => addWeeks('2020-W30', (weeks += 1));
const sent = async (): Promise<PlanView> => c.act(c.health, await c.fill(c.health, await c.plan(c.health, nextWeek()), 1), 'submit', { fewerReason: 'Мало' });
const eventsOf = async ({ id }: PlanView, ...types: string[]) =>
  (await t.get(Database).rows<{ type: string }>('SELECT type FROM event WHERE stream_id = $1 AND type = ANY($2)', [id, types])).map(({ type }) => type);

test.each(rounds)('two clerks approve at once: one wins, the other hears 409 (%i)', async () => {
  const plan = await sent();
  const approve = (who: typeof c.clerk) => c.send(who, 'post', `/content-plans/${plan.id}/approve`);
  expect(outcomes(await Promise.all([approve(c.clerk), approve(c.colleague)]))).toEqual([200, notAllowed]);
  expect(await eventsOf(plan, 'plan.approve')).toHaveLength(1);
});

test.each(rounds)('one approves while the other recommends: exactly one of them is done, and the other sees the state (%i)', async () => {
  const plan = await sent();
  const match = { 'if-match': `"${plan.version}"` };
  const answers = await Promise.all([
    c.send(c.clerk, 'post', `/content-plans/${plan.id}/approve`, {}, match),
    c.send(c.colleague, 'post', `/content-plans/${plan.id}/recommend`, { remarks: 'Короче' }, match),
  ]);
  expect(outcomes(answers)).toEqual([200, [412, 'precondition.failed']]);
  const after = await c.view(plan.id);
  expect(answers.find(({ status }) => status === 412)?.body.current).toMatchObject({ id: plan.id, status: after.status, version: plan.version + 1 });
  expect(openPlanTerms(after).filter((key) => key !== 'plan.submit')).toEqual(after.status === 'approved' ? [] : ['plan.revise']);
  expect(await eventsOf(plan, 'plan.approve', 'plan.recommend')).toHaveLength(1);
});

test.each(rounds)('a decision about a version that is no longer the one under review is refused (%i)', async () => {
  let plan = await c.act(c.clerk, await sent(), 'recommend', { remarks: 'Яснее' });
  plan = await c.act(c.health, plan, 'submit', { fewerReason: 'Мало' });
  expect((await c.send(c.colleague, 'post', `/content-plans/${plan.id}/approve`, { number: 1 })).body).toMatchObject({ status: 409, code: 'plan.version-outdated', asked: 1, current: 2 });
  expect((await c.act(c.colleague, plan, 'approve', { number: 2 })).status).toBe('approved');
});

test.each(rounds)('the plan of a week opened eight times at once is one plan (%i)', async () => {
  const week = nextWeek();
  const answers = await Promise.all(Array.from({ length: 8 }, () => c.send(c.health, 'post', '/content-plans', { week })));
  const [made, ...others] = answers.toSorted((a, b) => a.status - b.status);
  expect(made?.status).toBe(201);
  for (const other of others) expect(other.body).toMatchObject({ status: 409, code: 'plan.duplicate', existingId: made?.body.id });
});

test.each(rounds)('posts added at once are all there (%i)', async () => {
  const plan = await c.plan(c.health, nextWeek());
  const [account] = await c.accountsOf(c.health);
  await Promise.all(Array.from({ length: 6 }, (_, n) => c.send(c.health, 'post', `/content-plans/${plan.id}/items`, { ...post(plan, n), accountIds: [account?.id] })));
  const after = await c.view(plan.id);
  expect([after.items.length, after.version]).toEqual([6, plan.version + 6]);
});

test.each(rounds)('sent and declared without news pegs at once: one of them (%i)', async () => {
  const plan = await c.fill(c.health, await c.plan(c.health, nextWeek()), 1);
  const answers = await Promise.all([
    c.send(c.health, 'post', `/content-plans/${plan.id}/submit`, { fewerReason: 'Мало' }),
    c.send(c.health, 'post', `/content-plans/${plan.id}/submit`, { fewerReason: 'Мало' }),
    c.send(c.health, 'post', `/content-plans/${plan.id}/no-news-pegs`, {}),
  ]);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const after = await c.view(plan.id);
  expect([after.status, after.versions.length]).toEqual(['submitted', 1]);
});

test('the same Idempotency-Key twice at once adds one post and answers alike', async () => {
  const plan = await c.plan(c.health, nextWeek());
  const [account] = await c.accountsOf(c.health);
  const key = { 'idempotency-key': newId() };
  const add = () => c.send(c.health, 'post', `/content-plans/${plan.id}/items`, { ...post(plan, 0), accountIds: [account?.id] }, key);
  const [first, second] = await Promise.all([add(), add()]);
  expect([first?.status, second?.status, second?.text]).toEqual([201, 201, first?.text]);
  expect((await c.view(plan.id)).items).toHaveLength(1);
});

test('the timetable’s task run by many at once, beside people opening plans, leaves one plan and one term a week', async () => {
  const other = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock });
  try {
    t.clock.set('2021-02-08T09:00:00+10:00');
    await createAccounts(t);
    await Promise.all([openDue(t), openDue(other), openDue(t), c.send(c.forests, 'post', '/content-plans', { week: '2021-W08' }), openDue(other)]);
    const doubled = await t.get(Database).rows(
      `SELECT authority_id, week FROM content_plan p LEFT JOIN deadline d ON d.subject_id = p.id AND d.obligation = 'plan.submit' AND d.state = 'open'
       WHERE p.week IN ('2021-W07', '2021-W08', '2021-W09') AND p.authority_id IS NOT NULL GROUP BY 1, 2 HAVING count(d.id) <> 1`,
    );
    expect(doubled).toEqual([]);
    const [{ n } = { n: 0 }] = await t.get(Database).rows<{ n: number }>(`SELECT count(*)::int AS n FROM content_plan WHERE week = '2021-W08' AND authority_id = $1`, [seedIds.authority('upr-lesami')]);
    expect(n).toBe(1);
  } finally {
    await other.close();
  }
});

test('what is killed in the middle leaves nothing half-done, and the next run does it whole', async () => {
  t.clock.set('2021-06-07T09:00:00+10:00');
  const db = t.get(Database);
  const count = async () => (await db.rows<{ plans: number; terms: number; events: number }>(
    `SELECT (SELECT count(*)::int FROM content_plan WHERE week = '2021-W24') AS plans,
       (SELECT count(*)::int FROM deadline d JOIN content_plan p ON p.id = d.subject_id WHERE p.week = '2021-W24' AND d.obligation = 'plan.submit') AS terms,
       (SELECT count(*)::int FROM event e WHERE e.type = 'plan.open' AND e.details->>'week' = '2021-W24') AS events`,
  ))[0];
  // The connection dies once the plans and the terms are written, before the commit.
  await db.separately(() => db.change(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$`));
  await db.separately(() => db.change(`CREATE TRIGGER die BEFORE INSERT ON event FOR EACH ROW WHEN (NEW.type = 'plan.open') EXECUTE FUNCTION die()`));
  await expect(openDue(t)).rejects.toThrow();
  expect(await count()).toEqual({ plans: 0, terms: 0, events: 0 });
  await db.separately(() => db.change(`DROP TRIGGER die ON event`));
  await openDue(t);
  await openDue(t);
  const after = await count();
  expect(after?.plans).toBeGreaterThan(5);
  expect([after?.terms, after?.events]).toEqual([after?.plans, after?.plans]);
});
