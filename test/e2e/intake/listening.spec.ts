import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { systemActor } from '../../../src/identity/index.js';
import { ReadNetworks } from '../../../src/intake/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { AddCredential } from '../../../src/publishing/index.js';
import { actsOf } from '../../support/acts.js';
import { startTestApp } from '../../support/app.js';
import { seedIds } from '../../support/factories.js';
import { ask, OWNER } from '../../support/networks/town.js';
import { vkError } from '../../support/networks/index.js';
import { signIn } from '../../support/people.js';
import { listening, type Listening, WALL } from '../../support/intake.js';

let w: Listening;
beforeAll(async () => {
  w = await listening();
});
afterAll(() => w.close());

const watches = async (query = ''): Promise<Record<string, unknown>[]> => (await w.get(`/watches${query}`)).body.items;
const texts = async (query = ''): Promise<string[]> => (await w.queue(query)).map(({ text }) => text);

describe('what is listened to', () => {
  test('follows from the accounts with a credential that can read them', async () => {
    await w.listen();
    expect((await watches()).map(({ network, kind, state, outcome }) => [network, kind, state, outcome])).toEqual([
      ['facebook', 'comments', 'listening', 'ok'],
      ['facebook', 'mentions', 'listening', 'ok'],
      ['instagram', 'comments', 'listening', 'ok'],
      ['instagram', 'mentions', 'listening', null],
      ['ok', 'comments', 'listening', 'ok'],
      ['twitter', 'mentions', 'listening', 'ok'],
      ['vk', 'comments', 'listening', 'ok'],
      ['vk', 'mentions', 'listening', 'ok'],
    ]);
  });

  test('comments and mentions in all five networks become candidates once; what the account writes itself never does', async () => {
    const asked = (['vk', 'ok', 'facebook', 'instagram', 'twitter'] as const).map((network) => ({ network, ...ask(w.fakes, network, `Когда в городе Амурске починят дорогу (${network})?`) }));
    w.fakes.vk.comment(w.fakes.vk.posts.at(-1)?.id ?? '', WALL, 'Здравствуйте! Спасибо за вопрос.');
    await w.later(1);
    // A post is found in one reading, its comments in the same.
    await w.later(1);
    // They say the same: those found one after another stand in the queue as one.
    expect((await w.queue()).length).toBeLessThan(5);
    const found = await w.queue('&repeats=true');
    expect(found.map(({ network, text, foundBy }) => [network, text, foundBy]).toSorted()).toEqual(
      asked.map(({ network, text }) => [network, network === 'twitter' ? `@u${OWNER.twitter} ${text}` : text, network === 'twitter' ? 'mentions' : 'comments']).toSorted(),
    );
    expect(found.find(({ network }) => network === 'vk')).toMatchObject({ author: { name: 'Житель 500', profileUrl: 'https://vk.com/id500' }, url: asked[0]?.url });
    await w.later(30);
    expect(await w.queue('&repeats=true')).toHaveLength(5);
    expect(w.fakes.violations()).toEqual([]);
  });

  test('an answer under an old comment is found, when the post is next read as a whole', async () => {
    const first = w.fakes.vk.comments.find(({ from }) => from === 500);
    w.fakes.vk.comment(first?.post ?? '', 501, 'А у нас на Советской то же самое, когда сделают?', first?.id);
    await w.later(26);
    expect(await texts()).toContain('А у нас на Советской то же самое, когда сделают?');
  });

  test('a restart goes on from the cursor: nothing is read twice, nothing is passed over', async () => {
    const post = w.fakes.vk.posts.at(-1)?.id ?? '';
    for (let n = 0; n < 250; n += 1) w.fakes.vk.comment(post, 600 + n, `Нет воды в доме номер ${n}, когда дадут? Обращаемся не первый раз, улица Ленина ${n * 7}`);
    await w.later(2);
    const again = await startTestApp({ databaseUrl: w.t.databaseUrl, clock: w.t.clock, env: w.env });
    try {
      const before = w.fakes.vk.done.filter((name) => name === 'wall.getComments').length;
      w.fakes.vk.comment(post, 900, 'После перезапуска: почему не ходит автобус?');
      w.t.clock.advance(3_600_000);
      await again.get(ReadNetworks).execute();
      expect(await texts()).toContain('После перезапуска: почему не ходит автобус?');
      // One page for each post that is listened to, not the whole of it.
      expect(w.fakes.vk.done.filter((name) => name === 'wall.getComments').length - before).toBeLessThanOrEqual(3);
    } finally {
      await again.close();
    }
    const [{ count } = { count: 0 }] = await w.t.get(Database).rows<{ count: number }>(`SELECT count(*)::integer AS count FROM intake_candidate WHERE text LIKE 'Нет воды в доме номер %'`);
    expect(count).toBe(250);
  });

  test('several workers read each place once', async () => {
    const other = await startTestApp({ databaseUrl: w.t.databaseUrl, clock: w.t.clock, env: w.env });
    try {
      w.t.clock.advance(2 * 3_600_000);
      const due = await w.t.get(Database).rows<{ id: string }>(`SELECT id FROM intake_source WHERE next_at <= $1`, [w.t.clock.now()]);
      const counts = await Promise.all([w.t.get(ReadNetworks).execute(), other.get(ReadNetworks).execute()]);
      expect(counts[0] + counts[1]).toBe(due.length);
    } finally {
      await other.close();
    }
    expect(w.fakes.violations()).toEqual([]);
  });

  test('an answer given where the account may not read makes no failing watch', async () => {
    const { c } = w;
    const acts = actsOf(c);
    const incident = await acts.approve(await acts.draft(await c.route(await c.record('vk', { url: 'https://vk.com/wall-5_1?reply=2' }), c.health), c.health), c.health);
    const published = await c.as(c.health).post(`/assignments/${incident.assignments[0]?.id}/publish`, { url: 'https://vk.com/wall-5_1?reply=3' });
    expect(published.status).toBe(200);
    const shut = () => w.t.get(Database).rows(`SELECT failures FROM intake_source WHERE post = '-5_1'`);
    await w.listen();
    expect(await shut()).toEqual([{ failures: 1 }]);
    expect((await watches('?network=vk&kind=comments'))[0]).toMatchObject({ state: 'listening', outcome: 'ok', explanation: null });
  });

  test('a network that asks to wait is asked for nothing of the account meanwhile', async () => {
    for (let n = 0; n < 3; n += 1) w.fakes.vk.post(WALL, `Новости ${n}`);
    await w.later(2);
    const before = w.fakes.vk.done.length;
    w.fakes.vk.fail({ on: 'wall.getComments', kind: 'answer', reply: vkError(9) });
    w.t.clock.advance(3_600_000);
    await w.listen();
    await w.listen();
    const asked = w.fakes.vk.done.slice(before).filter((name) => name === 'wall.getComments');
    expect(asked.length).toBe(0);
    w.t.clock.advance(301_000);
    await w.listen();
    expect(w.fakes.vk.done.slice(before).filter((name) => name === 'wall.getComments').length).toBeGreaterThan(2);
  });

  test('a refusal is seen at the watch, with the next try; the others go on', async () => {
    w.fakes.vk.fail({ on: 'newsfeed.getMentions', kind: 'answer', reply: vkError(5) });
    await w.later(2);
    const [mentions] = await watches('?network=vk&kind=mentions');
    expect(mentions).toMatchObject({ state: 'failing', outcome: 'credential', detail: 'VK 5' });
    expect(Date.parse(String(mentions?.['nextAt']))).toBe(w.t.clock.now().getTime() + 600_000);
    expect((await watches('?network=vk&kind=comments'))[0]).toMatchObject({ state: 'listening', outcome: 'ok' });
    await w.later(1);
    expect((await watches('?network=vk&kind=mentions'))[0]).toMatchObject({ state: 'listening', outcome: 'ok', detail: null });
  });
});

