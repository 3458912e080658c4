import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Accounts } from '../../src/accounts/index.js';
import type { Role } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createAccounts, createPerson, type Person, seedIds } from '../support/factories.js';
import { handle, type Registry, registry } from '../support/registry.js';

const API = '/api/v1/accounts';
let t: TestApp;
let r: Registry;
const people = {} as Record<Role, Person>;

beforeAll(async () => {
  t = await startTestApp();
  await createAccounts(t);
  r = await registry(t);
  for (const role of ['curator', 'committee', 'it-ministry', 'admin'] as const) people[role] = await createPerson(t, { role });
  people.executor = r.finance;
});
afterAll(() => t.close());

const get = (query = '', who: Person = people.committee) => t.http.get(`${API}${query}`).set(who.auth);
const post = (body: object, who: Person = people.committee) => t.http.post(API).set(who.auth).send(body);
const patch = (id: string, body: object) => t.http.patch(`${API}/${id}`).set(people.committee.auth).send(body);
const remove = (id: string) => t.http.delete(`${API}/${id}`).set(people.committee.auth);
const authorityId = seedIds.authority('min-fin');
const account = (more: object = {}) => ({ authorityId, network: 'vk', url: 'https://vk.com/khv27_minfin', name: 'Минфин края', ...more });

it('loads the invented accounts once, however often', async () => {
  const before = (await get('?limit=200').expect(200)).body.items;
  await createAccounts(t);
  expect((await get('?limit=200')).body.items).toEqual(before);
  expect(before.length).toBeGreaterThan(40);
});

it('knows who can publish where, and never on Twitter (A-1)', async () => {
  const accounts = t.get(Accounts);
  const has = (code: string) =>
    Promise.all((['vk', 'ok', 'facebook', 'instagram', 'twitter'] as const).map((network) => accounts.has(seedIds.authority(code), network)));
  expect(await has('min-zdrav')).toEqual([true, true, true, true, false]);
  expect(await has('upr-lesami')).toEqual([true, false, false, false, false]);
  expect(await has('min-fin')).toEqual([false, false, false, false, false]);
});

describe('one account of an authority in a network (A-3.1)', () => {
  it('of two hundred attempts at once one is left, and the others are told which', async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => post(account({ url: `https://vk.com/khv27_minfin${i}` }), i % 2 ? people.executor : people.committee)));
    const statuses = answers.map(({ status }) => status);
    expect([statuses.filter((status) => status === 201).length, statuses.filter((status) => status === 409).length]).toEqual([1, 199]);
    const made = answers.find(({ status }) => status === 201)?.body;
    for (const { status, body } of answers) if (status === 409) expect(body).toMatchObject({ code: 'account.duplicate', existingId: made.id, url: made.url });
    expect((await get(`?authorityId=${authorityId}`)).body.items).toMatchObject([{ id: made.id }]);
  });

  it('is held by the database itself, whoever writes', async () => {
    const db = t.get(Database);
    const insert = (network: string, owner: string | null) =>
      db.separately(() => db.change(
        `INSERT INTO account (id, authority_id, network, status, url, address_key, name) VALUES ($1::uuid, $2, $3, 'submitted', 'x', $1::text, 'x')`, [newId(), owner, network],
      ));
    await expect(insert('vk', authorityId)).rejects.toThrow('account_one');
    await expect(insert('facebook', null)).rejects.toThrow('account_government');
  });

  it('another one may follow when the first is struck out, with everything on record', async () => {
    const [{ id }] = (await get(`?authorityId=${authorityId}`)).body.items;
    await remove(id).set('if-match', '"99"').expect(412);
    if ((await r.view(id)).status === 'submitted') await r.does(r.committee, id, 'accept');
    await patch(id, { name: 'Финансы края' }).expect(200);
    expect(await t.get(Accounts).has(authorityId, 'vk')).toBe(true);
    await remove(id).expect(204);
    expect(await t.get(Accounts).has(authorityId, 'vk')).toBe(false);
    expect((await get(`?authorityId=${authorityId}`)).body.items).toEqual([]);
    expect((await get(`?authorityId=${authorityId}&state=ended`)).body.items).toMatchObject([{ id, status: 'deleted', allowedActions: [] }]);
    expect((await remove(id).expect(409)).body.code).toBe('account.action-not-allowed');
    expect((await patch(id, { name: 'x' }).expect(409)).body.code).toBe('account.action-not-allowed');
    await post(account()).expect(201);
  });
});

