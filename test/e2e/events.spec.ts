import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { Feed, STREAMS_PER_USER } from '../../src/feed/feed.js';
import { MOST_MISSED } from '../../src/feed/feed-log.js';
import { Database } from '../../src/platform/database/index.js';
import { EventLog, type NewEvent } from '../../src/platform/events/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type EventStream, openStream } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { type Person, signIn } from '../support/people.js';

let t: TestApp;
let db: Database;
let curator: Person;
let executor: Person;
let admin: Person;
let address: string;
const authority = newId();
const open: EventStream[] = [];

beforeAll(async () => {
  t = await startTestApp();
  db = t.get(Database);
  address = `${await t.app.getUrl()}/api/v1/events`;
  curator = await signIn(t, { roles: ['curator'] });
  executor = await signIn(t, { roles: ['executor'], authorityId: authority });
  admin = await signIn(t, { roles: ['admin'] });
});
afterAll(() => t.close());
afterEach(async () => {
  for (const stream of open.splice(0)) stream.close();
  await eventually(async () => expect((await t.http.get('/metrics')).text).toContain('otklik_event_streams 0'));
});

async function listen(person: Person, lastEventId?: string): Promise<EventStream> {
  const stream = await openStream(address, { ...person.auth, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) });
  open.push(stream);
  return stream;
}

/** Writes an event and returns its type, which no other has. */
async function happen(seenBy: Pick<NewEvent, 'roles' | 'authorityIds'>, more: Partial<NewEvent> = {}): Promise<string> {
  const type = `test.${newId()}`;
  const at = t.clock.now();
  await db.transaction(() => t.get(EventLog).append({ type, stream: 'incident', streamId: newId(), channel: 'api', at, ...seenBy, ...more }));
  return type;
}

const types = (stream: EventStream) => stream.events.map((event) => event.data['type']);
/** Other suites' transactions on the server hold the horizon back for a moment, so the reading is repeated. */
const eventuallyRead = (stream: EventStream, expected: unknown[]) =>
  eventually(async () => {
    await t.get(Feed).poll();
    expect(types(stream)).toEqual(expected);
  });

