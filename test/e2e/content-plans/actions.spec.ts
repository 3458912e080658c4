import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addWeeks, isoWeekOf, type PlanState, type PlanView } from '../../../src/content-plans/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { createExecutor, createPerson, type Person } from '../../support/factories.js';
import { type PlanCast, planCast, post } from '../../support/plans.js';

let t: TestApp;
let c: PlanCast;
let others: Record<'own' | 'foreign' | 'committee' | 'curator' | 'it-ministry' | 'admin', Person>;
beforeAll(async () => {
  t = await startTestApp();
  c = await planCast(t);
  others = {
    own: c.health,
    foreign: await createExecutor(t, { authorityCode: 'min-zhkh' }),
    committee: c.clerk,
    curator: await createPerson(t, { role: 'curator', authorityCode: 'gu-vnutr-politiki' }),
    'it-ministry': await createPerson(t, { role: 'it-ministry' }),
    admin: await createPerson(t, { role: 'admin' }),
  };
});
afterAll(() => t.close());

const fewer = { fewerReason: 'Мало новостей' };
const opened = (who: Person, posts = 1) => async () => {
  // A week further on, so that each plan has a week of its own.
  t.clock.advance(7 * 86_400_000);
  const plan = await c.plan(who, addWeeks(isoWeekOf(t.clock.now().toISOString().slice(0, 10)), 1));
  return posts > 0 ? c.fill(who, plan, posts) : plan;
};
const sent = async () => c.act(c.health, await opened(c.health)(), 'submit', fewer);
const settled = async () => c.act(c.clerk, await opened(c.clerk)(), 'submit', fewer);
const noPegs = async () => c.act(c.health, await opened(c.health, 0)(), 'no-news-pegs');

/** Ways over the interface to every state, of an authority's plan and of the Government's. */
const ways: Record<string, { state: PlanState; government: boolean; go: () => Promise<PlanView> }> = {
  draft: { state: 'draft', government: false, go: opened(later('own')) },
  submitted: { state: 'submitted', government: false, go: sent },
  recommended: { state: 'recommended', government: false, go: async () => c.act(c.clerk, await sent(), 'recommend', { remarks: 'Яснее' }) },
  approved: { state: 'approved', government: false, go: async () => c.act(c.clerk, await sent(), 'approve') },
  amended: { state: 'amended', government: false, go: async () => c.act(c.health, await c.act(c.clerk, await sent(), 'approve'), 'amend', { reason: 'Новость' }) },
  'no-news-pegs': { state: 'no-news-pegs', government: false, go: noPegs },
  'draft, the Government’s': { state: 'draft', government: true, go: opened(later('committee')) },
  'approved, the Government’s': { state: 'approved', government: true, go: settled },
  'amended, the Government’s': { state: 'amended', government: true, go: async () => c.act(c.clerk, await settled(), 'amend', { reason: 'Новость' }) },
};

/** Each act as a request on a plan. */
const requests: Record<string, (plan: PlanView) => { method: 'post' | 'patch' | 'delete'; path: string; body?: object }> = {
  'add a post': (plan) => ({ method: 'post', path: 'items', body: { ...post(plan, 5), accountIds: plan.items[0]?.accountIds ?? [] } }),
  'change a post': (plan) => ({ method: 'patch', path: `items/${plan.items[0]?.id}`, body: { time: '11:11' } }),
  'repeat a post': (plan) => ({ method: 'post', path: `items/${plan.items[0]?.id}/duplicate`, body: {} }),
  'remove a post': (plan) => ({ method: 'delete', path: `items/${plan.items[0]?.id}` }),
  submit: () => ({ method: 'post', path: 'submit', body: fewer }),
  'no-news-pegs': () => ({ method: 'post', path: 'no-news-pegs', body: {} }),
  approve: () => ({ method: 'post', path: 'approve', body: {} }),
  recommend: () => ({ method: 'post', path: 'recommend', body: { remarks: 'Подробнее' } }),
  amend: () => ({ method: 'post', path: 'amend', body: { reason: 'Новость' } }),
  'not-published': (plan) => ({ method: 'post', path: `items/${plan.items[0]?.id}/not-published`, body: { reason: 'Дождь' } }),
};
const edits = ['add a post', 'change a post', 'repeat a post', 'remove a post'];

