import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import { createApp } from './app.js';
import type { Foundations } from './app.module.js';
import { SystemClock } from './platform/clock/index.js';
import type { Config } from './platform/config/index.js';
import { migrate, openDatabaseServer } from './platform/database/index.js';
import { StartError } from './platform/errors/index.js';
import { closeServer } from './platform/http/index.js';
import { postgresBackend, redisBackend } from './platform/jobs/index.js';

/** A running process of the product. */
export interface Running {
  app: NestFastifyApplication;
  databaseUrl: string;
  stop: () => Promise<void>;
}

/** What the demo has otherwise than the product. */
type Special = Partial<Pick<Foundations, 'clock' | 'logTo' | 'extra'>> & {
  /** Runs when everything is up but nobody is answered yet. */
  beforeListening?: (app: NestFastifyApplication) => Promise<void>;
};

const cannotListen = ({ HOST, PORT }: Config, { code, message }: NodeJS.ErrnoException, cause: unknown): StartError =>
  new StartError(`Cannot listen on ${HOST}:${PORT} (HOST, PORT): ${code === 'EADDRINUSE' ? 'the port is taken by another program' : message}`, { cause });

/** @throws StartError when the address is taken: better now than after the servers are up and everything is migrated. */
function assertFree(config: Config): Promise<void> {
  return new Promise((free, refuse) => {
    const probe = createServer();
    probe.once('error', (error) => refuse(cannotListen(config, error, error)));
    probe.listen(config.PORT, config.HOST, () => probe.close(() => free()));
  });
}

/** @throws StartError when the address is taken or not this machine's. */
async function listen(app: NestFastifyApplication, config: Config): Promise<void> {
  try {
    await app.listen(config.PORT, config.HOST);
  } catch (error) {
    await app.close();
    throw cannotListen(config, error as NodeJS.ErrnoException, error);
  }
}

/** Finds the servers or starts the embedded ones, migrates, and listens (worker processes too: for their probes). */
export async function start(config: Config, { clock = new SystemClock(), beforeListening, ...rest }: Special = {}): Promise<Running> {
  await assertFree(config);
  const server = await openDatabaseServer(config);
  try {
    await migrate(server.url);
    const queues = config.REDIS_URL ? await redisBackend(config.REDIS_URL, config.QUEUE_PREFIX) : await postgresBackend(server.url, 16);
    const app = await createApp({ config, clock, databaseUrl: server.url, queues, ...rest });
    await beforeListening?.(app);
    await listen(app, config);
    return {
      app,
      databaseUrl: server.url,
      // In this order: no more requests, those in hand, streams; then jobs in hand, queues, connections; the database last.
      stop: async () => {
        await closeServer(app.getHttpAdapter().getInstance() as unknown as FastifyInstance);
        await app.close();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}
