import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Pool } from 'undici';
import { HandleEvents } from '../../../src/intake/index.js';
import { Database } from '../../../src/platform/database/index.js';
import { inLanes } from '../../../src/platform/jobs/index.js';
import { newId } from '../../../src/platform/ids/index.js';
import { listening, type Listening, WALL } from '../../support/intake.js';
import { OWNER } from '../../support/networks/town.js';
import { type Person, signIn } from '../../support/people.js';

const SECRET = 'vk-callback-secret';
const APP_SECRET = 'meta-application-secret';
let w: Listening;
let admin: Person;
let vk: string;
let meta: string;
let pool: Pool;
beforeAll(async () => {
  w = await listening();
  admin = await signIn(w.t, { roles: ['admin'] });
  pool = new Pool(await w.t.app.getUrl(), { connections: 16 });
  await w.listen();
  const add = async (body: object): Promise<string> => (await w.t.http.post('/api/v1/network-webhooks').set(admin.auth).send(body)).body.url as string;
  vk = new URL(await add({ kind: 'vk', ownerId: OWNER.vk, secret: SECRET, confirmation: 'a1b2c3d4' })).pathname;
  meta = new URL(await add({ kind: 'meta', ownerId: '4242', appSecret: APP_SECRET, verifyToken: 'meta-verify-token' })).pathname;
});
afterAll(async () => {
  await pool.close();
  await w.close();
});

