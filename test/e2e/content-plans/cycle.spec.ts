import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PlanFigures, type PlanView, type WeekView } from '../../../src/content-plans/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { DueDeadlines } from '../../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { createExecutor, type ContactPerson } from '../../support/factories.js';
import { expectPlan, openDue, type PlanCast, planCast, planTerm } from '../../support/plans.js';
import { Ledger } from '../../support/ledger.js';

const WEEK = '2020-W26';
let t: TestApp;
let c: PlanCast;
let offices: ContactPerson[];
/** Monday, 15 June 2020. Plans for the week of the 22nd are due on Thursday the 18th at 17:00. */
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-15T09:00:00+10:00' });
  c = await planCast(t);
  const db = t.get(Database);
  const bodies = await db.rows<{ id: string; code: string; accounts: number }>(
    `SELECT a.id, a.code, (SELECT count(*)::int FROM account c WHERE c.authority_id = a.id) AS accounts FROM authority a
     WHERE a.role IS DISTINCT FROM 'content-committee' ORDER BY 3 DESC, a.code LIMIT 30`,
  );
  // Those without an account get one.
  for (const { id, code, accounts } of bodies) {
    if (accounts > 0) continue;
    const entered = await c.send(c.clerk, 'post', '/accounts', { authorityId: id, network: 'vk', url: `https://vk.com/khv27_test_${code.replaceAll('-', '_')}`, name: code });
    expect([entered.status, entered.body.code]).toEqual([201, undefined]);
  }
  offices = [];
  for (const { code } of bodies) offices.push(code === 'min-zdrav' ? c.health : code === 'upr-lesami' ? c.forests : await createExecutor(t, { authorityCode: code }));
  await openDue(t);
});
afterAll(() => t.close());

const at = async (local: string): Promise<void> => {
  t.clock.set(khv(local));
  await t.get(DueDeadlines).fireDue();
};
const week = async (): Promise<WeekView> => (await c.send(c.clerk, 'get', `/content-plans/week/${WEEK}`)).body as WeekView;
const planOf = async (office: ContactPerson): Promise<PlanView> => {
  const { body } = await c.send(office, 'get', `/content-plans?week=${WEEK}`);
  expect(body.items).toHaveLength(1);
  return c.view(body.items[0].id, office);
};

