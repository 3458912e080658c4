import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../../src/app.js';
import { SystemClock } from '../../src/platform/clock/index.js';
import { loadConfig } from '../../src/platform/config/index.js';
import { postgresBackend } from '../../src/platform/jobs/index.js';

/** The product inside this process, so that what it sends to the database can be heard. */
export async function withProductInside<T>(databaseUrl: string, directory: string, work: (app: NestFastifyApplication) => Promise<T>): Promise<T> {
  const config = loadConfig({ ROLE: 'api', VAR_DIR: directory, LOG_LEVEL: 'warn', DATABASE_POOL: '2' });
  const queues = await postgresBackend(databaseUrl, 4);
  const app = await createApp({ config, clock: new SystemClock(), databaseUrl, queues });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
