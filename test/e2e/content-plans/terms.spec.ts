import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addWeeks, isoWeekOf, type PlanView } from '../../../src/content-plans/index.js';
import { DueDeadlines } from '../../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { createPerson, type Person, seedIds } from '../../support/factories.js';
import { openDue, openPlanTerms, type PlanCast, planCast, planTerm } from '../../support/plans.js';

let t: TestApp;
let c: PlanCast;
let admin: Person;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-01T09:00:00+10:00' });
  c = await planCast(t);
  admin = await createPerson(t, { role: 'admin' });
  await openDue(t);
});
afterAll(() => t.close());

const iso = (local: string): string => `${local.replace(' ', 'T')}+10:00`;
const fireAt = async (local: string): Promise<void> => {
  t.clock.set(khv(local));
  await t.get(DueDeadlines).fireDue();
};
const fewer = { fewerReason: 'Мало новостей' };
const marks = async (plan: PlanView, key: string): Promise<[string, string][]> => {
  const { items } = (await c.send(c.clerk, 'get', `/content-plans/${plan.id}/history`)).body as { items: { event: string; at: string; details: { obligation?: string } }[] };
  return items.filter(({ event, details }) => event.startsWith('deadline.') && details.obligation === key).map(({ event, at }) => [event, at]);
};

describe('A-6: plan.submit of the authority', () => {
  /** Due on Thursday, 18 June 2020, 17:00; the term begins on Monday. Its 31 working hours are at half on Tuesday at 17:30 (8 + 7½). */
  const due = '2020-06-18 17:00:00';

  test('is met one second before it is due', async () => {
    t.clock.set(khv('2020-06-18 16:59:59'));
    let plan = await c.fill(c.health, await c.plan(c.health, '2020-W26'), 1);
    plan = await c.act(c.health, plan, 'submit', fewer);
    expect(plan.late).toBe(false);
    expect(planTerm(plan, 'plan.submit')).toMatchObject({ state: 'met', metAt: iso('2020-06-18 16:59:59'), passedAt: null });
  });

  test('warns at half and 15 minutes before, passes once, and is met late afterwards: accepted and marked', async () => {
    let plan = await c.plan(c.forests, '2020-W26');
    expect(planTerm(plan, 'plan.submit')).toMatchObject({
      clause: 'A-6', state: 'open', dueAt: iso(due), startedAt: '2020-06-15T00:00:00+10:00',
      bearer: { role: 'authority', authorityId: c.forests.authorityId, contactId: null },
    });
    await fireAt('2020-06-16 17:29:59');
    expect(await marks(plan, 'plan.submit')).toEqual([]);
    await fireAt('2020-06-16 17:30:00');
    await fireAt('2020-06-18 16:44:59');
    await fireAt('2020-06-18 16:45:00');
    await fireAt('2020-06-18 16:59:59');
    expect(await marks(plan, 'plan.submit')).toEqual([['deadline.half', iso('2020-06-16 17:30:00')], ['deadline.soon', iso('2020-06-18 16:45:00')]]);
    expect(planTerm(await c.view(plan.id), 'plan.submit').state).toBe('open');
    await fireAt(due);
    await t.get(DueDeadlines).fireDue();
    expect((await marks(plan, 'plan.submit')).at(-1)).toEqual(['deadline.passed', iso(due)]);
    expect(planTerm(await c.view(plan.id), 'plan.submit')).toMatchObject({ state: 'overdue', passedAt: iso(due) });
    plan = await c.fill(c.forests, await c.view(plan.id, c.forests), 1);
    plan = await c.act(c.forests, plan, 'submit', fewer);
    expect(plan).toMatchObject({ status: 'submitted', late: true, receivedAt: iso(due) });
    expect(planTerm(plan, 'plan.submit')).toMatchObject({ state: 'met-late', metAt: iso(due), passedAt: iso(due) });
    expect(await marks(plan, 'plan.submit')).toHaveLength(3);
  });
});