describe('GET /events', () => {
  test('is for those who are signed in', async () => {
    expect((await t.http.get('/api/v1/events')).status).toBe(401);
    const head = await t.http.head('/api/v1/events').set(curator.auth);
    expect([head.status, head.headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
  });

  test('opens at once and begins now', async () => {
    await happen({ roles: ['curator'] });
    const stream = await listen(curator);
    expect(stream.status).toBe(200);
    expect(stream.headers).toMatchObject({ 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-request-id': expect.any(String) });
    await eventually(() => expect(stream.text()).toMatch(/^: ok\nid: \d+-\d+\n\n$/));
  });

  test('tells each what concerns them, and nothing of what was written', async () => {
    const streams = [await listen(curator), await listen(executor), await listen(admin)];
    const forCurators = await happen({ roles: ['curator'] }, { clause: 'M-6', details: { text: 'Яма на дороге' } });
    const forAuthority = await happen({ roles: [], authorityIds: [newId(), authority] });
    const forOthers = await happen({ roles: ['committee'], authorityIds: [newId()] });
    const [toCurator, toExecutor, toAdmin] = streams as [EventStream, EventStream, EventStream];
    await eventuallyRead(toAdmin, [forCurators, forAuthority, forOthers]);
    await eventuallyRead(toCurator, [forCurators]);
    await eventuallyRead(toExecutor, [forAuthority]);
    expect(toCurator.events[0]?.data).toEqual({
      id: expect.stringMatching(/^\d+$/), type: forCurators, stream: 'incident', streamId: expect.any(String),
      subject: null, subjectId: null, at: '2020-06-17T10:00:00+10:00', clause: 'M-6',
    });
    expect(streams.map((stream) => stream.text()).join('')).not.toContain('Яма');
  });

  test('skips nobody who commits late', async () => {
    const stream = await listen(curator);
    const late = new pg.Client({ connectionString: t.databaseUrl });
    await late.connect();
    await late.query('BEGIN');
    await late.query(`INSERT INTO event (type, stream, stream_id, channel, roles, at) VALUES ('test.late', 'incident', $1, 'api', '{curator}', now())`, [newId()]);
    const early = await happen({ roles: ['curator'] });
    await t.get(Feed).poll();
    await t.get(Feed).poll();
    expect(types(stream)).toEqual([]);
    await late.query('COMMIT');
    await late.end();
    await eventuallyRead(stream, ['test.late', early]);
  });

  test('goes on after the last event that was got', async () => {
    const first = await listen(curator);
    const seen = await happen({ roles: ['curator'] });
    await eventuallyRead(first, [seen]);
    const id = first.events[0]?.id;
    first.close();
    const missed = [await happen({ roles: ['curator'] }), await happen({ roles: ['committee'] }), await happen({ roles: ['curator'] })];
    const again = await listen(curator, id);
    await eventuallyRead(again, [missed[0], missed[2]]);
    const next = await happen({ roles: ['curator'] });
    await eventuallyRead(again, [missed[0], missed[2], next]);
  });

  test('a heartbeat moves the place to go on from past what concerns others', async () => {
    const stream = await listen(curator);
    const other = await listen(admin);
    const before = await eventually(() => expect(stream.lastId()).toBeDefined()).then(() => stream.lastId());
    await eventuallyRead(other, [await happen({ roles: ['committee'] })]);
    t.get(Feed).beat();
    await eventually(() => expect(stream.lastId()).not.toBe(before));
    expect(stream.events).toEqual([]);
    expect(stream.lastId()).toBe(other.events[0]?.id);
  });

  test('tells whoever missed too much, or comes from another database, to read anew', async () => {
    await db.transaction(() =>
      db.change(
        `INSERT INTO event (type, stream, stream_id, channel, roles, at) SELECT 'test.many', 'incident', gen_random_uuid(), 'api', '{curator}', now() FROM generate_series(1, $1::int)`,
        [MOST_MISSED + 1],
      ),
    );
    // Rows are told once no older transaction of the whole server is under way; other suites have theirs.
    await eventually(async () => {
      const row = await db.row<{ settled: boolean }>(
        `SELECT max(txid) < pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS settled FROM event`,
      );
      expect(row?.settled).toBe(true);
    });
    for (const id of ['1-1', '999999999999999999-1']) {
      const stream = await listen(curator, id);
      await eventually(async () => {
        await t.get(Feed).poll();
        expect(stream.events.map((event) => event.event)).toEqual(['reset']);
      });
      expect(stream.events[0]?.id).toMatch(/^\d+-\d+$/);
    }
    expect((await t.http.get('/api/v1/events').set(curator.auth).set('last-event-id', 'x')).body).toMatchObject({ status: 400, code: 'cursor.invalid' });
  });

  test('ends with the session, and follows the rights of its user', async () => {
    const person = await signIn(t, { roles: ['committee'] });
    const stream = await listen(person);
    await db.transaction(() => db.change(`UPDATE user_account SET roles = '{curator}' WHERE id = $1`, [person.userId]));
    await t.get(Feed).revalidate();
    await eventuallyRead(stream, [await happen({ roles: ['curator'] })]);
    await db.transaction(() => db.change(`UPDATE session SET revoked_at = $2 WHERE id = $1`, [person.sessionId, t.clock.now()]));
    expect(stream.ended).toBe(false);
    await t.get(Feed).revalidate();
    await eventually(() => expect(stream.ended).toBe(true));
  });

  test(`takes ${STREAMS_PER_USER} streams of one user and refuses the next`, async () => {
    for (let i = 0; i < STREAMS_PER_USER; i += 1) expect((await listen(executor)).status).toBe(200);
    const refused = await t.http.get('/api/v1/events').set(executor.auth);
    expect(refused.body).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(refused.headers['retry-after']).toBe('60');
    expect((await listen(curator)).status).toBe(200);
  });

  test('does not keep the process from stopping', async () => {
    const other = await startTestApp({ databaseUrl: t.databaseUrl });
    const stream = await openStream(`${await other.app.getUrl()}/api/v1/events`, curator.auth);
    await other.close();
    await eventually(() => expect(stream.ended).toBe(true));
  });
});
