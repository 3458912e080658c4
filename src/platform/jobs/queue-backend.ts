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

/** Where BullMQ keeps its jobs: Redis, or the schema `bullmq` of the product's own PostgreSQL. */
export interface QueueBackend {
  kind: 'redis' | 'postgres';
  queue(name: string, options?: Omit<QueueOptions, 'connection'>): Queue;
  worker(name: string, work: (job: { name: string; data: unknown }) => Promise<void>, options?: Omit<WorkerOptions, 'connection'>): Worker;
  close(): Promise<void>;
}

/** Opens BullMQ on Redis. */
export function redisBackend(url: string, prefix: string): QueueBackend {
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

/** Opens BullMQ on PostgreSQL, creating its schema on first use; all queues and workers share one pool. */
export async function postgresBackend(url: string, size: number): Promise<QueueBackend> {
  const classes = withBackend(createPostgresBackend);
  const pool = new pg.Pool({ connectionString: url, options: '-c search_path=bullmq', max: size, keepAlive: true });
  pool.setMaxListeners(50);
  // Errors of idle connections; BullMQ reports those that matter.
  pool.on('error', () => undefined);
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