test('D-6: a municipality that has not joined owes neither terms of its account nor plans; from its joining it does', async () => {
  const authorityId = seedIds.authority('go-khabarovsk');
  t.clock.set(khv('2020-06-18 17:30:00'));
  const made = await c.send(c.clerk, 'post', '/accounts', { authorityId, network: 'vk', url: 'https://vk.com/khv_city', name: 'Хабаровск' });
  expect([made.status, made.body.deadlines]).toEqual([201, []]);
  await openDue(t);
  const plans = async () => (await c.send(c.clerk, 'get', `/content-plans?authorityId=${authorityId}`)).body.items as { week: string }[];
  const inWeek = async () => ((await c.send(c.clerk, 'get', '/content-plans/week/2020-W27')).body.rows as { authority: { id: string } | null }[]).some(({ authority }) => authority?.id === authorityId);
  expect([await plans(), await inWeek()]).toEqual([[], false]);
  expect((await c.send(admin, 'post', `/directory/duties/${authorityId}/join`, { act: 'Постановление администрации' })).status).toBe(200);
  await openDue(t);
  expect([(await plans()).length > 0, await inWeek()]).toEqual([true, true]);
  const changed = await c.send(admin, 'patch', `/authorities/${authorityId}`, { name: 'Городской округ Хабаровск' });
  expect(changed.status).toBe(200);
  const account = await c.send(c.clerk, 'get', `/accounts/${made.body.id}`);
  expect((account.body.deadlines as { obligation: string }[]).map(({ obligation }) => obligation).toSorted()).toEqual(['account.link', 'account.register']);
});

test('A-5.4: the notice is due at the same hour, late ones are accepted and marked', async () => {
  t.clock.set(khv('2020-06-25 16:59:59'));
  await openDue(t);
  const inTime = await c.act(c.health, await c.plan(c.health, '2020-W27'), 'no-news-pegs');
  expect(inTime.late).toBe(false);
  expect(planTerm(inTime, 'plan.submit')).toMatchObject({ state: 'met', dueAt: iso('2020-06-25 17:00:00') });
  t.clock.set(khv('2020-06-25 17:00:00'));
  const late = await c.act(c.forests, await c.plan(c.forests, '2020-W27'), 'no-news-pegs');
  expect(late).toMatchObject({ status: 'no-news-pegs', late: true });
  expect(planTerm(late, 'plan.submit')).toMatchObject({ state: 'met-late', metAt: iso('2020-06-25 17:00:00') });
});

/** One working day, from the day after (Civil Code art. 191) to close of business (art. 194); worked out by hand. */
const oneDay = [
  ['on a plain Tuesday', '2020-07-14 10:07:13', '2020-07-15 18:00:00'],
  ['in the lunch break', '2020-07-14 13:20:13', '2020-07-15 18:00:00'],
  ['on a Friday', '2020-07-17 17:59:59', '2020-07-20 18:00:00'],
  ['on a Saturday', '2020-07-18 12:00:00', '2020-07-20 18:00:00'],
  ['on a Sunday, at its last second', '2020-07-19 23:59:59', '2020-07-20 18:00:00'],
  ['in the evening', '2020-07-14 20:15:13', '2020-07-15 18:00:00'],
  ['before the shortened eve of 4 November', '2020-11-02 11:00:00', '2020-11-03 17:00:00'],
  ['on that eve: over the holiday', '2020-11-03 11:00:00', '2020-11-05 18:00:00'],
  ['over to a working, shortened Saturday', '2021-02-19 11:00:00', '2021-02-20 17:00:00'],
  ['on that Saturday: over Sunday, its day off and the holiday', '2021-02-20 11:00:00', '2021-02-24 18:00:00'],
  ['over the decree days of November 2021', '2021-10-29 11:00:00', '2021-11-08 18:00:00'],
] as const;

