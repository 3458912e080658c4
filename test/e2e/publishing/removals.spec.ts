import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AccountRefs } from '../../../src/accounts/index.js';
import { systemActor } from '../../../src/identity/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { AddCredential } from '../../../src/publishing/index.js';
import { actsOf } from '../../support/acts.js';
import { createPerson, type Person } from '../../support/factories.js';
import { assignmentOf } from '../../support/incidents.js';
import { vkError } from '../../support/networks/index.js';
import { type Connected, connected, OWNER } from '../../support/networks/town.js';

let world: Connected;
let committee: Person;
let accounts: Record<string, string>;
let government: string;
let post: string;

beforeAll(async () => {
  world = await connected();
  const { t, c } = world;
  committee = await createPerson(t, { role: 'committee' });
  accounts = Object.fromEntries((await t.get(AccountRefs).ofOwner(c.health.authorityId)).map(({ network, id }) => [network, id]));
  government = (await t.get(AccountRefs).ofOwner(null)).find(({ network }) => network === 'vk')?.id ?? '';
  post = world.fakes.vk.post(-Number(OWNER.vk), 'Новости').id;
});
afterAll(async () => {
  expect(world.fakes.violations()).toEqual([]);
  await world.close();
});

/** Somebody insults under a post of the ministry. */
function insult(text = 'Вы все бездельники', under = post) {
  const comment = world.fakes.vk.comment(under, 666, text);
  return {
    body: { accountId: accounts['vk'], ground: 'insult', text, author: { name: 'Пётр Сердитый', profileUrl: 'https://vk.com/id666' }, url: `https://vk.com/wall${under}?reply=${comment.id}`, explanation: 'Оскорбление сотрудников' },
    stands: () => world.fakes.vk.comments.some(({ id }) => id === comment.id),
  };
}
const order = (body: object, who: Person = world.c.health) => world.c.as(who).post('/comment-removals', body);
const view = async (id: string, who: Person = world.c.health) => (await world.c.as(who).get(`/comment-removals/${id}`)).body;
const log = async (url: string) => ((await world.c.as(committee).get('/removed-comments?limit=100')).body.items as { url: string }[]).filter((entry) => entry.url === url);
const deletes = () => world.fakes.vk.done.filter((name) => name === 'wall.deleteComment').length;

describe('through the network', () => {
  it('A-3.6: it is gone, and the log says who, why and where; once', async () => {
    const { body, stands } = insult();
    const made = await order(body);
    expect([made.status, made.body]).toMatchObject([201, { state: 'pending', ground: 'insult', author: { name: 'Пётр Сердитый' }, clause: 'A-3.6' }]);
    expect((await order({ ...body, url: body.url.replace('vk.com', 'm.vk.com') })).body.code).toBe('delivery.in-progress');
    await world.send();
    expect(stands()).toBe(false);
    expect(await view(made.body.id)).toMatchObject({ state: 'published', allowedActions: [] });
    expect(await log(body.url)).toMatchObject([{ ground: 'insult', text: 'Вы все бездельники', explanation: 'Оскорбление сотрудников', clause: 'A-3.6', recordedBy: expect.any(String) }]);
    expect((await order(body)).body.code).toBe('removed-comment.removed-already');
  });

  it('A-2.7: the committee on the Government’s', async () => {
    const { t, fakes } = world;
    fakes.vk.token('gov-community', 'community', 99);
    fakes.vk.token('gov-user', 'user', 99);
    for (const kind of ['community', 'user'] as const) await t.get(AddCredential).execute(systemActor, { network: 'vk', kind, accountId: government, ownerId: '99', accessToken: `gov-${kind}` });
    const { body, stands } = insult('Купите', fakes.vk.post(-99, 'Новости края').id);
    const made = await order({ ...body, accountId: government, ground: 'spam' }, committee);
    expect([made.status, made.body.clause]).toEqual([201, 'A-2.7']);
    await world.send();
    expect([stands(), (await log(body.url)).length]).toEqual([false, 1]);
  });

  it.each(['cut-after', 'cut-before'] as const)('a connection that breaks (%s): looked for, and removed and logged once', async (kind) => {
    const { body, stands } = insult(`Оскорбление ${kind}`);
    const before = deletes();
    await order(body);
    world.fakes.vk.fail({ on: 'wall.deleteComment', kind });
    for (let look = 0; look < 5; look += 1) {
      await world.send();
      world.t.clock.advance(100_000);
    }
    expect([stands(), (await log(body.url)).length, deletes() - before]).toEqual([false, 1, 1]);
  });

  it('what its author has deleted meanwhile is logged as removed', async () => {
    const { body } = insult('Передумал');
    world.fakes.vk.comments.pop();
    const { id } = (await order(body)).body;
    await world.send();
    expect(await view(id)).toMatchObject({ state: 'published' });
  });
});