test('A-5, A-6, A-7: the weekly cycle of thirty authorities, from Thursday 16:50 to Monday', async () => {
  expect(offices).toHaveLength(30);
  // 0–19 send in time, 20–22 give a notice, 23–26 are late, 27–29 never send.
  const [inTime, notices, late, never] = [offices.slice(0, 20), offices.slice(20, 23), offices.slice(23, 27), offices.slice(27)];
  for (const office of [...inTime, ...late]) await c.fill(office, await planOf(office), office === inTime[3] ? 3 : 5);

  await at('2020-06-18 16:50:00');
  expect((await week()).summary).toMatchObject({ authorities: 30, received: 0, awaited: 30, overdue: 0, awaitingDecision: 0 });
  for (const office of inTime) await c.act(office, await planOf(office), 'submit', office === inTime[3] ? { fewerReason: 'Отпуска' } : {});
  for (const office of notices) await c.act(office, await planOf(office), 'no-news-pegs', { comment: 'Событий нет' });
  expect((await week()).summary).toMatchObject({ received: 23, notices: 3, awaited: 7, overdue: 0, awaitingDecision: 20, late: 0, items: 98 + 20 });

  // 17:00: seven are missing.
  await at('2020-06-18 17:00:00');
  const thursday = await week();
  expect(thursday.summary).toMatchObject({ awaited: 7, overdue: 7, late: 0 });
  expect(thursday.rows.slice(0, 20).every(({ status }) => status === 'submitted')).toBe(true);
  const { body: overdue } = await c.send(c.clerk, 'get', `/content-plans?week=${WEEK}&overdue=true`);
  expect(overdue.items).toHaveLength(7);

  // Friday morning: the committee approves fifteen and recommends on five; four late ones come.
  await at('2020-06-19 09:30:00');
  const plans = new Map<ContactPerson, PlanView>();
  for (const office of inTime) plans.set(office, await planOf(office));
  for (const [index, office] of inTime.entries()) {
    const plan = plans.get(office) as PlanView;
    if (index < 15) await c.act(index % 2 ? c.colleague : c.clerk, plan, 'approve', { number: 1 });
    else await c.act(c.clerk, plan, 'recommend', { remarks: 'Больше о людях', items: [{ itemId: plan.items[0]?.id, text: 'Добавьте фото' }] });
  }
  for (const office of late) {
    const plan = await c.act(office, await planOf(office), 'submit');
    expect(plan).toMatchObject({ status: 'submitted', late: true });
    expect(planTerm(plan, 'plan.submit')).toMatchObject({ state: 'met-late', passedAt: '2020-06-18T17:00:00+10:00' });
    // Received on Friday: the decision is due at the close of Monday.
    expect(planTerm(plan, 'plan.review').dueAt).toBe('2020-06-22T18:00:00+10:00');
  }
  expect((await week()).summary).toMatchObject({ received: 27, late: 4, approved: 15, awaitingDecision: 4, awaited: 3, overdue: 3 });

  // Friday afternoon: four of five amend; the fifth does on Monday evening, after its term.
  await at('2020-06-19 15:00:00');
  const toRevise = inTime.slice(15);
  for (const office of toRevise.slice(0, 4)) {
    const plan = await planOf(office);
    expect(planTerm(plan, 'plan.revise').dueAt).toBe('2020-06-22T18:00:00+10:00');
    const [item] = plan.items;
    await expectPlan(await c.send(office, 'patch', `/content-plans/${plan.id}/items/${item?.id}`, { format: 'photo', newsPeg: 'День медика' }));
    const again = await c.act(office, plan, 'submit');
    expect((await c.send(c.clerk, 'get', `/content-plans/${plan.id}/changes`)).body.changes).toMatchObject({ added: [], removed: [], changed: [{ itemId: item?.id }] });
    expect(again.currentNumber).toBe(2);
  }

  // Monday: the week has begun, the committee decides on what waits.
  await at('2020-06-22 10:00:00');
  const monday = await week();
  expect(monday.summary.awaitingDecision).toBe(8);
  const waiting = monday.rows.filter(({ status }) => status === 'submitted');
  expect(waiting.map(({ dueAt }) => dueAt)).toEqual(waiting.map(({ dueAt }) => dueAt).toSorted());
  for (const { planId } of waiting) await c.act(c.colleague, { id: planId ?? '' }, 'approve');
  await at('2020-06-22 18:00:00');
  const last = await planOf(toRevise[4] as ContactPerson);
  expect(planTerm(last, 'plan.revise').state).toBe('overdue');
  const revised = await c.act(toRevise[4] as ContactPerson, last, 'submit');
  expect(planTerm(revised, 'plan.revise').state).toBe('met-late');

  const end = await week();
  expect(end.summary).toMatchObject({ authorities: 30, received: 27, late: 4, notices: 3, approved: 23, awaitingDecision: 1, awaited: 3, overdue: 3, items: 118 });
  expect(end.load[0]).toEqual({ date: '2020-06-22', items: 48, hours: [{ hour: 10, items: 24 }, { hour: 16, items: 24 }] });
  expect(end.load.reduce((sum, { items }) => sum + items, 0)).toBe(118);

  const figures = await t.get(PlanFigures).between(khv('2020-06-01 00:00'), khv('2020-07-01 00:00'));
  const of = (office?: ContactPerson) => figures.find(({ authorityId }) => authorityId === office?.authorityId);
  expect(of(inTime[0])).toMatchObject({ plans: { onTime: 1, late: 0, notices: 0 }, items: { planned: 5, published: 0 }, reviews: { onTime: 1, late: 0, open: 0 } });
  expect(of(late[0])).toMatchObject({ plans: { onTime: 0, late: 1 }, reviews: { onTime: 1 } });
  expect(of(notices[0])).toMatchObject({ plans: { onTime: 1, notices: 1 }, items: { planned: 0 }, reviews: { onTime: 0, late: 0, open: 0 } });
  expect(of(never[0])).toMatchObject({ plans: { onTime: 0, late: 0, missing: 1 } });
  expect(figures.reduce((sum, { items }) => sum + items.planned, 0)).toBe(118);
  const ledger = await Ledger.open(t.databaseUrl);
  await ledger.expectWhole(t.clock.now());
  await ledger.close();
}, 180_000);