describe('searches', () => {
  const search = (body: object) => w.act('/watches', { network: 'vk', topicId: seedIds.topic('g01-t01'), ...body });

  test('find what others wrote, for the sake of a topic; a second same one is refused and named', async () => {
    const made = await search({ query: 'Ямы  на дорогах' });
    expect(made).toMatchObject({ status: 201, body: { kind: 'search', state: 'listening', topic: { id: seedIds.topic('g01-t01') }, allowedActions: ['change', 'remove'] } });
    expect(await search({ query: 'ямы на ДОРОГАХ' })).toMatchObject({ status: 409, body: { code: 'watch.duplicate', watchId: made.body['id'] } });
    expect(await search({ query: 'ямы на дорогах', network: 'twitter' })).toMatchObject({ status: 201 });
    expect((await search({ query: 'без темы', topicId: null })).status).toBe(400);
    expect((await search({ query: 'где никто не ищет', network: 'ok' })).status).toBe(400);
    w.fakes.vk.post(-555, 'Ямы на дорогах Хабаровска: сколько можно?', 777);
    await w.later(1);
    const found = (await w.queue()).find(({ foundBy }) => foundBy === 'search');
    expect(found).toMatchObject({ text: 'Ямы на дорогах Хабаровска: сколько можно?', network: 'vk' });
    expect(found?.topic).not.toBeNull();
  });

  test('two at the same moment leave one', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => search({ query: 'отключили отопление' })));
    expect(made.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 409)]);
  });

  test('are paused, changed and removed; what follows from an account is only paused', async () => {
    const { body } = await search({ query: 'нет воды' });
    const at = `/api/v1/watches/${String(body['id'])}`;
    const patch = (path: string, change: object, version = 1) => w.t.http.patch(path).set(w.c.curator.auth).set('if-match', `"${version}"`).send(change);
    expect((await patch(at, { active: false })).body).toMatchObject({ state: 'paused', nextAt: null });
    expect((await patch(at, { active: true })).status).toBe(412);
    expect((await patch(at, { active: true, query: 'нет  горячей воды' }, 2)).body).toMatchObject({ state: 'listening', query: 'нет горячей воды' });
    expect((await w.t.http.delete(at).set(w.c.curator.auth)).status).toBe(204);
    const [own] = await watches('?network=vk&kind=comments');
    const path = `/api/v1/watches/${String(own?.['id'])}`;
    expect((await w.t.http.delete(path).set(w.c.curator.auth)).body).toMatchObject({ code: 'watch.derived' });
    expect((await patch(path, { query: 'слова' }, Number(own?.['version']))).body).toMatchObject({ code: 'watch.derived' });
  });

  test('a community’s key alone does not show the posts: said, and heard by what the network tells', async () => {
    const admin = await signIn(w.t, { roles: ['admin'] });
    const { body } = await w.t.http.get('/api/v1/network-credentials').set(admin.auth);
    const user = body.items.find(({ network, kind }: { network: string; kind: string }) => network === 'vk' && kind === 'user');
    expect((await w.t.http.delete(`/api/v1/network-credentials/${user.id}`).set(admin.auth)).status).toBe(204);
    await w.later(7);
    const [comments] = await watches('?network=vk&kind=comments');
    expect(comments).toMatchObject({ state: 'listening', outcome: 'ok', explanation: expect.stringContaining('ключ администратора') });
    expect((await watches('?network=vk&kind=mentions'))[0]).toMatchObject({ state: 'not-connected', explanation: expect.stringContaining('Нет доступа') });
    await w.t.get(AddCredential).execute(systemActor, { network: 'vk', kind: 'user', accountId: user.accountId, ownerId: OWNER.vk, accessToken: 'vk-user' });
    await w.later(1);
    expect((await watches('?network=vk&kind=comments'))[0]).toMatchObject({ state: 'listening', explanation: null });
  });

  test('a watch whose credential is gone says so and is not read', async () => {
    await w.t.get(Database).transaction(() => w.t.get(Database).change(`UPDATE network_credential SET state = 'refused' WHERE network = 'ok'`));
    await w.later(1);
    expect((await watches('?network=ok'))[0]).toMatchObject({ state: 'not-connected', nextAt: null });
  });
});
