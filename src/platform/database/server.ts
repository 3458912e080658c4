import { join } from 'node:path';
import pg from 'pg';
import type { Config } from '../config/index.js';
import { StartError } from '../errors/index.js';
import { startEmbeddedPostgres } from './embedded-postgres.js';

const DATABASE = 'otklik';
/** Milliseconds the server of DATABASE_URL may take to answer at the start. */
const ANSWER_MS = 10_000;

/** Where the installation's database is, and how to let go of it. */
export interface DatabaseServer {
  url: string;
  /** True for the embedded server. */
  embedded: boolean;
  stop: () => Promise<void>;
}

/**
 * Finds the database: the real server of DATABASE_URL, or the embedded one under VAR_DIR,
 * whose database is created on first use.
 * @throws StartError when it does not answer, or refuses.
 */
export async function openDatabaseServer(config: Config, log?: (line: string) => void): Promise<DatabaseServer> {
  if (config.DATABASE_URL) {
    await reach(config.DATABASE_URL);
    return { url: config.DATABASE_URL, embedded: false, stop: async () => undefined };
  }
  const server = await startEmbeddedPostgres({
    directory: join(config.VAR_DIR, 'postgres'),
    // A power cut may cost the demo its last second; invented data are worth less than the time to load them.
    settings: ['shared_buffers=128MB', 'random_page_cost=1.1', ...(config.demo ? ['synchronous_commit=off'] : [])],
    log,
  });
  // Two demos on one base would each move a clock of their own.
  if (config.demo && server.attached) throw new StartError(`Демонстрация уже идёт в ${config.VAR_DIR}: остановите её (Ctrl+C) или задайте другую папку в VAR_DIR`);
  await ensureDatabase(server.url('postgres'));
  return { url: server.url(DATABASE), embedded: true, stop: server.stop };
}

async function reach(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: ANSWER_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    const { host, pathname } = new URL(url);
    const { message, code } = error as Error & { code?: string };
    // A host with several addresses fails with a list of failures and no words of its own.
    throw new StartError(`The database at ${host}${pathname} (DATABASE_URL) cannot be reached: ${message || code}`, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [DATABASE]);
    if (!rowCount) await client.query(`CREATE DATABASE ${DATABASE}`);
  } catch (error) {
    // Another process of the installation may have created it in between, or be at it.
    if (!['42P04', '23505'].includes(String((error as { code?: string }).code))) throw error;
  } finally {
    await client.end();
  }
}
