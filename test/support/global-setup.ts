import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chmod } from 'node:fs/promises';
import pg from 'pg';
import { migrate, startEmbeddedPostgres, type LocalPostgres } from '../../src/platform/database/index.js';
import { postgresBackend } from '../../src/platform/jobs/index.js';

declare global {
  // eslint-style ambient declaration: jest passes values from set-up to tear-down through `global`.
  var testPostgres: LocalPostgres | undefined;
}

export const TEMPLATE = 'otklik_template';

/** One throw-away PostgreSQL for the whole run, with a migrated template every suite copies its database from. */
export default async function globalSetup(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-test-'));
  await chmod(directory, 0o755);
  const server = await startEmbeddedPostgres({
    directory,
    settings: ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'shared_buffers=256MB'],
  });
  globalThis.testPostgres = server;
  // A run that is interrupted leaves no server behind: it is told to stop when the process exits.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
  process.env['TEST_POSTGRES'] = server.url('postgres');
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${TEMPLATE}`);
  await migrate(server.url(TEMPLATE));
  const queues = await postgresBackend(server.url(TEMPLATE), 2);
  await queues.close();
  await admin.end();
}