test.each([
  ['twitter', 400, 'validation.failed', account({ network: 'twitter', url: 'https://twitter.com/x' })],
  ['an address elsewhere', 400, 'account.url-network', account({ network: 'ok' })],
  ['a post', 400, 'account.url-network', account({ network: 'ok', url: 'https://ok.ru/group/5/topic/6' })],
  ['a button to share', 400, 'account.url-network', account({ network: 'facebook', url: 'https://www.facebook.com/sharer/sharer.php?u=x' })],
  ['an address that is none', 400, 'validation.failed', account({ network: 'ok', url: 'ok.ru' })],
  ['an unknown key', 400, 'validation.failed', account({ network: 'ok', url: 'https://ok.ru/a', confirmed: true })],
  ['a moment to come', 400, 'account.moment', account({ network: 'ok', url: 'https://ok.ru/a', occurredAt: '2020-06-18T00:00:00+10:00' })],
  ['an unknown authority', 409, 'authority.not-in-force', account({ authorityId: '00000000-0000-4000-8000-000000000000', url: 'https://vk.com/nobody' })],
  ["another's address, written otherwise", 409, 'account.url-taken', account({ network: 'ok', url: 'https://m.ok.ru/KHV27_minsvyaz/?from=x' })],
  ['an unknown manager', 409, 'account.manager-unfit', account({ network: 'ok', url: 'https://ok.ru/a', managerId: '00000000-0000-4000-8000-000000000000' })],
])('refuses %s', async (_, status, code, body) => {
  expect((await post(body).expect(status)).body.code).toBe(code);
});

it("refuses a number of the network that is another authority's", async () => {
  await r.kept('min-zhkh', { network: 'facebook', url: handle('facebook'), externalId: '4242' });
  expect((await post(account({ network: 'facebook', url: handle('facebook'), externalId: '4242' })).expect(409)).body.code).toBe('account.external-id-taken');
});

it('has a manager whom the authority named for it (D-5), seen by those who keep the registry', async () => {
  const card = { authorityId, surname: 'Ведущая', name: 'Вера', position: 'консультант', phone: '+74212000001', email: 'vera@test.example' };
  const managerId = (await t.http.post('/api/v1/account-managers').set(people.executor.auth).send(card).expect(201)).body.id as string;
  const made = (await post(account({ network: 'ok', url: handle('ok'), managerId }), people.executor).expect(201)).body;
  expect(made).toMatchObject({ status: 'submitted', manager: { id: managerId, name: 'Ведущая В.', active: true } });
  await r.does(r.committee, made.id, 'accept');
  expect((await get(`/${made.id}`, people.curator).expect(200)).body).toMatchObject({ status: 'accepted', manager: null, proposal: null, deadlines: [] });
  expect((await post(account({ authorityId: r.forests.authorityId, network: 'ok', url: handle('ok'), managerId }), r.forests).expect(409)).body.code).toBe('account.manager-unfit');
});