/** What may be done, by hand from the regulation: state → who → acts that succeed. */
const may: Record<string, Partial<Record<'own' | 'committee', string[]>>> = {
  draft: { own: [...edits, 'submit'] },
  submitted: { own: ['not-published'], committee: ['approve', 'recommend'] },
  recommended: { own: [...edits, 'submit', 'not-published'] },
  approved: { own: ['amend', 'not-published'] },
  amended: { own: [...edits, 'submit', 'not-published'] },
  // No posts: there is nothing to edit or to publish.
  'no-news-pegs': { own: ['amend'] },
  'draft, the Government’s': { committee: [...edits, 'submit'] },
  'approved, the Government’s': { committee: ['amend', 'not-published'] },
  'amended, the Government’s': { committee: [...edits, 'submit', 'not-published'] },
};
/** The acts of the table as views name them. */
const named = (acts: string[], state: string): string[] => [
  ...new Set(acts.map((act) => (edits.includes(act) ? 'edit' : act === 'not-published' ? 'record-outcome' : act))),
  ...(['draft', 'amended'].includes(state) ? ['no-news-pegs'] : []),
];

describe.each(Object.entries(ways))('%s', (name, { state, government, go }) => {
  test.each(['own', 'foreign', 'committee', 'curator', 'it-ministry', 'admin'] as const)('%s', async (who) => {
    const person = others[who];
    const plan = await go();
    expect([plan.status, plan.government]).toEqual([state, government]);
    const seen = await c.send(person, 'get', `/content-plans/${plan.id}`);
    const stranger = who === 'foreign' || (government && who === 'own');
    const outsider = ['curator', 'it-ministry', 'admin'].includes(who);
    expect(seen.status).toBe(outsider ? 403 : stranger ? 404 : 200);
    const allowed = (who === 'own' || who === 'committee') ? (may[name]?.[who] ?? []) : [];
    if (seen.status === 200) expect((seen.body as PlanView).allowedActions.toSorted()).toEqual(named(allowed, who === 'own' ? name : '').toSorted());
    for (const [act, request] of Object.entries(requests)) {
      // Each act meets the state anew, unless the one before was refused and left it as it was.
      const before = await c.view(plan.id);
      const target = before.version === plan.version ? before : await go();
      const { method, path, body } = request(target);
      const answer = await c.send(person, method, `/content-plans/${target.id}/${path}`, body);
      const succeeds = allowed.includes(act);
      const onlyCommittee = ['approve', 'recommend'].includes(act) && (who === 'own' || who === 'foreign');
      const onlyAuthority = act === 'no-news-pegs' && who === 'committee';
      const inBody = path.includes('undefined') || (act === 'add a post' && target.items.length === 0);
      const known = act === 'no-news-pegs' && ['draft', 'amended'].includes(name) && who === 'own';
      const expected = succeeds
        ? [act === 'add a post' || act === 'repeat a post' ? 201 : 200, undefined]
        : outsider || onlyCommittee || onlyAuthority ? [403, 'auth.forbidden']
        : inBody ? [400, 'validation.failed']
        : stranger ? [404, 'not-found']
        // With a post in it the notice is refused for that.
        : known ? [409, 'plan.not-empty'] : [409, 'plan.action-not-allowed'];
      expect([act, answer.status, answer.status < 300 ? undefined : answer.body.code]).toEqual([act, ...expected]);
      if (!succeeds) expect((await c.view(target.id)).version).toBe(target.version);
    }
  });
});

/** Somebody who is known only once the application runs. */
function later(who: keyof typeof others): Person {
  return new Proxy({} as Person, { get: (_, member) => others[who][member as keyof Person] });
}
