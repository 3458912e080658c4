import {
  createPostgresBackend,
  createRedisBackend,
  type Queue,
  type QueueOptions,
  runMigrations,
  withBackend,
  type Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { StartError } from '../errors/index.js';
import { within } from './within.js';

/** Milliseconds Redis may take to answer at the start. */
const ANSWER_MS = 10_000;

/** Where BullMQ keeps its jobs: Redis, or the schema `bullmq` of the product's own PostgreSQL. */
export interface QueueBackend {
  kind: 'redis' | 'postgres';
  queue(name: string, options?: Omit<QueueOptions, 'connection'>): Queue;
  worker(name: string, work: (job: { name: string; data: unknown }) => Promise<void>, options?: Omit<WorkerOptions, 'connection'>): Worker;
  close(): Promise<void>;
}

/**
 * Opens BullMQ on Redis.
 * @throws StartError when it does not answer, or refuses.
 */
export async function redisBackend(url: string, prefix: string): Promise<QueueBackend> {
  await reach(url);
  const producer = new Redis(url, { maxRetriesPerRequest: null });
  const consumer = new Redis(url, { maxRetriesPerRequest: null });
  // A lost connection is reported by the queues and mended by ioredis itself.
  for (const connection of [producer, consumer]) connection.on('error', () => undefined);
  const classes = withBackend(createRedisBackend);
  return {
    kind: 'redis',
    queue: (name, options) => new classes.Queue(name, { ...options, prefix, connection: producer }) as unknown as Queue,
    worker: (name, work, options) =>
      new classes.Worker(name, work, { ...options, prefix, connection: consumer }) as unknown as Worker,
    close: async () => {
      producer.disconnect();
      consumer.disconnect();
    },
  };
}

async function reach(url: string): Promise<void> {
  const probe = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  let fault = '';
  probe.on('error', (error: Error & { code?: string }) => (fault = error.message || String(error.code)));
  try {
    await within(ANSWER_MS, probe.connect().then(() => probe.ping()));
  } catch (error) {
    throw new StartError(`Redis at ${new URL(url).host} (REDIS_URL) cannot be reached: ${fault || (error as Error).message}`, { cause: error });
  } finally {
    probe.disconnect();
  }
}

/** Opens BullMQ on PostgreSQL, creating its schema on first use; all queues and workers share one pool. */
export async function postgresBackend(url: string, size: number): Promise<QueueBackend> {
  const classes = withBackend(createPostgresBackend);
  const pool = new pg.Pool({ connectionString: url, options: '-c search_path=bullmq', max: size, keepAlive: true });
  pool.setMaxListeners(50);
  // Errors of idle connections; BullMQ reports those that matter.
  pool.on('error', () => undefined);
  // One lost while it is lent out, between two statements of BullMQ, would end the process: its next statement fails instead.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const client = await pool.connect();
  try {
    await runMigrations(client as never);
  } finally {
    client.release();
  }
  const connection = pool as never;
  return {
    kind: 'postgres',
    queue: (name, options) => new classes.Queue(name, { ...options, connection }) as unknown as Queue,
    worker: (name, work, options) => new classes.Worker(name, work, { ...options, connection }) as unknown as Worker,
    close: () => pool.end(),
  };
}
