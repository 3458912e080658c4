import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import supertest from 'supertest';
import type { Foundations } from '../../src/app.module.js';
import { createApp } from '../../src/app.js';
import { MovableClock } from '../../src/platform/clock/index.js';
import { loadConfig } from '../../src/platform/config/index.js';
import { postgresBackend, redisBackend } from '../../src/platform/jobs/index.js';
import { createTestDatabase } from './database.js';

/** A running application on a database of its own, with a clock that stands still until it is moved. */
export interface TestApp {
  app: NestFastifyApplication;
  clock: MovableClock;
  databaseUrl: string;
  /** Real HTTP to the application, without credentials. */
  http: ReturnType<typeof supertest>;
  /** A provider of the application. */
  get: NestFastifyApplication['get'];
  close: () => Promise<void>;
}

interface Options {
  /** Where the clock stands at the start: Wednesday, 17 June 2020, 10:00 in Khabarovsk. */
  now?: string;
  env?: Record<string, string>;
  /** Another application's database, to run two processes on one. */
  databaseUrl?: string;
  clock?: MovableClock;
  /** Modules with routes of the test's own. */
  extra?: Foundations['extra'];
  /** Receives log lines; set LOG_LEVEL in `env` with it. */
  logTo?: Foundations['logTo'];
}

/** Starts an application; by default an `api` process, so that no timer acts by itself. */
export async function startTestApp(options: Options = {}): Promise<TestApp> {
  const database = options.databaseUrl ? { url: options.databaseUrl, drop: async () => undefined } : await createTestDatabase();
  const clock = options.clock ?? MovableClock.frozen(options.now ?? '2020-06-17T10:00:00+10:00');
  const directory = await mkdtemp(join(tmpdir(), 'otklik-var-'));
  const config = loadConfig({ ROLE: 'api', VAR_DIR: directory, LOG_LEVEL: 'silent', DATABASE_POOL: '10', LOGIN_PER_MINUTE: '10000', ...options.env });
  const queues = config.REDIS_URL ? await redisBackend(config.REDIS_URL, config.QUEUE_PREFIX) : await postgresBackend(database.url, 8);
  const tidy = async () => {
    await rm(directory, { recursive: true, force: true });
    await database.drop();
  };
  const started = createApp({ config, clock, databaseUrl: database.url, queues, extra: options.extra, logTo: options.logTo });
  const app = await started.catch(async (error: unknown) => {
    await tidy();
    throw error;
  });
  await app.listen(0, '127.0.0.1');
  return {
    app,
    clock,
    databaseUrl: database.url,
    http: supertest(await app.getUrl()),
    get: app.get.bind(app) as NestFastifyApplication['get'],
    close: async () => {
      await app.close();
      await tidy();
    },
  };
}