describe.each(oneDay)('received %s (%s)', (_, start, due) => {
  const sent = async (): Promise<PlanView> => {
    t.clock.set(khv(start));
    // A plan of a week of its own, so that the situations do not meet.
    const plan = await c.plan(c.health, nextWeek());
    return c.act(c.health, await c.fill(c.health, plan, 1), 'submit', fewer);
  };

  test('A-7.1: plan.review of the committee', async () => {
    const plan = await sent();
    expect(planTerm(plan, 'plan.review')).toMatchObject({ clause: 'A-7.1', state: 'open', startedAt: iso(start), dueAt: iso(due), bearer: { role: 'committee' } });
    expect(openPlanTerms(plan).filter((key) => key !== 'plan.submit')).toEqual(['plan.review']);
    t.clock.set(new Date(khv(due).getTime() - 1000));
    const decided = await c.act(c.clerk, plan, 'approve');
    expect(planTerm(decided, 'plan.review')).toMatchObject({ state: 'met', passedAt: null });
  });

  test('A-7.1: a decision at the due moment is late and accepted', async () => {
    const plan = await sent();
    t.clock.set(khv(due));
    const decided = await c.act(c.clerk, plan, 'recommend', { remarks: 'Подробнее' });
    expect(planTerm(decided, 'plan.review')).toMatchObject({ state: 'met-late', metAt: iso(due), passedAt: iso(due) });
  });

  test('A-7.2: plan.revise of the authority', async () => {
    const plan = await c.act(c.clerk, await sent(), 'recommend', { remarks: 'Подробнее' });
    expect(planTerm(plan, 'plan.revise')).toMatchObject({
      clause: 'A-7.2', state: 'open', startedAt: iso(start), dueAt: iso(due), bearer: { role: 'authority', authorityId: c.health.authorityId },
    });
    t.clock.set(new Date(khv(due).getTime() - 1000));
    const again = await c.act(c.health, plan, 'submit', fewer);
    expect(planTerm(again, 'plan.revise')).toMatchObject({ state: 'met' });
    expect(planTerm(again, 'plan.review').startedAt).toBe(iso(due.replace(/\d\d:\d\d:\d\d$/, (time) => (time === '18:00:00' ? '17:59:59' : '16:59:59'))));
  });
});

describe('a correction of the calendar moves what is open', () => {
  const declare = (date: string) => c.send(admin, 'put', `/calendar/overrides/${date}`, { kind: 'non-working', reason: 'Траур' });

  test('rule 4: a week left with one working day: that day; with none: the week before', async () => {
    t.clock.set(khv('2021-11-08 09:00:00'));
    await openDue(t);
    const plan = await c.plan(c.forests, '2021-W47');
    expect(planTerm(plan, 'plan.submit').dueAt).toBe(iso('2021-11-18 17:00:00'));
    const dueAfter = async (...dates: string[]) => {
      for (const date of dates) expect((await declare(date)).status).toBe(200);
      return planTerm(await c.view(plan.id), 'plan.submit').dueAt;
    };
    // Mon 15 – Fri 19 November 2021: day after day is declared non-working.
    expect(await dueAfter('2021-11-19')).toBe(iso('2021-11-17 17:00:00'));
    expect(await dueAfter('2021-11-15', '2021-11-16')).toBe(iso('2021-11-17 17:00:00'));
    expect(await dueAfter('2021-11-17')).toBe(iso('2021-11-18 17:00:00'));
    expect(await dueAfter('2021-11-18')).toBe(iso('2021-11-11 17:00:00'));
    expect((await marks(plan, 'plan.submit')).filter(([event]) => event === 'deadline.moved')).toHaveLength(3);
    expect((await c.view(plan.id)).submitBy).toBe(iso('2021-11-11 17:00:00'));
  });

  test('who lost the last account owes nothing that is not due yet, and owes anew with a new one', async () => {
    const plan = await c.plan(c.forests, '2021-W47');
    const [account] = await c.accountsOf(c.forests);
    const before = openPlanTerms(plan);
    expect(before).toEqual(['plan.submit']);
    await c.send(c.clerk, 'delete', `/accounts/${account?.id}`);
    await openDue(t);
    const released = await c.view(plan.id);
    expect(planTerm(released, 'plan.submit')).toMatchObject({ state: 'cancelled', cancelReason: 'no-accounts' });
    await c.send(c.clerk, 'post', '/accounts', { authorityId: c.forests.authorityId, network: 'vk', url: 'https://vk.com/khv27_forests_new', name: 'Лес края' });
    await openDue(t);
    expect(openPlanTerms(await c.view(plan.id))).toEqual(['plan.submit']);
  });
});

/** Weeks ahead of the clock, one for each use. */
let far = 0;
function nextWeek(): string {
  far += 1;
  return addWeeks(isoWeekOf(t.clock.now().toISOString().slice(0, 10)), 12 + far);
}
