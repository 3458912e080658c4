import { describe } from '@jest/globals';
import pg from 'pg';
import { onRedis, RedisServer } from './redis.js';

/** Where BullMQ keeps its jobs in a suite. */
export interface QueueServer {
  /** Variables that make a process use it. */
  env: Record<string, string>;
  /** Throws away everything the queues hold, as a fault would: without a word to anybody. */
  empty: (databaseUrl: string) => Promise<void>;
  close: () => Promise<void>;
}

const onPostgres = async (): Promise<QueueServer> => ({ env: {}, empty: truncateQueues, close: async () => undefined });

const onOwnRedis = async (): Promise<QueueServer> => {
  const redis = await RedisServer.start();
  return { env: { REDIS_URL: redis.url }, empty: async () => void redis.ask('FLUSHALL'), close: () => redis.close() };
};

/** Declares the same suite for both queue backends; the half on Redis is skipped by name where there is none. */
export function onBothBackends(suite: (open: () => Promise<QueueServer>) => void): void {
  describe('BullMQ on PostgreSQL', () => suite(onPostgres));
  onRedis('BullMQ on Redis', () => suite(onOwnRedis));
}

async function truncateQueues(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
    );
    await client.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`);
  } finally {
    await client.end();
  }
}
