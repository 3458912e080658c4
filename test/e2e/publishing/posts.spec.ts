import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountRefs } from '../../../src/accounts/index.js';
import { type PlanView, SendDuePosts } from '../../../src/content-plans/index.js';
import { systemActor } from '../../../src/identity/index.js';
import type { Network } from '../../../src/networks/index.js';
import { MovableClock } from '../../../src/platform/clock/index.js';
import { JobQueue } from '../../../src/platform/jobs/index.js';
import { AddCredential, SendDeliveries } from '../../../src/publishing/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import type { Person } from '../../support/factories.js';
import { media } from '../../support/media.js';
import { vkError } from '../../support/networks/index.js';
import { type FakeNetworks, fakeNetworks, OWNER } from '../../support/networks/town.js';
import { expectPlan, type PlanCast, planCast, post } from '../../support/plans.js';

let t: TestApp;
let c: PlanCast;
let fakes: FakeNetworks;
let accounts: Partial<Record<Network, string>>;
let weeks = 26;

beforeAll(async () => {
  const clock = MovableClock.frozen('2020-06-17T10:00:00+10:00');
  fakes = await fakeNetworks(() => clock.now());
  t = await startTestApp({ clock, env: fakes.env });
  c = await planCast(t);
  accounts = Object.fromEntries((await t.get(AccountRefs).ofOwner(c.health.authorityId)).map(({ network, id }) => [network, id]));
  const add = (network: 'vk' | 'facebook' | 'instagram', kind: 'community' | 'user' | 'page' | 'professional', accessToken: string) =>
    t.get(AddCredential).execute(systemActor, { network, kind, accountId: accounts[network], ownerId: OWNER[network], accessToken });
  await add('vk', 'community', 'vk-community');
  await add('vk', 'user', 'vk-user');
  await add('facebook', 'page', 'fb-token');
  await add('instagram', 'professional', 'ig-token');
});
afterAll(async () => {
  expect(fakes.violations()).toEqual([]);
  await t.close();
  await fakes.stop();
});

/** A plan of a week of its own with five posts; the first as given, at 10:00 on Monday. */
async function written(first: object, person: Person = c.health): Promise<PlanView> {
  weeks += 1;
  const plan = await c.plan(person, `2020-W${weeks}`);
  const item = { ...post(plan, 0), text: `Новость недели ${weeks}`, accountIds: [accounts.vk], way: 'network', ...first };
  expectPlan(await c.send(person, 'post', `/content-plans/${plan.id}/items`, item), 201);
  return c.fill(person, await c.view(plan.id), 4, { ...post(plan, 9), date: plan.to });
}
const submitted = async (first: object) => c.act(c.health, await written(first), 'submit');
const approved = async (first: object) => c.act(c.clerk, await submitted(first), 'approve');

const first = async (plan: PlanView): Promise<PlanView['items'][number]> => {
  const found = (await c.view(plan.id)).items[0];
  if (!found) throw new Error('The plan has posts');
  return found;
};
/** The clock comes to Monday's post of the plan, and what was due is worked off. */
async function comes(plan: PlanView, time = '10:00', date = plan.from): Promise<void> {
  if (khv(`${date} ${time}`) > t.clock.now()) t.clock.set(khv(`${date} ${time}`));
  await t.get(SendDuePosts).execute();
  await t.get(SendDeliveries).execute();
}
const wall = (text: string) => fakes.vk.posts.filter((one) => one.text === text).length;
const events = async (plan: PlanView) => ((await c.send(c.clerk, 'get', `/content-plans/${plan.id}/history`)).body.items as { event: string; title: string }[]).map(({ event }) => event);

