import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { createApp } from '../src/app.js';
import { SystemClock } from '../src/platform/clock/index.js';
import { loadConfig } from '../src/platform/config/index.js';
import { migrate, startEmbeddedPostgres } from '../src/platform/database/index.js';
import { postgresBackend, redisBackend } from '../src/platform/jobs/index.js';
import { DeadlineWaker } from '../src/regulation/deadline-waker.js';

/** One line of the table; milliseconds from the due moment to the commit that records the passing. */
export interface DeadlineBenchRow {
  readonly name: string;
  readonly backend: 'postgres' | 'redis';
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly target: string;
  readonly met: boolean;
  /** Nothing was recorded twice, or before its moment. */
  readonly sound: boolean;
}

export interface DeadlineBenchOptions {
  backend: 'postgres' | 'redis';
  /** Needed for `redis`. */
  redisUrl?: string;
  count?: number;
}

const TARGET_MS = 1000;
/** Time to put the deadlines and their wake-ups in place before the first falls due. */
const LEAD_MS = 6000;

/**
 * Lets deadlines of 46 authorities fall due in a worker as it runs in production, woken by its queue, and looks at the moments of the
 * commits (`track_commit_timestamp`): once `count` within ten seconds, once `count` at one instant.
 */
export async function benchDeadlines({ backend, redisUrl, count = 20_000 }: DeadlineBenchOptions): Promise<DeadlineBenchRow[]> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-'));
  await chmod(directory, 0o755);
  const server = await startEmbeddedPostgres({
    directory: join(directory, 'postgres'),
    settings: ['shared_buffers=128MB', 'random_page_cost=1.1', 'track_commit_timestamp=on'],
  });
  const client = new pg.Client({ connectionString: server.url('bench') });
  try {
    await createDatabase(server.url('postgres'));
    await migrate(server.url('bench'));
    await client.connect();
    const queues = backend === 'redis' ? await redisBackend(redisUrl ?? '', `bench-${process.pid}`) : await postgresBackend(server.url('bench'), 16);
    const config = loadConfig({ ROLE: 'worker', VAR_DIR: directory, LOG_LEVEL: 'warn' });
    const app = await createApp({ config, clock: new SystemClock(), databaseUrl: server.url('bench'), queues });
    try {
      const waker = app.get(DeadlineWaker);
      const spread = await run(client, waker, count, 10_000);
      const instant = await run(client, waker, count, 0);
      return [
        { name: `${count} due in ten seconds`, backend, count, ...spread },
        { name: `${count} due at one instant`, backend, count, ...instant },
      ];
    } finally {
      await app.close();
    }
  } finally {
    await client.end().catch(() => undefined);
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function run(client: pg.Client, waker: DeadlineWaker, count: number, spreadMs: number) {
  await client.query(`TRUNCATE deadline, event`);
  const first = new Date(Math.ceil((Date.now() + LEAD_MS) / 1000) * 1000);
  await client.query(
    `INSERT INTO deadline (id, obligation, clause, stream, stream_id, subject, subject_id, bearer_role, bearer_authority_id, edition_id, term,
       started_at, due_at, next_mark, next_mark_at)
     SELECT uuidv7(), 'reply.draft', 'M-10', 'incident', uuidv7(), 'assignment', uuidv7(), 'executor',
       md5((n.i % 46)::text)::uuid, uuidv7(), '{"kind":"working-hours","amount":6}', $1::timestamptz - interval '6 hours', at, 'passed', at
     FROM (SELECT $1::timestamptz + interval '1 millisecond' * round(random() * $3) AS at, i FROM generate_series(1, $2) AS i) AS n`,
    [first, count, spreadMs],
  );
  await client.query(`VACUUM ANALYZE deadline`);
  await waker.plan();
  const end = first.getTime() + spreadMs + 60_000;
  for (;;) {
    const { rows } = await client.query<{ open: number }>(`SELECT count(*)::integer AS open FROM deadline WHERE next_mark_at IS NOT NULL`);
    if (rows[0]?.open === 0) break;
    if (Date.now() > end) throw new Error(`${rows[0]?.open} deadlines did not fire within a minute`);
    await new Promise((done) => setTimeout(done, 500));
  }
  return figures(client, count);
}

async function figures(client: pg.Client, count: number) {
  const { rows } = await client.query<{ p50: number; p99: number; max: number; min: number; events: number; subjects: number }>(`
    SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY late) AS p50, percentile_disc(0.99) WITHIN GROUP (ORDER BY late) AS p99,
      max(late) AS max, min(late) AS min, count(*)::integer AS events, count(DISTINCT subject_id)::integer AS subjects
    FROM (SELECT subject_id, round(extract(epoch FROM pg_xact_commit_timestamp(xmin) - (details->>'dueAt')::timestamptz) * 1000, 1)::float8 AS late
      FROM event WHERE type = 'deadline.passed') AS fired`);
  const [{ p50, p99, max, min, events, subjects }] = rows as [(typeof rows)[number]];
  return { p50, p99, max, target: `p99 <= ${TARGET_MS} ms`, met: p99 <= TARGET_MS, sound: min >= 0 && events === count && subjects === count };
}

async function createDatabase(url: string): Promise<void> {
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query('CREATE DATABASE bench');
  await admin.end();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const redisUrl = process.env['REDIS_URL'];
  const rows = await benchDeadlines({ backend: 'postgres' });
  if (redisUrl) rows.push(...(await benchDeadlines({ backend: 'redis', redisUrl })));
  console.table(rows);
}
