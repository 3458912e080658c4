import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { IdempotencyPurge } from '../../src/platform/http/idempotency.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { EchoBook, EchoModule } from '../support/echo.module.js';
import { eventually } from '../support/eventually.js';

let t: TestApp;
let book: EchoBook;
let db: Database;
const user = newId();

beforeAll(async () => {
  t = await startTestApp({ extra: [EchoModule] });
  book = t.get(EchoBook);
  db = t.get(Database);
  await db.transaction(() => db.change(`CREATE TABLE echo (text text NOT NULL)`));
});
afterAll(() => t.close());
beforeEach(async () => {
  Object.assign(book, { ran: 0, woken: 0, gate: Promise.resolve() });
  await db.transaction(() => db.change(`TRUNCATE echo, idempotency_key`));
});

const send = (key: string, body: object, { path = '/api/v1/echo', by = user } = {}) =>
  t.http.post(path).set('x-test-user', by).set('idempotency-key', key).send(body);
const written = async () => (await db.rows<{ text: string }>(`SELECT text FROM echo`)).map((row) => row.text);

describe('Idempotency-Key', () => {
  test('gives the first answer again, equal to the byte, and acts once', async () => {
    const first = await send('k1', { text: 'раз' });
    const again = await send('k1', { text: 'раз' });
    expect(first.status).toBe(201);
    expect(first.headers['idempotency-replayed']).toBeUndefined();
    expect(again.status).toBe(201);
    expect(again.text).toBe(first.text);
    expect(again.headers).toMatchObject({ etag: '"1"', 'content-type': first.headers['content-type'], 'idempotency-replayed': 'true' });
    expect(first.headers['etag']).toBe('"1"');
    expect(await written()).toEqual(['раз']);
    expect(book).toMatchObject({ ran: 1, woken: 1 });
  });

  test('answers just as without a key', async () => {
    const plain = await t.http.post('/api/v1/echo').set('x-test-user', user).send({ text: 'раз' });
    Object.assign(book, { ran: 0 });
    const keyed = await send('k1', { text: 'раз' });
    expect(keyed.text).toBe(plain.text);
    expect(keyed.headers['content-type']).toBe(plain.headers['content-type']);
  });

  test('takes the same members in another order for the same request', async () => {
    await send('k1', { text: 'раз', at: '2020-06-17T10:00:00+10:00' });
    const again = await send('k1', { at: '2020-06-17T10:00:00+10:00', text: 'раз' });
    expect(again.headers['idempotency-replayed']).toBe('true');
  });

  test('refuses the key with another body or another address', async () => {
    await send('k1', { text: 'раз' });
    expect((await send('k1', { text: 'два' })).body).toMatchObject({ status: 409, code: 'idempotency.mismatch' });
    expect((await send('k1', { text: 'раз' }, { path: '/api/v1/echo/caught' })).status).toBe(409);
    expect(await written()).toEqual(['раз']);
  });

  test('belongs to its user', async () => {
    await send('k1', { text: 'раз' });
    const other = await send('k1', { text: 'два' }, { by: newId() });
    expect(other.status).toBe(201);
    expect(await written()).toEqual(['раз', 'два']);
  });

  test('keeps nothing of a refused request: the key is free again', async () => {
    expect((await send('k1', { text: 'refuse' })).status).toBe(404);
    expect((await send('k1', { text: '' })).status).toBe(400);
    expect(await written()).toEqual([]);
    expect(book.woken).toBe(0);
    expect((await send('k1', { text: 'раз' })).status).toBe(201);
  });

  test('lets two at once act once: the second waits and gets the first answer', async () => {
    let open: () => void = () => undefined;
    book.gate = new Promise<void>((done) => (open = done));
    const both = [send('k1', { text: 'раз' }), send('k1', { text: 'раз' })].map((request) => request.then((answer) => answer));
    await eventually(async () => {
      const [{ n }] = (await db.rows(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`)) as [{ n: number }];
      expect(n).toBe(1);
    });
    open();
    const [one, two] = await Promise.all(both);
    expect(one?.text).toBe(two?.text);
    expect([one, two].filter((answer) => answer?.headers['idempotency-replayed'])).toHaveLength(1);
    expect(await written()).toEqual(['раз']);
  });

  test('lets an act inside the request fail and be caught', async () => {
    const plain = await t.http.post('/api/v1/echo/caught').send({ text: 'раз' });
    const keyed = await send('k1', { text: 'раз' }, { path: '/api/v1/echo/caught' });
    expect([plain.status, plain.text]).toEqual([200, '{"n":"0"}']);
    expect([keyed.status, keyed.text]).toEqual([200, '{"n":"0"}']);
    expect(book.woken).toBe(0);
    expect(await written()).toEqual([]);
  });

  test('gives an empty answer again', async () => {
    expect((await send('k1', {}, { path: '/api/v1/echo/empty' })).status).toBe(204);
    const again = await send('k1', {}, { path: '/api/v1/echo/empty' });
    expect([again.status, again.text, again.headers['idempotency-replayed']]).toEqual([204, '', 'true']);
    expect(book.ran).toBe(1);
  });

  test('does not hold for strangers and for routes that hand out secrets', async () => {
    await send('k1', {}, { path: '/api/v1/echo/secret' });
    expect((await send('k1', {}, { path: '/api/v1/echo/secret' })).body).toEqual({ secret: 2 });
    await t.http.post('/api/v1/echo').set('idempotency-key', 'k1').send({ text: 'раз' });
    await t.http.post('/api/v1/echo').set('idempotency-key', 'k1').send({ text: 'раз' });
    expect(await written()).toEqual(['раз', 'раз']);
  });

  test.each(['x'.repeat(201), 'ключ'])('refuses a key that is no key (%#)', async (key) => {
    const header = Buffer.from(key, 'utf8').toString('latin1');
    expect((await send(header, { text: 'раз' })).body).toMatchObject({ status: 400, code: 'idempotency.key-invalid' });
  });

  test('is forgotten after 48 hours by the clock', async () => {
    await send('k1', { text: 'раз' });
    t.clock.advance(48 * 3_600_000);
    await t.get(IdempotencyPurge).run();
    expect((await send('k1', { text: 'раз' })).headers['idempotency-replayed']).toBe('true');
    t.clock.advance(1);
    await t.get(IdempotencyPurge).run();
    expect((await send('k1', { text: 'раз' })).headers['idempotency-replayed']).toBeUndefined();
  });
});

describe('entity tags', () => {
  const address = `/api/v1/echo/${newId()}`;

  test('a change on an outdated version answers 412 with the current state', async () => {
    const answer = await t.http.patch(address).set('if-match', '"6"').send({ text: 'раз' });
    expect(answer.body).toMatchObject({ status: 412, code: 'precondition.failed', current: { version: 7 } });
    const done = await t.http.patch(address).set('if-match', '"7"').send({ text: 'раз' });
    expect([done.status, done.headers['etag']]).toEqual([200, '"8"']);
    expect((await t.http.patch(address).set('if-match', 'seven').send({ text: 'раз' })).status).toBe(400);
  });

  test('a known version is not sent again', async () => {
    const full = await t.http.get(address);
    expect([full.status, full.headers['etag']]).toEqual([200, '"7"']);
    const known = await t.http.get(address).set('if-none-match', 'W/"7"');
    expect([known.status, known.text, known.headers['etag']]).toEqual([304, '', '"7"']);
    expect((await t.http.get(address).set('if-none-match', '"6"')).status).toBe(200);
  });
});