describe('an approved post goes out by itself at its time', () => {
  it('not a second earlier; its link is its outcome, once', async () => {
    const plan = await approved({});
    expect((await first(plan)).posts).toMatchObject([{ state: 'waiting', dueAt: expect.stringContaining('T10:00:00+10:00'), delivery: null }]);
    await comes(plan, '09:59');
    expect(wall(`Новость недели ${weeks}`)).toBe(0);
    await comes(plan);
    await comes(plan);
    const item = await first(plan);
    expect(item.posts).toMatchObject([{ state: 'handed', delivery: { state: 'published', kind: 'post' } }]);
    expect(item.outcomes).toMatchObject([{ accountId: accounts.vk, url: item.posts[0]?.delivery?.url, reason: null }]);
    expect(wall(`Новость недели ${weeks}`)).toBe(1);
    expect((await events(plan)).filter((event) => event === 'plan.published')).toHaveLength(1);
  });

  it('in every account of its own, its photos with it', async () => {
    const uploaded = await t.http.post('/api/v1/attachments').set(c.health.auth).attach('file', media.jpeg(), 'foto.jpg');
    expect(uploaded.status).toBe(201);
    const plan = await approved({ accountIds: [accounts.vk, accounts.facebook, accounts.instagram], attachments: [uploaded.body.id ?? uploaded.body.items[0].id] });
    await comes(plan);
    const item = await first(plan);
    expect(item.outcomes.map(({ url }) => url !== null)).toEqual([true, true, true]);
    expect(fakes.vk.posts.at(-1)?.attachments).toMatch(/^photo/);
  });

  it('what the connection lost is found, not written again', async () => {
    const plan = await approved({});
    fakes.vk.fail({ on: 'wall.post', kind: 'cut-after' });
    await comes(plan);
    expect((await first(plan)).posts).toMatchObject([{ delivery: { state: 'unknown' } }]);
    t.clock.advance(3000);
    await comes(plan);
    expect((await first(plan)).outcomes).toHaveLength(1);
    expect(wall(`Новость недели ${weeks}`)).toBe(1);
  });

  it('wake-ups are put into the queue for the next minutes, one for each moment', async () => {
    const plan = await approved({});
    t.clock.set(khv(`${plan.from} 09:57`));
    await t.get(SendDuePosts).sweep();
    const delayed = (await t.get(JobQueue).queue('publishing').getDelayed()).map((job) => job.id);
    expect(delayed).toContain(`post-${khv(`${plan.from} 10:00`).getTime() / 1000}`);
  });
});

describe('what waits for a hand', () => {
  it('a post by hand is there at its time with its text; the link a person gives ends it', async () => {
    const plan = await approved({ way: 'by-hand' });
    await comes(plan);
    const item = await first(plan);
    expect(item.posts).toMatchObject([{ delivery: { state: 'manual', reason: 'planned-by-hand', text: `Новость недели ${weeks}`, link: expect.stringContaining('vk.com') } }]);
    const waiting = await c.send(c.health, 'get', '/deliveries?state=manual');
    expect(waiting.body.items.map(({ id }: { id: string }) => id)).toContain(item.posts[0]?.delivery?.id);
    const url = 'https://vk.com/wall-77_555';
    expectPlan(await c.send(c.health, 'post', `/content-plans/${plan.id}/items/${item.id}/published`, { accountId: accounts.vk, url }));
    expect((await first(plan)).posts).toMatchObject([{ delivery: { state: 'published', reason: 'by-hand', url } }]);
  });

  it('an account without credentials, a refusal of the network, a text that is too long', async () => {
    const long = await approved({ accountIds: [accounts.ok, accounts.instagram], text: 'о'.repeat(2300) });
    const bare = await written({ format: 'photo' });
    expect((await c.view(bare.id)).warnings.map(({ code }) => code)).toContain('text-only');
    expect((await c.view(long.id)).warnings.map(({ code, accountId }) => [code, accountId])).toEqual(
      expect.arrayContaining([['by-hand-only', accounts.ok], ['too-long', accounts.instagram], ['by-hand-only', accounts.instagram]]),
    );
    await comes(long);
    expect((await first(long)).posts.map(({ delivery }) => [delivery?.state, delivery?.reason]).toSorted()).toEqual([['manual', 'no-credential'], ['manual', 'too-long']]);
    const refused = await approved({});
    fakes.vk.fail({ on: 'wall.post', kind: 'answer', reply: vkError(214) });
    await comes(refused);
    expect((await first(refused)).posts).toMatchObject([{ delivery: { state: 'manual', reason: 'content' } }]);
    const { id } = (await first(refused)).posts[0]?.delivery ?? { id: '' };
    expect((await c.send(c.health, 'post', `/deliveries/${id}/retry`)).status).toBe(200);
    await comes(refused);
    expect((await first(refused)).outcomes).toHaveLength(1);
  });

  it('one that is hours late: the clock jumps over many, each waits once and nothing old goes out by itself', async () => {
    const plans = [await approved({}), await approved({}), await approved({})];
    const last = plans[2] as PlanView;
    await comes(last, '20:00', last.to);
    await comes(last);
    for (const plan of plans) {
      expect((await first(plan)).posts).toMatchObject([{ delivery: { state: 'manual', reason: 'time-passed' } }]);
      expect((await c.send(c.health, 'get', `/content-plans/${plan.id}/print`)).text).toContain('Время публикации прошло: решите');
      expect((await events(plan)).filter((event) => event === 'delivery.waits-for-person')).toHaveLength(5);
    }
  });

  it('one that was given up and moved to another time goes out then', async () => {
    const plan = await approved({ way: 'by-hand' });
    await comes(plan);
    const { id, posts } = await first(plan);
    expect((await c.send(c.health, 'post', `/deliveries/${posts[0]?.delivery?.id}/cancel`)).status).toBe(200);
    await c.act(c.health, plan, 'amend', { reason: 'Переносим' });
    expectPlan(await c.send(c.health, 'patch', `/content-plans/${plan.id}/items/${id}`, { time: '13:00', way: 'network' }));
    await c.act(c.health, plan, 'submit');
    await c.act(c.clerk, plan, 'approve');
    await comes(plan, '12:59');
    expect(wall(`Новость недели ${weeks}`)).toBe(0);
    await comes(plan, '13:00');
    expect(wall(`Новость недели ${weeks}`)).toBe(1);
  });

  it('a post recorded as not published is not wanted any more', async () => {
    const plan = await approved({ way: 'by-hand' });
    await comes(plan);
    const { id } = await first(plan);
    expectPlan(await c.send(c.health, 'post', `/content-plans/${plan.id}/items/${id}/not-published`, { reason: 'Отменено' }));
    expect((await first(plan)).posts).toMatchObject([{ delivery: { state: 'failed' } }]);
  });
});

