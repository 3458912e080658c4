import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { type LocalPostgres, startEmbeddedPostgres } from '../../src/platform/database/index.js';

/** The settings the product starts its own embedded server with. */
const SETTINGS = ['shared_buffers=128MB', 'random_page_cost=1.1'];

/** An embedded PostgreSQL with the product's own settings, in `directory`. */
export async function startServer(directory: string, settings: readonly string[] = []): Promise<LocalPostgres> {
  await mkdir(directory, { recursive: true });
  // The server runs as a user of its own when the bench runs as root.
  await chmod(directory, 0o755);
  return startEmbeddedPostgres({ directory: join(directory, 'postgres'), settings: [...SETTINGS, ...settings] });
}

/** Runs `work` with a connection to a database. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Creates an empty database, in place of one of that name. */
export const createDatabase = (server: LocalPostgres, name: string): Promise<void> =>
  withClient(server.url('postgres'), async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${name}`);
  });
