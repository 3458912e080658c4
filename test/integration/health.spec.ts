import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/index.js';
import { Canary, HealthWarnings } from '../../src/platform/health/index.js';
import { Metrics } from '../../src/platform/metrics/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';

let t: TestApp;
let db: Database;
beforeAll(async () => {
  t = await startTestApp();
  db = t.get(Database);
});
afterAll(() => t.close());
beforeEach(() => db.transaction(() => db.change(`DELETE FROM heartbeat`)));

const ready = () => t.http.get('/health/ready');

describe('probes', () => {
  test('live answers while the process runs', async () => {
    const answer = await t.http.get('/health/live');
    expect([answer.status, answer.body]).toEqual([200, { status: 'live' }]);
  });

  test('a fresh installation without a worker says so', async () => {
    const { status, body } = await ready();
    expect(status).toBe(503);
    expect(body).toMatchObject({ status: 'not-ready', role: 'api', checks: { database: { ok: true }, migrations: { ok: true }, queue: { ok: true } } });
    expect(body.checks.worker.detail).toContain('No worker has answered yet');
  });

  test('ready while the canary is younger than a minute by the clock', async () => {
    await t.get(Canary).sing();
    expect((await ready()).status).toBe(200);
    t.clock.advance(59_999);
    expect((await ready()).status).toBe(200);
    t.clock.advance(1);
    const { status, body } = await ready();
    expect(status).toBe(503);
    expect(body.checks.worker).toEqual({ ok: false, detail: expect.stringContaining('for 60 seconds') });
  });

  test('the canary really goes through the queue', async () => {
    const worker = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env: { ROLE: 'worker' } });
    try {
      await eventually(async () => expect(await t.get(Canary).age()).not.toBeNull());
      expect((await ready()).status).toBe(200);
    } finally {
      await worker.close();
    }
  });

  test('pending migrations are named', async () => {
    await t.get(Canary).sing();
    await db.transaction(() => db.change(`UPDATE migrations SET name = 'x' || name WHERE name LIKE 'Heartbeat%'`));
    const { status, body } = await ready();
    await db.transaction(() => db.change(`UPDATE migrations SET name = substr(name, 2) WHERE name LIKE 'xHeartbeat%'`));
    expect(status).toBe(503);
    expect(body.checks.migrations.detail).toContain('Heartbeat1700000000110');
  });

  test('warnings of modules are shown and do not make the process unready', async () => {
    await t.get(Canary).sing();
    t.get(HealthWarnings).add(() => [{ code: 'calendar.missing', detail: 'No production calendar for 2031' }]);
    t.get(HealthWarnings).add(() => Promise.reject(new Error('x')));
    const { status, body } = await ready();
    expect(status).toBe(200);
    const codes = (body.warnings as { code: string }[]).map((warning) => warning.code);
    expect(codes).toEqual(expect.arrayContaining(['calendar.missing', 'health.source-failed']));
  });

  test('who comes through a proxy learns the status alone, and of no metrics', async () => {
    const { status, body } = await ready().set('x-forwarded-for', '127.0.0.1');
    expect([status, body]).toEqual([503, { status: 'not-ready' }]);
    expect((await t.http.get('/metrics').set('x-forwarded-for', '127.0.0.1')).status).toBe(404);
  });
});

describe('metrics', () => {
  test('show requests by route pattern, lateness, queues, pool and memory', async () => {
    await t.http.get('/health/live');
    t.get(Metrics).deadlineFired(300);
    const answer = await t.http.get('/metrics');
    expect(answer.headers['content-type']).toContain('text/plain');
    for (const line of [
      'http_request_duration_seconds_count{method="GET",route="/health/live",status="200"}',
      'otklik_deadline_lateness_seconds_bucket{le="0.5"} 1',
      'otklik_deadline_lateness_seconds_bucket{le="0.25"} 0',
      'otklik_queue_jobs{queue="deadlines",state="delayed"} 0',
      'otklik_database_connections{state="waiting"} 0',
      'process_resident_memory_bytes',
      'nodejs_eventloop_lag_seconds',
    ])
      expect(answer.text).toContain(line);
  });

  test('with METRICS_TOKEN only its bearer sees them', async () => {
    const token = 'metrics-token-of-the-test';
    const other = await startTestApp({ databaseUrl: t.databaseUrl, env: { METRICS_TOKEN: token } });
    try {
      expect((await other.http.get('/metrics')).status).toBe(404);
      expect((await other.http.get('/metrics').set('authorization', 'Bearer wrong')).status).toBe(404);
      const seen = await other.http.get('/metrics').set('authorization', `Bearer ${token}`).set('x-forwarded-for', '203.0.113.9');
      expect(seen.status).toBe(200);
      expect((await other.http.get('/health/ready')).body).toEqual({ status: 'not-ready' });
    } finally {
      await other.close();
    }
  });
});
