import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { MovableClock } from '../../src/platform/clock/index.js';
import { newId, newSecret } from '../../src/platform/ids/index.js';
import { JobQueue } from '../../src/platform/jobs/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { onBothBackends, type QueueServer } from '../support/backends.js';
import { anyExecutor, DeadlineBook } from '../support/deadlines.js';
import { eventually } from '../support/eventually.js';
import { createCurator } from '../support/factories.js';
import { Ledger } from '../support/ledger.js';
import { bringForward, RecordingLoad } from '../support/load.js';
import { Product } from '../support/processes.js';

const PATIENCE = 60_000;

onBothBackends((open) => {
  let queues: QueueServer;
  let t: TestApp;
  let ledger: Ledger;
  let env: Record<string, string>;
  beforeAll(async () => {
    queues = await open();
    const key = { SECRET_KEY: Buffer.from(newSecret(32), 'base64url').toString('base64') };
    t = await startTestApp({ clock: MovableClock.running(), env: { ...queues.env, ...key } });
    ledger = await Ledger.open(t.databaseUrl);
    env = { ...queues.env, ...key, DATABASE_URL: t.databaseUrl, VAR_DIR: '/nonexistent' };
  });
  afterEach(() => Product.killAll());
  afterEach(async () => void (await ledger.rows(`TRUNCATE deadline, event`)));
  afterAll(async () => {
    await ledger?.close();
    await t?.close();
    await queues?.close();
  });

  const worker = () => Product.start({ ...env, ROLE: 'worker' });
  /** Opens terms that fall due together, some seconds ahead. */
  const openMany = (count: number, seconds: number) => {
    const dueAt = new Date(t.clock.now().getTime() + seconds * 1000);
    const opening = () => ({ do: 'open', obligation: 'reply.review', streamId: newId(), subject: 'assignment', subjectId: newId(), bearer: anyExecutor, dueAt }) as const;
    return new DeadlineBook(t).apply(newId(), ...Array.from({ length: count }, opening));
  };
  const waiting = async () => (await t.get(JobQueue).queue('deadlines').getDelayed()).length;
  const events = () => ledger.count(`event WHERE type LIKE 'deadline.%'`);
  const whenAllPassed = (count: number) =>
    eventually(async () => expect(await ledger.count(`deadline WHERE passed_at IS NOT NULL AND next_mark IS NULL`)).toBe(count), PATIENCE);

  test('kill -9 of the worker between the change and the wake-up: another one fires everything, once', async () => {
    const first = await worker();
    await openMany(500, 4);
    await eventually(async () => expect(await waiting()).toBeGreaterThan(0));
    await first.kill();
    expect(await events()).toBe(0);
    await worker();
    await whenAllPassed(500);
    await ledger.expectWhole();
  });

  test('kill -9 of the process that makes the changes: what it promised is there, whole, and fires without its wake-ups', async () => {
    const api = await Product.start({ ...env, ROLE: 'api' });
    const load = new RecordingLoad(api, (await createCurator(t)).auth);
    await eventually(() => expect(load.recorded.size).toBeGreaterThan(40), PATIENCE);
    load.abandon();
    await api.kill();
    await load.finish();
    const incidents = await ledger.rows<{ id: string; acts: number; terms: number }>(
      `SELECT id, (SELECT count(*)::int FROM event WHERE stream_id = i.id AND type LIKE 'incident.%') AS acts,
         (SELECT count(*)::int FROM deadline WHERE stream_id = i.id AND state = 'open') AS terms FROM incident i`,
    );
    const known = new Set(incidents.map(({ id }) => id));
    expect([...load.recorded].filter((id) => !known.has(id))).toEqual([]);
    expect(incidents.filter(({ acts, terms }) => acts !== 1 || terms !== 2)).toEqual([]);
    await bringForward(ledger, 1);
    await worker();
    await whenAllPassed(incidents.length * 2);
    await ledger.expectWhole();
  });

  test('kill -9 of workers in mid-handler: what they had in hand is undone and done again, once', async () => {
    await ledger.rows(`CREATE OR REPLACE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.0005); RETURN NEW; END $$`);
    await ledger.rows(`CREATE OR REPLACE TRIGGER slowly BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION slowly()`);
    const first = await worker();
    await openMany(2500, 2);
    await eventually(async () => expect(await events()).toBeGreaterThan(0), PATIENCE);
    await first.kill();
    const afterFirst = await events();
    // Not waited for until it listens: it fires what is due before that.
    const second = await Product.spawn({ ...env, ROLE: 'worker' });
    await eventually(async () => expect(await events()).toBeGreaterThan(afterFirst), PATIENCE);
    await second.kill();
    expect(await ledger.count(`deadline WHERE next_mark IS NOT NULL`)).toBeGreaterThan(0);
    await ledger.rows(`DROP TRIGGER slowly ON event`);
    await worker();
    await whenAllPassed(2500);
    await ledger.expectWhole();
  });

  test('the queue emptied while terms wait: the sweep fires them, once, and the queue goes on', async () => {
    await worker();
    await eventually(async () => expect((await t.http.get('/health/ready')).status).toBe(200), PATIENCE);
    await openMany(500, 3);
    await eventually(async () => expect(await waiting()).toBeGreaterThan(0));
    await queues.empty(t.databaseUrl);
    expect(await waiting()).toBe(0);
    const emptiedAt = t.clock.now();
    await whenAllPassed(500);
    await ledger.expectWhole();
    // The canary sings again: new jobs are worked off, and readiness says so all the while.
    await eventually(async () => {
      const { status, body } = await t.http.get('/health/ready');
      expect([status, body.checks.queue, body.checks.worker]).toEqual([200, { ok: true }, { ok: true }]);
      expect(await ledger.count(`heartbeat WHERE at > $1`, emptiedAt)).toBe(1);
    }, PATIENCE);
  });
});
