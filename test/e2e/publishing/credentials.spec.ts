import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AccountRefs } from '../../../src/accounts/index.js';
import { CheckCredentials } from '../../../src/publishing/credentials/check-credentials.js';
import { Database } from '../../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { createAccounts } from '../../support/factories.js';
import { metaError } from '../../support/networks/index.js';
import { fakeNetworks, type FakeNetworks } from '../../support/networks/town.js';
import { type Person, signIn } from '../../support/people.js';

let fakes: FakeNetworks;
let t: TestApp;
let admin: Person;
const log: string[] = [];

beforeAll(async () => {
  fakes = await fakeNetworks(() => new Date());
  t = await startTestApp({ env: { ...fakes.env, LOG_LEVEL: 'trace' }, logTo: { write: (line) => log.push(line) } });
  admin = await signIn(t, { roles: ['admin'] });
});
afterAll(async () => {
  await t.close();
  await fakes.stop();
});
beforeEach(() => t.get(Database).transaction(async () => void (await t.get(Database).change(`DELETE FROM network_credential`))));

const add = (body: object) => t.http.post('/api/v1/network-credentials').set(admin.auth).send(body);
const page = { network: 'facebook', kind: 'page', ownerId: '10', accessToken: 'fb-token' };

describe('credentials of the networks', () => {
  it('are asked about when entered, kept encrypted, and never shown or logged', async () => {
    const added = await add({ ...page, network: 'ok', kind: 'application', ownerId: '57', accessToken: 'ok-token', applicationKey: 'PUBLICKEY', applicationSecret: 'SECRETKEY' });
    expect([added.status, added.body]).toMatchObject([201, { state: 'valid', permissions: ['group'], capabilities: expect.arrayContaining(['publish-post']) }]);
    const listed = await t.http.get('/api/v1/network-credentials').set(admin.auth);
    const [row] = await t.get(Database).rows<{ sealed: string }>(`SELECT sealed FROM network_credential`);
    const seen = JSON.stringify([added.body, listed.body, row, log]);
    expect(['ok-token', 'SECRETKEY', 'PUBLICKEY'].filter((secret) => seen.includes(secret))).toEqual([]);
  });

  it('are refused when the network refuses them, in Russian', async () => {
    const refused = await add({ ...page, accessToken: 'wrong' });
    expect([refused.status, refused.body.code, refused.body.details ?? refused.body.fault]).toMatchObject([400, 'credential.refused', expect.anything()]);
    expect((await add({ ...page, kind: 'community' })).status).toBe(400);
    expect((await add({ ...page, network: 'ok', kind: 'application', ownerId: '57', accessToken: 'ok-token' })).status).toBe(400);
    expect((await add({ ...page, accountId: '00000000-0000-7000-8000-000000000000' })).body.code).toBe('credential.account-unknown');
  });

  it('are entered unchecked while the network is away, and once only', async () => {
    fakes.meta.fail({ on: 'POST debug_token', kind: 'cut-before' });
    expect((await add(page)).body.state).toBe('unchecked');
    expect((await add(page)).body.code).toBe('credential.duplicate');
    await t.get(Database).transaction(async () => void (await t.get(Database).change(`DELETE FROM network_credential`)));
    const entered = await Promise.all(Array.from({ length: 4 }, () => add(page)));
    expect(entered.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
  });

  it('speak with one voice: another page’s token, a second number of an account and a number of two accounts are refused', async () => {
    expect((await add({ ...page, ownerId: '11' })).body).toMatchObject({ code: 'credential.refused', detail: expect.stringContaining('profile_id 10') });
    await createAccounts(t);
    const [one, two] = (await t.get(AccountRefs).all()).filter(({ network, validTo }) => network === 'vk' && validTo === null).map(({ id }) => id);
    const key = { network: 'vk', kind: 'community', ownerId: '77', accessToken: 'vk-community' };
    const entered = await add({ ...key, accountId: one });
    expect([entered.status, entered.body.explanation]).toEqual([201, expect.stringMatching(/^Этим доступом нельзя: .*видеть список записей.* ключ администратора сообщества \(user\)\.$/)]);
    for (const accountId of [two, null]) expect((await add({ ...key, kind: 'user', accessToken: 'vk-user', accountId })).body.code).toBe('credential.other-owner');
    fakes.vk.token('vk-other', 'community', 78);
    expect((await add({ ...key, accountId: one, ownerId: '78', accessToken: 'vk-other' })).body.code).toBe('credential.other-owner');
    expect((await add({ ...key, kind: 'user', accessToken: 'vk-user', accountId: one })).status).toBe(201);
  });

  it('are checked every day: a revoked one is an event, once, and opens nothing any more', async () => {
    const { body } = await add(page);
    fakes.meta.fail({ on: 'POST debug_token', kind: 'answer', reply: metaError(190) });
    await t.get(CheckCredentials).everyOne();
    fakes.meta.fail({ on: 'POST debug_token', kind: 'answer', reply: metaError(190) });
    await t.get(CheckCredentials).everyOne();
    const events = await t.get(Database).rows(`SELECT type, details FROM event WHERE stream_id = $1 ORDER BY id`, [body.id]);
    expect(events).toMatchObject([{ type: 'credential.added' }, { type: 'credential.refused', details: { fault: 'Meta 190' } }]);
    const checked = await t.http.post(`/api/v1/network-credentials/${body.id}/check`).set(admin.auth);
    expect(checked.body).toMatchObject({ state: 'valid', fault: null });
  });

  it('end with warnings, each once: 14, 7, 3 and 1 days ahead', async () => {
    const { body } = await add(page);
    const soon = Math.floor(t.clock.now().getTime() / 1000) + 8 * 86_400;
    const reply = { body: { data: { is_valid: true, scopes: [], expires_at: soon } } };
    for (const days of [0, 0, 2, 3, 2]) {
      t.clock.advance(days * 86_400_000);
      fakes.meta.fail({ on: 'POST debug_token', kind: 'answer', reply });
      await t.get(CheckCredentials).everyOne();
    }
    const events = await t.get(Database).rows<{ details: { days: number } }>(`SELECT details FROM event WHERE stream_id = $1 AND type = 'credential.expiring' ORDER BY id`, [body.id]);
    expect(events.map(({ details }) => details.days)).toEqual([8, 6, 3, 1]);
  });

  it('are taken away with their secret', async () => {
    const { body } = await add(page);
    expect((await t.http.delete(`/api/v1/network-credentials/${body.id}`).set({ ...admin.auth, 'if-match': '"9"' })).status).toBe(412);
    expect((await t.http.delete(`/api/v1/network-credentials/${body.id}`).set(admin.auth)).status).toBe(204);
    expect((await t.get(Database).rows(`SELECT 1 FROM network_credential`)).length).toBe(0);
  });
});