it('a manager who has left hinders no change, is shown as gone, and is found by the committee', async () => {
  const name = async (email: string) => {
    const card = { authorityId: r.forests.authorityId, surname: 'Ушедшая', name: 'Лада', position: 'консультант', phone: '+74212000002', email };
    return (await t.http.post('/api/v1/account-managers').set(r.forests.auth).send(card).expect(201)).body.id as string;
  };
  const leave = (id: string) => t.http.post(`/api/v1/account-managers/${id}/leave`).set(r.forests.auth).send({}).expect(200);
  const first = await name('lada@test.example');
  const { id } = await r.accepted(r.forests, { network: 'ok', url: handle('ok'), managerId: first });
  await leave(first);
  const unmanaged = async (who: Person = people.committee) => ((await get('?managed=false&limit=200', who)).body.items as { id: string }[]).map((item) => item.id);
  expect([await r.view(id), (await unmanaged()).includes(id), (await unmanaged(r.finance)).includes(id)]).toMatchObject([{ manager: { id: first, active: false } }, true, false]);
  // Neither the authority's change, nor its acceptance, nor the committee's own correction speaks of the manager.
  await r.does(r.forests, id, 'propose', { name: 'Новое имя' });
  await r.does(r.committee, id, 'accept');
  await patch(id, { name: 'Исправленное имя' }).expect(200);
  // Who leaves between the sending and the decision does not hold the decision up.
  const second = await name('lada2@test.example');
  await r.does(r.forests, id, 'propose', { managerId: second });
  await leave(second);
  expect(await r.does(r.committee, id, 'accept')).toMatchObject({ manager: { id: second, active: false } });
  // Named anew they must be in force.
  expect((await r.act(r.forests, id, 'propose', { managerId: first })).body.code).toBe('account.manager-unfit');
  const csv = (await t.http.get('/api/v1/accounts/export').set(people.committee.auth).buffer(true)).text;
  expect(csv).not.toContain('lada');
  await t.http.post('/api/v1/accounts/import?dryRun=true').set(people.committee.auth).set('content-type', 'text/csv').send(csv).expect(200)
    .expect(({ body }) => expect(body).toMatchObject({ changed: 0, created: 0, errors: [] }));
});

it("shows what is only sent to the committee to its authority and the committee alone, and lets nobody send for another", async () => {
  const { id } = (await post(account({ network: 'instagram', url: handle('instagram') }), people.executor).expect(201)).body;
  for (const who of [people.curator, people['it-ministry'], r.forests]) {
    await get(`/${id}`, who).expect(404);
    expect((await get('?limit=200', who)).text).not.toContain(id);
  }
  for (const who of [people.committee, people.admin, people.executor]) expect((await get('?limit=200', who)).text).toContain(id);
  expect((await post(account({ network: 'facebook', url: handle('facebook') }), r.forests).expect(404)).body.code).toBe('not-found');
  expect((await post(account({ authorityId: null, network: 'ok', url: handle('ok') }), people.executor).expect(404)).body.code).toBe('not-found');
});

it('lists what awaits a decision, page by page', async () => {
  await r.submit(r.forests, { network: 'facebook' });
  const waiting = (await get('?awaiting=true&limit=200')).body.items as { id: string; status: string }[];
  expect(waiting.length).toBeGreaterThan(1);
  expect(new Set(waiting.map(({ status }) => status))).toEqual(new Set(['submitted']));
  const first = (await get('?awaiting=true&limit=1')).body;
  const second = (await get(`?awaiting=true&limit=1&cursor=${first.nextCursor}`)).body;
  expect([...first.items, ...second.items].map(({ id }: { id: string }) => id)).toEqual(waiting.slice(0, 2).map(({ id }) => id));
  const foreign = (await get('?awaiting=true&limit=200', r.forests)).body.items as { authority: { id: string } }[];
  expect(foreign.map(({ authority }) => authority.id)).toEqual([r.forests.authorityId]);
});

it('answers a repeated request with the first answer', async () => {
  const send = () => post(account({ authorityId: r.forests.authorityId, network: 'instagram', url: 'https://www.instagram.com/khv_once' }), r.forests).set('idempotency-key', 'once');
  const [one, other] = [await send(), await send()];
  expect([one.status, other.status, other.headers['idempotency-replayed'], other.text]).toEqual([201, 201, 'true', one.text]);
});
