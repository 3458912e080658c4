import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addWeeks, isoWeekOf, type PlanView } from '../../../src/content-plans/index.js';
import { DueDeadlines } from '../../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { Ledger } from '../../support/ledger.js';
import { openDue, type PlanCast, planCast, post } from '../../support/plans.js';

let t: TestApp;
let c: PlanCast;
beforeAll(async () => {
  t = await startTestApp();
  c = await planCast(t);
});
afterAll(() => t.close());

const people = ['health', 'forests', 'clerk', 'colleague'] as const;
const step = fc.record({
  act: fc.constantFrom('add', 'add', 'change', 'duplicate', 'remove', 'copy', 'submit', 'submit', 'submit', 'notice', 'approve', 'approve', 'recommend', 'recommend', 'amend', 'published', 'missed', 'fire'),
  who: fc.constantFrom('right', 'right', 'right', 'right', 'right', ...people),
  post: fc.nat(13),
  stale: fc.integer({ min: 0, max: 11 }).map((n) => n === 0),
  reason: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  minutes: fc.oneof(fc.nat(50), fc.nat(600), fc.nat(3000)),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What must be open in a state; written down by hand from the regulation, not read from the table. */
const owed: Record<PlanView['status'], string[]> = {
  draft: ['plan.submit'], submitted: ['plan.review'], recommended: ['plan.revise'], approved: [], amended: [], 'no-news-pegs': [],
};

async function attempt(s: Step, plan: PlanView): Promise<number> {
  const item = plan.items[s.post % Math.max(1, plan.items.length)];
  const [account] = await c.accountsOf(plan.government ? c.clerk : c.health);
  const path = `/content-plans/${plan.id}`;
  const committee = ['approve', 'recommend'].includes(s.act);
  const right = committee || plan.government ? 'clerk' : 'health';
  const who = c[s.who === 'right' ? right : s.who];
  const at = `${path}/items/${item?.id}`;
  const link = `https://vk.com/wall-1_${s.post}`;
  const requests: Record<Exclude<Step['act'], 'fire'>, ['post' | 'patch' | 'delete', string, object | undefined]> = {
    add: ['post', `${path}/items`, { ...post(plan, s.post), accountIds: [account?.id] }],
    change: ['patch', at, { time: `1${s.post % 10}:30` }],
    duplicate: ['post', `${at}/duplicate`, { time: `0${s.post % 10}:15` }],
    remove: ['delete', at, undefined],
    copy: ['post', `${path}/copy-last-week`, {}],
    submit: ['post', `${path}/submit`, s.reason ? { fewerReason: 'Мало новостей' } : {}],
    notice: ['post', `${path}/no-news-pegs`, {}],
    approve: ['post', `${path}/approve`, s.stale ? { number: 1 } : {}],
    recommend: ['post', `${path}/recommend`, s.reason ? { remarks: 'Яснее', items: item ? [{ itemId: item.id, text: 'Фото' }] : [] } : { items: [] }],
    amend: ['post', `${path}/amend`, { reason: 'Новость' }],
    published: ['post', `${at}/published`, { accountId: item?.accountIds[0] ?? account?.id, url: link }],
    missed: ['post', `${at}/not-published`, { reason: 'Дождь' }],
  };
  if (s.act === 'fire') {
    await t.get(DueDeadlines).fireDue();
    return 204;
  }
  const [method, to, body] = requests[s.act];
  const answer = await c.send(who, method, to, body, s.stale ? { 'if-match': `"${plan.version + 7}"` } : {});
  expect(answer.status).toBeLessThan(500);
  return answer.status;
}

/** What holds at every moment. */
function hold(plan: PlanView, before: PlanView): void {
  const open = plan.deadlines.filter(({ state }) => state === 'open' || state === 'overdue').map(({ obligation }) => obligation);
  expect(open).toEqual(plan.government ? [] : owed[plan.status]);
  // Versions are only added to, and each is as it was but for its decision.
  expect(plan.versions.slice(0, before.versions.length).map(({ number, submittedAt, items }) => [number, submittedAt, items])).toEqual(
    before.versions.map(({ number, submittedAt, items }) => [number, submittedAt, items]),
  );
  expect(plan.versions.map(({ number }) => number)).toEqual(plan.versions.map((_, index) => index + 1));
  expect(plan.versions.filter(({ status }) => status === 'in-review').length).toBe(plan.status === 'submitted' ? 1 : 0);
  if (plan.status === 'approved') expect([plan.approvedNumber, plan.unsent]).toEqual([plan.currentNumber, null]);
  if (plan.status === 'submitted') expect([plan.currentNumber, plan.unsent]).toEqual([plan.versions.length, null]);
  const sent = plan.versions.at(-1);
  if (sent && ['submitted', 'approved'].includes(plan.status)) expect(sent.items).toBe(plan.items.length);
  if (sent && sent.items < plan.minimum) expect(sent.fewerReason).not.toBeNull();
  expect(plan.receivedAt !== null).toBe(plan.versions.length > 0 || plan.notice !== null);
  if (before.receivedAt) expect([plan.receivedAt, plan.late]).toEqual([before.receivedAt, before.late]);
  const submit = plan.deadlines.filter(({ obligation }) => obligation === 'plan.submit');
  expect(submit.length).toBe(plan.government ? 0 : 1);
  if (submit[0]?.metAt) expect([submit[0].state, submit[0].metAt]).toEqual([plan.late ? 'met-late' : 'met', plan.receivedAt]);
  const { planned, published, notPublished, open: left } = plan.execution;
  expect(planned).toBe(published + notPublished + left);
  expect(left).toBeGreaterThanOrEqual(0);
}

test('whatever anybody tries in whatever order, the invariants hold', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(false, false, true), fc.array(step, { minLength: 20, maxLength: 40 }), async (government, steps) => {
      t.clock.advance(7 * 86_400_000);
      await openDue(t);
      const week = addWeeks(isoWeekOf(t.clock.now().toISOString().slice(0, 10)), 2);
      let plan = await c.plan(government ? c.clerk : c.health, week);
      for (const s of steps) {
        t.clock.advance(s.minutes * 60_000);
        const before = plan;
        const status = await attempt(s, plan);
        plan = await c.view(plan.id);
        if (status >= 400) expect(plan.version).toBe(before.version);
        else if (status < 204) expect(plan.version).toBe(before.version + 1);
        hold(plan, before);
        seen.add(`${plan.status}${government ? ', the Government’s' : ''}`);
      }
      await t.get(DueDeadlines).fireDue();
      // The history replays to the present state.
      const { items } = (await c.send(c.clerk, 'get', `/content-plans/${plan.id}/history`)).body as { items: { from: string | null; to: string | null }[] };
      let state: string | null = null;
      for (const { from, to } of items) {
        if (!to) continue;
        expect(from).toBe(state);
        state = to;
      }
      expect(state).toBe(plan.status);
    }),
    { numRuns: 35 },
  );
  // The walk is worth something only if it gets about: six states of an authority's plan, three of the Government's.
  expect(seen.size).toBeGreaterThanOrEqual(8);
  const ledger = await Ledger.open(t.databaseUrl);
  await ledger.expectWhole(t.clock.now());
  await ledger.close();
}, 300_000);