const call = async (path: string, body: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string }> => {
  const answer = await pool.request({ path, method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
  return { status: answer.statusCode, text: await answer.body.text() };
};
const vkEvent = (type: string, object: object, more: object = {}): string =>
  JSON.stringify({ type, group_id: Number(OWNER.vk), event_id: newId(), v: '5.199', secret: SECRET, object, ...more });
const comment = (id: number, text: string, more: object = {}): object => ({ id, from_id: 500, date: Math.floor(w.t.clock.now().getTime() / 1000), text, post_id: 1, post_owner_id: WALL, owner_id: WALL, ...more });
const signed = (body: string, secret = APP_SECRET): Record<string, string> => ({ 'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` });
const handle = (): Promise<number> => w.t.get(HandleEvents).execute();
const found = async (): Promise<string[]> => (await w.queue('&repeats=true')).map(({ text }) => text);
/** Everything a call could have changed. */
const state = (): Promise<object | null> =>
  w.t.get(Database).row(`SELECT (SELECT count(*)::integer FROM intake_event) AS events, (SELECT count(*)::integer FROM intake_candidate) AS candidates, (SELECT count(*)::integer FROM intake_edition) AS editions,
    (SELECT count(*)::integer FROM intake_candidate WHERE deleted_at IS NOT NULL) AS deleted`);

describe('VK', () => {
  test('is given the confirmation string, before and after it knows the secret', async () => {
    const body = { type: 'confirmation', group_id: Number(OWNER.vk) };
    expect(await call(vk, JSON.stringify(body))).toEqual({ status: 200, text: 'a1b2c3d4' });
    expect(await call(vk, JSON.stringify({ ...body, secret: SECRET }))).toEqual({ status: 200, text: 'a1b2c3d4' });
    expect((await call(vk, JSON.stringify({ ...body, secret: 'another-secret' }))).status).toBe(403);
    expect((await call(vk, JSON.stringify({ ...body, group_id: 1 }))).status).toBe(403);
  });

  test('hears ok at once; a comment, its edit and its deletion are worked off in their order', async () => {
    expect(await call(vk, vkEvent('wall_reply_new', comment(11, 'Где скамейки на набережной Амура?')))).toEqual({ status: 200, text: 'ok' });
    expect(await found()).toEqual([]);
    await call(vk, vkEvent('wall_reply_edit', comment(11, 'Где скамейки и урны на набережной Амура?')));
    await call(vk, vkEvent('wall_reply_delete', { owner_id: WALL, id: 11, deleter_id: 500, post_id: 1 }));
    await call(vk, vkEvent('wall_reply_new', comment(12, 'Это пишет само сообщество', { from_id: WALL })));
    await call(vk, vkEvent('message_new', { message: { text: 'личное сообщение' } }));
    expect(await handle()).toBe(5);
    const [candidate] = await w.queue();
    expect(candidate).toMatchObject({ text: 'Где скамейки на набережной Амура?', url: `https://vk.com/wall${WALL}_1?reply=11`, foundBy: 'webhook', author: { name: 'id500' } });
    expect(candidate?.deletedAt).not.toBeNull();
    expect((await w.candidate(candidate?.id ?? '')).editions).toMatchObject([{ text: 'Где скамейки и урны на набережной Амура?' }]);
    await call(vk, vkEvent('wall_reply_restore', comment(11, 'Где скамейки и урны на набережной Амура?')));
    await handle();
    expect((await w.candidate(candidate?.id ?? '')).deletedAt).toBeNull();
  });

  test('a wrong secret, another community, an unknown address, a body that is none: nothing changes', async () => {
    const before = await state();
    const good = vkEvent('wall_reply_new', comment(99, 'Подделка'));
    const refused = [
      [vk, vkEvent('wall_reply_new', comment(99, 'Подделка'), { secret: 'wrong-secret' }), 403],
      [vk, vkEvent('wall_reply_new', comment(99, 'Подделка'), { secret: undefined }), 403],
      [vk, vkEvent('wall_reply_new', comment(99, 'Подделка'), { group_id: 78 }), 403],
      [`/api/v1/webhooks/vk/${newId()}`, good, 404],
      [meta.replace('/meta/', '/vk/'), good, 404],
      [vk, '{"type":', 400],
      [vk, '', 400],
      [vk, '[]', 400],
      [vk, `"${'x'.repeat(2_000_000)}"`, 413],
    ] as const;
    for (const [path, body, status] of refused) expect([body.slice(0, 60), (await call(path, body)).status]).toEqual([body.slice(0, 60), status]);
    await handle();
    expect(await state()).toEqual(before);
  });
});

describe('Meta', () => {
  const entry = (value: object): string =>
    JSON.stringify({ object: 'page', entry: [{ id: OWNER.facebook, time: Math.floor(w.t.clock.now().getTime() / 1000), changes: [{ field: 'feed', value }] }] });
  const added = { item: 'comment', verb: 'add', post_id: '10_7', comment_id: '7_8', parent_id: '10_7', from: { id: '600', name: 'Олег Д.' }, message: 'Когда уберут снег в Комсомольске-на-Амуре?', created_time: 1592352000 };

  test('the address is verified by its token alone', async () => {
    const ask = (token: string) => w.t.http.get(meta).query({ 'hub.mode': 'subscribe', 'hub.verify_token': token, 'hub.challenge': '1158201444' });
    expect((await ask('meta-verify-token')).text).toBe('1158201444');
    expect((await ask('another-token')).status).toBe(403);
    expect((await w.t.http.get(meta).query({ 'hub.mode': 'subscribe', 'hub.verify_token': 'meta-verify-token', 'hub.challenge': '<b>' })).status).toBe(400);
  });

  test('a signed call is taken; its repetition, another signature and the same words in other bytes change nothing', async () => {
    const body = entry(added);
    expect(await call(meta, body, signed(body))).toEqual({ status: 200, text: 'ok' });
    await handle();
    expect(await w.queue('&network=facebook')).toMatchObject([{ text: added.message, author: { name: 'Олег Д.' }, url: 'https://www.facebook.com/10_7?comment_id=8', location: { name: expect.stringContaining('Комсомольск') }, account: { name: expect.any(String) } }]);
    const before = await state();
    expect((await call(meta, body, signed(body))).status).toBe(200);
    expect((await call(meta, body, signed(body, 'wrong-secret'))).status).toBe(403);
    expect((await call(meta, body)).status).toBe(403);
    expect((await call(meta, `${body} `, signed(body))).status).toBe(403);
    const [good = ''] = Object.values(signed(body));
    expect((await call(meta, body, { 'x-hub-signature-256': good.toUpperCase() })).status).toBe(403);
    // A call somebody kept for long is answered and not looked at.
    const old = JSON.stringify({ object: 'page', entry: [{ id: OWNER.facebook, time: 1500000000, changes: [{ field: 'feed', value: { ...added, verb: 'remove' } }] }] });
    expect((await call(meta, old, signed(old))).status).toBe(200);
    await handle();
    expect(await state()).toEqual(before);
  });

  test('an edit and a removal are recorded; Instagram, which tells no address, is read at once', async () => {
    for (const value of [{ ...added, verb: 'edited', message: 'Когда уберут снег и лёд?' }, { item: 'comment', verb: 'remove', post_id: '10_7', comment_id: '7_8' }]) {
      const body = entry(value);
      await call(meta, body, signed(body));
    }
    await handle();
    const [candidate] = await w.queue('&network=facebook');
    expect(await w.candidate(candidate?.id ?? '')).toMatchObject({ text: added.message, editions: [{ text: 'Когда уберут снег и лёд?' }] });
    expect(candidate?.deletedAt).not.toBeNull();
    const media = w.fakes.meta.media(OWNER.instagram, 'Фото набережной');
    const asked = w.fakes.meta.comment(media, '700', 'А лавочки почему сломаны?');
    const body = JSON.stringify({ object: 'instagram', entry: [{ id: OWNER.instagram, time: Math.floor(w.t.clock.now().getTime() / 1000), changes: [{ field: 'comments', value: { id: asked, text: 'А лавочки', media: { id: media } } }] }] });
    await call(meta, body, signed(body));
    await handle();
    await w.listen();
    expect(await w.queue('&network=instagram')).toMatchObject([{ text: 'А лавочки почему сломаны?', url: `https://www.instagram.com/p/C${media}/c/${asked}/` }]);
    // A mention under somebody else's media is read once, and can be answered there.
    const theirs = w.fakes.meta.media('800', `Двор по Ленина, 5: @u${OWNER.instagram} когда вывезут мусор?`);
    const told = JSON.stringify({ object: 'instagram', entry: [{ id: OWNER.instagram, time: Math.floor(w.t.clock.now().getTime() / 1000), changes: [{ field: 'mentions', value: { media_id: theirs } }] }] });
    await call(meta, told, signed(told));
    await handle();
    await w.listen();
    const [mention] = (await w.queue('&network=instagram')).filter(({ foundBy }) => foundBy === 'mentions');
    expect(mention).toMatchObject({ text: expect.stringContaining('когда вывезут мусор'), url: `https://www.instagram.com/p/C${theirs}/`, author: { name: 'u800' }, account: { name: expect.any(String) } });
    expect(await w.t.get(Database).rows(`SELECT 1 FROM intake_source WHERE post = $1`, [theirs])).toEqual([]);
  });
});

describe('ten thousand events', () => {
  test('with repetitions, of both networks at once: each event once, nothing lost, nothing doubled', async () => {
    const [VK_EVENTS, META_CALLS, IN_A_CALL] = [1500, 200, 25];
    const now = Math.floor(w.t.clock.now().getTime() / 1000);
    const vkEvents = Array.from({ length: VK_EVENTS }, (_, n) => vkEvent('wall_reply_new', comment(100_000 + n, `Нет света в доме ${n}`), { event_id: `burst-${n}` }));
    const metaEvents = Array.from({ length: META_CALLS }, (_, n) => JSON.stringify({
      object: 'page',
      entry: [{
        id: OWNER.facebook, time: now,
        changes: Array.from({ length: IN_A_CALL }, (__, m) => ({ field: 'feed', value: { item: 'comment', verb: 'add', post_id: '10_9', comment_id: `9_${n * IN_A_CALL + m}`, from: { id: '600', name: 'Олег Д.' }, message: `Нет тепла в доме ${n}-${m}`, created_time: now } })),
      }],
    }));
    // 2,500 events of VK in as many calls, 7,500 of Meta in 300: every one at least once, most again, some after they were worked off.
    const calls = [
      ...Array.from({ length: 2500 }, (_, n) => () => call(vk, vkEvents[n % VK_EVENTS] as string)),
      ...Array.from({ length: 300 }, (_, n) => metaEvents[n % META_CALLS] as string).map((body) => () => call(meta, body, signed(body))),
    ].map((make, n) => ({ make, turn: (n * 1597) % 2800 })).toSorted((one, other) => one.turn - other.turn);
    const refused: number[] = [];
    const total = calls.length;
    await inLanes(16, async () => {
      for (let next = calls.shift(); next; next = calls.shift()) {
        const { status, text } = await next.make();
        if (status !== 200 || text !== 'ok') refused.push(status);
        if (calls.length === total / 2) await handle();
      }
    });
    expect(refused).toEqual([]);
    await handle();
    const counts = await w.t.get(Database).row(
      `SELECT (SELECT count(*)::integer FROM intake_event WHERE event_key LIKE 'burst-%') AS vk, (SELECT count(*)::integer FROM intake_event WHERE body LIKE '%Нет тепла%') AS meta,
         (SELECT count(*)::integer FROM intake_event WHERE handled_at IS NULL) AS waiting,
         (SELECT count(*)::integer FROM intake_candidate WHERE text LIKE 'Нет света в доме %' OR text LIKE 'Нет тепла в доме %') AS candidates`,
    );
    expect(counts).toEqual({ vk: VK_EVENTS, meta: META_CALLS, waiting: 0, candidates: VK_EVENTS + META_CALLS * IN_A_CALL });
  }, 180_000);

  test('what one of them cannot be worked off for is said, and holds up nobody', async () => {
    const [row] = await w.t.get(Database).rows<{ webhookId: string }>(`SELECT webhook_id AS "webhookId" FROM intake_event WHERE event_key = 'burst-0'`);
    await w.t.get(Database).transaction(() => w.t.get(Database).change(
      `INSERT INTO intake_event (id, webhook_id, event_key, body, received_at) VALUES ($1, $2, 'broken', 'no json', $3)`, [newId(), row?.webhookId, w.t.clock.now()],
    ));
    await call(vk, vkEvent('wall_reply_new', comment(200_001, 'Работает ли дальше приём в Аяне?')));
    for (let n = 0; n < 6; n += 1) await handle();
    expect(await w.queue(`&q=${encodeURIComponent('приём Аян')}`)).toMatchObject([{ text: 'Работает ли дальше приём в Аяне?' }]);
    const { body } = await w.t.http.get('/api/v1/network-webhooks').set(admin.auth);
    expect((body as { items: object[] }).items).toMatchObject([{ kind: 'meta', waiting: 0, failed: 0 }, { kind: 'vk', waiting: 0, failed: 1 }]);
  });
});

describe('addresses', () => {
  test('are the administrator’s, one of each, never shown with a secret, and gone when removed', async () => {
    const { body, text } = await w.t.http.get('/api/v1/network-webhooks').set(admin.auth);
    for (const secret of [SECRET, APP_SECRET, 'meta-verify-token', 'a1b2c3d4']) expect(text).not.toContain(secret);
    const stored = await w.t.get(Database).rows<{ sealed: string }>(`SELECT sealed FROM network_webhook`);
    for (const { sealed } of stored) expect(sealed).not.toContain(SECRET);
    const [, one] = (body as { items: { id: string; kind: string }[] }).items;
    expect((await w.t.http.post('/api/v1/network-webhooks').set(admin.auth).send({ kind: 'vk', ownerId: OWNER.vk, secret: SECRET, confirmation: 'x' })).body).toMatchObject({ code: 'webhook.duplicate', webhookId: one?.id });
    expect((await w.get('/network-webhooks')).status).toBe(403);
    expect((await w.t.http.delete(`/api/v1/network-webhooks/${one?.id}`).set(admin.auth)).status).toBe(204);
    expect((await call(vk, vkEvent('wall_reply_new', comment(300_000, 'после удаления')))).status).toBe(404);
  });
});