describe('only what was approved goes out', () => {
  it('a plan that is not approved at the time of a post: not sent, and said; approved later it waits for a person', async () => {
    const plan = await submitted({});
    await comes(plan);
    expect((await first(plan)).posts).toMatchObject([{ state: 'held', reason: 'not-approved', explanation: expect.stringMatching(/не был согласован/), delivery: null }]);
    expect(await events(plan)).toContain('plan.post-held');
    expect(wall(`Новость недели ${weeks}`)).toBe(0);
    await c.act(c.clerk, plan, 'approve');
    await comes(plan);
    expect((await first(plan)).posts).toMatchObject([{ state: 'handed', delivery: { state: 'manual', reason: 'time-passed' } }]);
    expect(wall(`Новость недели ${weeks}`)).toBe(0);
  });

  it('changed after approval: the text in doubt waits for a person; approved again, the new one goes out', async () => {
    const doubted = await approved({});
    await c.act(c.health, doubted, 'amend', { reason: 'Уточняем' });
    const { id } = await first(doubted);
    expectPlan(await c.send(c.health, 'patch', `/content-plans/${doubted.id}/items/${id}`, { text: 'Уточнённая новость' }));
    const again = await approved({});
    await c.act(c.health, again, 'amend', { reason: 'Уточняем' });
    const other = await first(again);
    expectPlan(await c.send(c.health, 'patch', `/content-plans/${again.id}/items/${other.id}`, { text: 'Новая новость', time: '12:00' }));
    await c.act(c.health, again, 'submit');
    await c.act(c.clerk, again, 'approve');
    await comes(doubted);
    expect((await first(doubted)).posts).toMatchObject([{ delivery: { state: 'manual', reason: 'being-changed' } }]);
    await comes(again);
    expect((await first(again)).posts).toMatchObject([{ state: 'waiting', delivery: null }]);
    await comes(again, '12:00');
    expect([wall('Новая новость'), wall('Уточнённая новость')]).toEqual([1, 0]);
  });

  it('removed after approval: not sent', async () => {
    const plan = await approved({});
    await c.act(c.health, plan, 'amend', { reason: 'Отменяется' });
    const { id } = await first(plan);
    expectPlan(await c.send(c.health, 'delete', `/content-plans/${plan.id}/items/${id}`));
    await comes(plan);
    expect(wall(`Новость недели ${weeks}`)).toBe(0);
    expect(await events(plan)).toContain('plan.post-held');
    await c.act(c.health, plan, 'submit', { fewerReason: 'Событие отменено' });
    await c.act(c.clerk, plan, 'approve');
    await comes(plan);
    expect(wall(`Новость недели ${weeks}`)).toBe(0);
  });

  it('the way is part of the version that was approved', async () => {
    const plan = await approved({});
    const version = await c.send(c.clerk, 'get', `/content-plans/${plan.id}/versions/1`);
    expect(version.body.items[0]).toMatchObject({ way: 'network', attachmentIds: [] });
    await c.act(c.health, plan, 'amend', { reason: 'Вручную' });
    const { id } = await first(plan);
    const changed = expectPlan(await c.send(c.health, 'patch', `/content-plans/${plan.id}/items/${id}`, { way: 'by-hand' }));
    expect(changed.unsent?.changed).toEqual([{ itemId: id, fields: [{ field: 'way', before: 'network', after: 'by-hand' }] }]);
  });
});

it('two processes at the same post hand it over once; another authority sees nothing of it', async () => {
  const plan = await approved({});
  t.clock.set(khv(`${plan.from} 10:00`));
  const second = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock as MovableClock, env: fakes.env });
  await Promise.all([t.get(SendDuePosts).execute(), second.get(SendDuePosts).execute()]);
  await second.close();
  await t.get(SendDeliveries).execute();
  expect((await first(plan)).posts).toMatchObject([{ state: 'handed', delivery: { state: 'published' } }]);
  expect(wall(`Новость недели ${weeks}`)).toBe(1);
  const { id } = (await first(plan)).posts[0]?.delivery ?? { id: '' };
  expect((await c.send(c.forests, 'get', `/deliveries/${id}`)).status).toBe(404);
});