describe('by hand, where the network or the credential cannot', () => {
  it('a link to a post, another network without the right: a task with who, where and why; done ends it in the log', async () => {
    const { body } = insult('Спам');
    const made = await order({ ...body, url: `https://vk.com/wall${post}` });
    expect(made.body).toMatchObject({ state: 'manual', reason: 'no-place', link: `https://vk.com/wall${post}`, ground: 'insult', text: 'Спам', allowedActions: ['cancel', 'retry', 'done'] });
    expect(await log(`https://vk.com/wall${post}`)).toEqual([]);
    const done = await world.c.as(world.c.health).post(`/comment-removals/${made.body.id}/done`, {});
    expect([done.status, done.body]).toMatchObject([200, { state: 'published', reason: 'by-hand' }]);
    expect(await log(`https://vk.com/wall${post}`)).toHaveLength(1);
    const again = await world.c.as(world.c.health).post(`/comment-removals/${made.body.id}/done`, {});
    expect([again.status, again.body.code]).toEqual([409, 'delivery.action-not-allowed']);
  });

  it('a refusal of the network waits for a person; given up, nothing is logged', async () => {
    const { body, stands } = insult('Ещё');
    const { id } = (await order(body)).body;
    world.fakes.vk.fail({ on: 'wall.deleteComment', kind: 'answer', reply: vkError(7) });
    await world.send();
    expect(await view(id)).toMatchObject({ state: 'manual', reason: 'rights', explanation: expect.stringMatching(/удалите/) });
    expect((await world.c.as(world.c.health).post(`/deliveries/${id}/cancel`)).status).toBe(200);
    expect([stands(), await log(body.url)]).toEqual([true, []]);
  });
});

describe('who may', () => {
  it('another authority’s account does not exist; the committee sees an authority’s removals and leaves them', async () => {
    const { c } = world;
    const { body } = insult('Чужое');
    expect((await order({ ...body, accountId: government })).status).toBe(404);
    expect((await order(body, c.forests)).status).toBe(404);
    expect((await order(body, committee)).status).toBe(404);
    const { id } = (await order({ ...body, url: `https://vk.com/photo-77_${post.split('_')[1]}` })).body;
    expect((await c.as(c.forests).get(`/comment-removals/${id}`)).status).toBe(404);
    expect((await view(id, committee)).allowedActions).toEqual([]);
    expect((await c.as(committee).post(`/comment-removals/${id}/done`, {})).status).toBe(403);
    expect((await c.as(committee).post(`/deliveries/${id}/cancel`)).status).toBe(403);
    expect((await c.as(c.curator).get(`/deliveries/${id}`)).status).toBe(404);
    expect((await c.as(c.health).get('/comment-removals?state=manual')).body.items.map((one: { id: string }) => one.id)).toEqual([id]);
    expect((await c.as(c.health).get('/deliveries?kind=reply')).body.items).toEqual([]);
  });

  it('only under the own account: what the credential could reach elsewhere stays, and so does a published answer', async () => {
    const elsewhere = insult('Не ваше дело', world.fakes.vk.post(-78, 'Городские новости').id);
    expect((await order(elsewhere.body)).body.code).toBe('removed-comment.other-page');
    const { c } = world;
    const acts = actsOf(c);
    const asked = await world.ask('vk', 'Когда засыплют яму?');
    const routed = await c.route(await c.record('vk', { url: asked.url }), c.health);
    const approved = await acts.approve(await acts.draft(routed, c.health), c.health);
    await c.as(c.health).post(`/assignments/${assignmentOf(approved, c.health).id}/publish`, { through: 'network' });
    await world.send();
    const url = (await c.view(routed.id)).publications[0]?.url;
    expect((await order({ ...elsewhere.body, url })).body.code).toBe('removed-comment.own-answer');
    await world.send();
    expect([elsewhere.stands(), asked.answers().length]).toEqual([true, 1]);
  });

  it('a link into another network, a moment in the future: refused, nothing ordered', async () => {
    const { body } = insult();
    expect((await order({ ...body, url: 'https://ok.ru/group/1/topic/2' })).body.code).toBe('removed-comment.url-network');
    expect((await order({ ...body, postedAt: '2030-01-01T00:00:00Z' })).body.code).toBe('removed-comment.moment');
  });
});

it('what the citizen wrote, and where, is in no event', async () => {
  const rows = await world.t.get(Database).rows<{ details: string }>(`SELECT details::text FROM event WHERE stream IN ('comment-removal', 'removed-comment')`);
  expect(rows.length).toBeGreaterThan(5);
  expect(rows.filter(({ details }) => /бездельники|Сердитый|vk\.com/.test(details))).toEqual([]);
});
