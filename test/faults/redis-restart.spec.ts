import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { MovableClock } from '../../src/platform/clock/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { createCurator } from '../support/factories.js';
import { Ledger } from '../support/ledger.js';
import { bringForward, RecordingLoad } from '../support/load.js';
import { Product } from '../support/processes.js';
import { onRedis, RedisServer } from '../support/redis.js';

const PATIENCE = 60_000;

onRedis('Redis goes away', () => {
  let redis: RedisServer;
  let t: TestApp;
  let ledger: Ledger;
  let env: Record<string, string>;
  beforeAll(async () => {
    redis = await RedisServer.start();
    t = await startTestApp({ clock: MovableClock.running() });
    ledger = await Ledger.open(t.databaseUrl);
    env = { REDIS_URL: redis.url, DATABASE_URL: t.databaseUrl, VAR_DIR: '/tmp', SECRET_KEY: Buffer.alloc(32, 7).toString('base64') };
  });
  afterEach(() => Product.killAll());
  afterAll(async () => {
    await ledger?.close();
    await t?.close();
    await redis?.close();
  });

  test('acts succeed without it, the sweep fires what is due, readiness tells; when it is back the queue works again', async () => {
    const [api, worker] = [await Product.start({ ...env, ROLE: 'api' }), await Product.start({ ...env, ROLE: 'worker' })];
    await eventually(async () => expect((await api.http.get('/health/ready')).status).toBe(200), PATIENCE);
    await redis.kill();
    const load = new RecordingLoad(api, (await createCurator(t)).auth, 4);
    await eventually(() => expect(load.recorded.size).toBeGreaterThan(40), PATIENCE);
    await load.finish();
    expect(load.refusals).toEqual([]);
    await bringForward(ledger, 1);
    await eventually(async () => expect(await ledger.count(`deadline WHERE passed_at IS NOT NULL`)).toBe(load.recorded.size * 2), PATIENCE);
    await ledger.expectWhole();
    for (const process of [api, worker]) {
      const { status, body } = await process.http.get('/health/ready');
      expect([status, body.checks.queue.ok, body.checks.database.ok]).toEqual([503, false, true]);
    }

    await redis.up();
    const back = t.clock.now();
    await eventually(async () => expect(await ledger.count(`heartbeat WHERE at > $1`, back)).toBe(1), PATIENCE);
    for (const process of [api, worker]) await eventually(async () => expect((await process.http.get('/health/ready')).status).toBe(200), PATIENCE);
    await ledger.expectWhole();
  }, 180_000);

  test('the processes still end when it is gone', async () => {
    const processes = [await Product.start({ ...env, ROLE: 'api' }), await Product.start({ ...env, ROLE: 'worker' })];
    await redis.kill();
    for (const process of processes) {
      const { code, seconds } = await process.stop();
      expect({ code, quick: seconds < 10 }).toEqual({ code: 0, quick: true });
    }
    await redis.up();
  }, 120_000);
});
