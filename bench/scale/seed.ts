import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { migrate } from '../../src/platform/database/index.js';
import { tell } from '../support/figure.js';
import { createPeople } from '../support/people.js';
import { withClient } from '../support/server.js';
import { lifeOf, type SeedBasis, type Table, tables } from './lives.js';
import { Random } from './random.js';

const names = Object.keys(tables) as Table[];
/** Bytes gathered before they are handed to the socket. */
const CHUNK = 256 * 1024;

/**
 * Fills an empty database with `count` incidents and everything that hangs on them, by COPY, indexes afterwards.
 * The server needs `wal_level=minimal` to do so without writing everything twice.
 */
export async function seed(url: string, count: number): Promise<void> {
  await migrate(url);
  const people = await createPeople(url);
  const restore = await withClient(url, async (client) => {
    const now = Date.now();
    const ids = async (sql: string) => (await client.query<{ id: string }>(sql)).rows.map(({ id }) => id);
    const basis: SeedBasis = {
      people, count, now,
      topicIds: await ids(`SELECT id FROM topic ORDER BY id`),
      locationIds: await ids(`SELECT id FROM location ORDER BY id LIMIT 300`),
      editionId: (await ids(`SELECT id FROM regulation_edition`))[0] as string,
    };
    const statements = await dropIndexes(client);
    await copyAll(url, basis);
    await client.query(`SELECT setval('incident_number_seq', $1)`, [count]);
    await client.query(`CREATE TABLE IF NOT EXISTS bench_people AS SELECT $1::jsonb AS people`, [JSON.stringify(people)]);
    return statements;
  });
  await withClient(url, async (client) => {
    tell(`scale: ${count}: indexes`);
    await client.query(`SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2`);
    for (const statement of restore) await client.query(statement);
    tell(`scale: ${count}: VACUUM ANALYZE`);
    for (const name of names) await client.query(`VACUUM (ANALYZE) ${name}`);
    await client.query(`CREATE TABLE bench_seeded ()`);
    await client.query('CHECKPOINT');
  });
}

/** What the tables look like: databases seeded under another schema are seeded anew. */
export async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ schema: string }>(
    `SELECT md5(string_agg(line, E'\\n' ORDER BY line)) AS schema FROM (
       SELECT table_name || '.' || column_name || ' ' || data_type AS line FROM information_schema.columns WHERE table_schema = 'public' AND table_name = ANY($1)
       UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1)) AS lines`,
    [names],
  );
  return rows[0]?.schema ?? '';
}

/** Drops keys and indexes of the seeded tables. @returns what makes them again, in order. */
async function dropIndexes(client: pg.Client): Promise<string[]> {
  const { rows: keys } = await client.query<{ table: string; name: string; kind: string; definition: string }>(
    `SELECT conrelid::regclass::text AS "table", conname AS name, contype::text AS kind, pg_get_constraintdef(oid) AS definition
     FROM pg_constraint WHERE conrelid = ANY($1::regclass[]) AND contype IN ('p', 'f') ORDER BY contype`,
    [names],
  );
  // 'f' before 'p': foreign keys go first and come back last.
  for (const { table, name } of keys) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT "${name}"`);
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, indexdef AS definition FROM pg_indexes WHERE schemaname = 'public' AND tablename = ANY($1)`,
    [names],
  );
  for (const { name } of indexes) await client.query(`DROP INDEX "${name}"`);
  return [
    ...indexes.map(({ definition }) => definition),
    ...keys.toReversed().map(({ table, name, definition }) => `ALTER TABLE ${table} ADD CONSTRAINT "${name}" ${definition}`),
  ];
}

/** All tables at once, each on a connection of its own. */
async function copyAll(url: string, basis: SeedBasis): Promise<void> {
  const copies = await Promise.all(names.map((name) => Copy.open(url, name)));
  const byName = Object.fromEntries(copies.map((copy) => [copy.name, copy])) as Record<Table, Copy>;
  const random = new Random(77);
  for (let i = 0; i < basis.count; i += 1) {
    lifeOf(i, basis, random, (table, cells) => byName[table].put(cells));
    if (i % 64 === 0) for (const copy of copies) if (copy.full) await copy.flush();
    if (i % 100_000 === 0 && i > 0) tell(`scale: ${i} of ${basis.count} incidents`);
  }
  for (const copy of copies) await copy.close();
}

class Copy {
  private rows: string[] = [];
  private size = 0;

  private constructor(
    readonly name: Table,
    private readonly client: pg.Client,
    private readonly stream: CopyStreamQuery,
  ) {}

  static async open(url: string, name: Table): Promise<Copy> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    // A table truncated in the same transaction is filled without the write-ahead log.
    await client.query('BEGIN');
    await client.query(`TRUNCATE ${name}`);
    return new Copy(name, client, client.query(copyFrom(`COPY ${name} (${tables[name]}) FROM STDIN`)));
  }

  get full(): boolean {
    return this.size > CHUNK;
  }

  put(cells: readonly (string | number | null)[]): void {
    const row = `${cells.map((cell) => (cell === null ? '\\N' : cell)).join('\t')}\n`;
    this.rows.push(row);
    this.size += row.length;
  }

  async flush(): Promise<void> {
    const chunk = this.rows.join('');
    [this.rows, this.size] = [[], 0];
    if (!this.stream.write(chunk)) await once(this.stream, 'drain');
  }

  async close(): Promise<void> {
    await this.flush();
    this.stream.end();
    await finished(this.stream);
    await this.client.query('COMMIT');
    await this.client.end();
  }
}
