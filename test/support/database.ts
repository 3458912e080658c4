import pg from 'pg';
import { newSecret } from '../../src/platform/ids/index.js';
import { TEMPLATE } from './global-setup.js';

/** A database of one suite's own, copied from the migrated template. */
export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/** Makes a fresh database for a suite. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env['TEST_POSTGRES'];
  if (!server) throw new Error('TEST_POSTGRES is set by the global set-up');
  const name = `t_${newSecret(9).replaceAll(/[^A-Za-z0-9]/g, 'x').toLowerCase()}`;
  await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    // Copies of one template wait for each other.
    await client.query(`SELECT pg_advisory_lock(hashtext('otklik.test.create'))`);
    await client.query(sql);
  } finally {
    await client.end();
  }
}
