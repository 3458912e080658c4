import { afterAll, beforeAll, expect, it, test } from '@jest/globals';
import { Accounts } from '../../src/accounts/index.js';
import type { Role } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createAccounts, createExecutor, createPerson, type Person, seedIds } from '../support/factories.js';

const API = '/api/v1/accounts';
let t: TestApp;
const people = {} as Record<Role, Person>;

beforeAll(async () => {
  t = await startTestApp();
  for (const role of ['curator', 'committee', 'it-ministry', 'admin'] as const) people[role] = await createPerson(t, { role });
  people.executor = await createExecutor(t, { authorityCode: 'min-fin' });
  await createAccounts(t);
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

it('takes one account of an authority in a network (A-3.1), also when sent at once, and lets it be renamed and ended', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, (_, i) => post(account({ url: `https://vk.com/khv27_minfin${i}` }))));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
  const [made, refused] = answers.sort((a, b) => a.status - b.status).map(({ body }) => body);
  const { id, url } = made;
  expect(made).toMatchObject({ authority: { id: authorityId, shortName: 'Минфин края' }, confirmed: false, version: 1 });
  expect(refused).toMatchObject({ code: 'account.duplicate', existingId: id, url });
  expect(refused.detail).toContain(url);
  expect(await t.get(Accounts).has(authorityId, 'vk')).toBe(true);

  expect((await patch(id, { name: 'Финансы края', confirmed: true }).set('if-match', '"1"').expect(200)).body).toMatchObject({ confirmed: true, version: 2 });
  expect((await patch(id, { name: 'x' }).set('if-match', '"1"').expect(412)).body.current).toMatchObject({ id, name: 'Финансы края' });
  await remove(id).expect(204);
  expect(await t.get(Accounts).has(authorityId, 'vk')).toBe(false);
  expect((await get(`?authorityId=${authorityId}`)).body.items).toEqual([]);
  expect((await get(`?authorityId=${authorityId}&state=ended`)).body.items).toMatchObject([{ id }]);
  expect((await remove(id).expect(409)).body.code).toBe('account.ended');
  expect((await patch(id, { name: 'x' }).expect(409)).body.code).toBe('account.ended');
  await post(account()).expect(201);
  const told = await t.get(Database).rows<{ type: string }>(`SELECT type FROM event WHERE stream_id = $1 AND clause = 'A-3.2' ORDER BY id`, [id]);
  expect(told.map(({ type }) => type)).toEqual(['account.created', 'account.changed', 'account.ended']);
});

test.each([
  ['twitter', 400, account({ network: 'twitter', url: 'https://twitter.com/x' })],
  ['an address elsewhere', 400, account({ network: 'ok' })],
  ['an address that is none', 400, account({ network: 'ok', url: 'ok.ru' })],
  ['an unknown key', 400, account({ network: 'ok', url: 'https://ok.ru/a', confirmed: true })],
  ['an unknown authority', 409, account({ authorityId: '00000000-0000-4000-8000-000000000000', url: 'https://vk.com/nobody' })],
  ["another's address, with a slash", 409, account({ network: 'ok', url: 'https://ok.ru/khv27_minsvyaz/' })],
])('refuses %s', async (_, status, body) => {
  await post(body).expect(status);
});

test.each<[string, Role[]]>([
  ['get', ['curator', 'executor', 'committee', 'it-ministry', 'admin']],
  ['post', ['committee', 'admin']], ['patch', ['committee', 'admin']], ['delete', ['committee', 'admin']],
])('%s is for %j', async (method, allowed) => {
  const path = `${API}${method === 'get' || method === 'post' ? '' : '/00000000-0000-4000-8000-000000000000'}`;
  const send = (who?: Person) => t.http[method as 'get'](path).set(who?.auth ?? {});
  expect((await send()).status).toBe(401);
  for (const [role, person] of Object.entries(people)) {
    const { status } = await send(person);
    expect([role, status === 403]).toEqual([role, !allowed.includes(role as Role)]);
    expect([200, 400, 403, 404]).toContain(status);
  }
});
