import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { MovableClock } from '../../src/platform/clock/index.js';
import { startTestApp } from '../support/app.js';
import { onBothBackends, type QueueServer } from '../support/backends.js';
import { eventually } from '../support/eventually.js';
import { createCurator, type ContactPerson } from '../support/factories.js';
import { Ledger } from '../support/ledger.js';
import { bringForward, RecordingLoad } from '../support/load.js';
import { PostgresServer } from '../support/postgres-server.js';
import { Product } from '../support/processes.js';

const PATIENCE = 60_000;

onBothBackends((open) => {
  let queues: QueueServer;
  let server: PostgresServer;
  let env: Record<string, string>;
  let varDir: string;
  beforeAll(async () => {
    queues = await open();
    server = await PostgresServer.start();
    varDir = await mkdtemp(join(tmpdir(), 'otklik-var-'));
    env = { ...queues.env, DATABASE_URL: server.url, VAR_DIR: varDir };
  });
  afterEach(() => Product.killAll());
  afterAll(async () => {
    await server?.close();
    await queues?.close();
    await rm(varDir, { recursive: true, force: true });
  });

  const signInCurator = async (): Promise<ContactPerson> => {
    const t = await startTestApp({ databaseUrl: server.url, clock: MovableClock.running() });
    try {
      return await createCurator(t);
    } finally {
      await t.close();
    }
  };

  test('PostgreSQL restarted under load: 503 meanwhile, then everything goes on, and nothing is lost, half done or done twice', async () => {
    const api = await Product.start({ ...env, ROLE: 'api' });
    const worker = await Product.start({ ...env, ROLE: 'worker' });
    const curator = await signInCurator();
    const before = await Ledger.open(server.url);
    const load = new RecordingLoad(api, curator.auth);
    await eventually(() => expect(load.recorded.size).toBeGreaterThan(40), PATIENCE);
    // What falls due now falls due while there is no database.
    await bringForward(before, 1);
    await before.close().catch(() => undefined);
    await server.down();

    await eventually(() => expect(load.refusals.length).toBeGreaterThan(20), PATIENCE);
    const reading = await api.http.get('/api/v1/incidents').set(curator.auth);
    expect([reading.status, reading.body.code, reading.headers['retry-after']]).toEqual([503, 'unavailable', '5']);
    for (const process of [api, worker]) {
      const ready = await process.http.get('/health/ready');
      expect([ready.status, ready.body.checks.database.ok]).toEqual([503, false]);
      expect((await process.http.get('/health/live')).status).toBe(200);
    }
    await server.up();

    const already = load.recorded.size;
    await eventually(() => expect(load.recorded.size).toBeGreaterThan(already + 40), PATIENCE);
    await load.finish();
    expect(api.log.split('\n').filter((line) => line.includes('Unforeseen failure'))).toEqual([]);
    expect([...new Set(load.refusals)]).toEqual(['503 unavailable']);

    const ledger = await Ledger.open(server.url);
    await bringForward(ledger, 1);
    const incidents = await ledger.rows<{ id: string; acts: number; terms: number; url: string }>(
      `SELECT id, url, (SELECT count(*)::int FROM event WHERE stream_id = i.id AND type LIKE 'incident.%') AS acts,
         (SELECT count(*)::int FROM deadline WHERE stream_id = i.id) AS terms FROM incident i`,
    );
    // Each message was repeated until it was answered: each is there once, and each answer was true.
    expect(incidents.map(({ url }) => url).toSorted()).toEqual([...load.sent].toSorted());
    expect(incidents.map(({ id }) => id).toSorted()).toEqual([...load.recorded].toSorted());
    expect(incidents.filter(({ acts, terms }) => acts !== 1 || terms !== 2)).toEqual([]);
    // The worker that lived through it fires everything.
    await eventually(async () => expect(await ledger.count(`deadline WHERE next_mark IS NOT NULL`)).toBe(0), PATIENCE);
    await ledger.expectWhole();
    for (const process of [api, worker]) await eventually(async () => expect((await process.http.get('/health/ready')).status).toBe(200), PATIENCE);
    await ledger.close();
    for (const process of [api, worker]) expect((await process.stop()).code).toBe(0);
  }, 180_000);

  test('the processes still end when the database is gone', async () => {
    const processes = [await Product.start({ ...env, ROLE: 'api' }), await Product.start({ ...env, ROLE: 'worker' })];
    await server.down('SIGKILL');
    for (const process of processes) {
      const { code, seconds } = await process.stop();
      expect({ code, quick: seconds < 10 }).toEqual({ code: 0, quick: true });
    }
    await server.up();
  }, 120_000);
});
