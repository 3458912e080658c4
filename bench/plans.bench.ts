import { join } from 'node:path';
import type pg from 'pg';
import { addWeeks, mondayOf } from '../src/content-plans/index.js';
import { migrate } from '../src/platform/database/index.js';
import { newId, newSecret, sha256 } from '../src/platform/ids/index.js';
import { type BenchOptions, type Figure, percentile, round } from './support/figure.js';
import { startProduct } from './support/product.js';
import { createDatabase, startServer, withClient } from './support/server.js';

const TARGET = 4;
const FIRST = '2020-W14';
/** A week in the middle of the year that is seeded. */
const ASKED = addWeeks(FIRST, 26);

/** What the page tells, as one who writes SQL by hand would ask for it: plans with their counts and terms, and the load. */
const BARE = [
  `SELECT p.id, p.authority_id, p.status, p.late, p.received_at, p.fewer_reason, a.name, a.short_name,
     (SELECT count(*) FROM content_plan_item i WHERE i.plan_id = p.id) AS items,
     (SELECT sum(cardinality(i.account_ids)) FROM content_plan_item i WHERE i.plan_id = p.id) AS planned,
     (SELECT count(o.url) FROM content_plan_outcome o WHERE o.plan_id = p.id) AS published,
     (SELECT min(d.due_at) FROM deadline d WHERE d.stream_id = p.id AND d.state = 'open') AS due
   FROM content_plan p JOIN authority a ON a.id = p.authority_id WHERE p.week = $1 ORDER BY due`,
  `SELECT i.date, left(i.time, 2) AS hour, count(*) FROM content_plan_item i JOIN content_plan p ON p.id = i.plan_id WHERE p.week = $1 GROUP BY 1, 2`,
];

/** The committee's week at a glance among 200 authorities and 52 weeks of plans, as a multiple of the bare SQL. */
export async function benchPlans({ quick, directory }: BenchOptions): Promise<Figure[]> {
  const [authorities, weeks, rounds] = quick ? [20, 8, 20] : [200, 52, 200];
  const server = await startServer(join(directory, 'plans'));
  try {
    await createDatabase(server, 'bench_plans');
    const url = server.url('bench_plans');
    await migrate(url);
    const token = await withClient(url, (client) => seed(client, authorities, weeks));
    const product = await startProduct({ ROLE: 'api', DATABASE_URL: url, VAR_DIR: join(directory, 'plans', 'var') });
    try {
      const address = `${product.url}/api/v1/content-plans/week/${quick ? addWeeks(FIRST, 4) : ASKED}`;
      const week = address.slice(-8);
      const page = async () => {
        const answer = await fetch(address, { headers: { authorization: `Bearer ${token}` } });
        if (answer.status !== 200) throw new Error(`${answer.status}: ${await answer.text()}`);
        return ((await answer.json()) as { rows: unknown[] }).rows.length;
      };
      return await withClient(url, async (client) => {
        const bare = async () => {
          for (const sql of BARE) await client.query(sql, [week]);
        };
        if ((await page()) < authorities) throw new Error('Not every authority is on the page');
        const [ours, peer]: [number[], number[]] = [[], []];
        // In turn, so that what else the machine does falls on both.
        for (let n = 0; n < rounds; n += 1) {
          ours.push(await timed(page));
          peer.push(await timed(bare));
        }
        const [p50, sql] = [percentile(ours, 0.5), percentile(peer, 0.5)];
        const values = { p50Ms: round(p50), p99Ms: round(percentile(ours, 0.99)), bareSqlP50Ms: round(sql), ratio: round(p50 / sql) };
        const name = `week at a glance, ${authorities} authorities × ${weeks} weeks`;
        return [{ part: 'plans', name, values, target: `≤ ${TARGET} × bare SQL`, met: quick ? null : p50 / sql <= TARGET }];
      });
    } finally {
      await product.stop();
    }
  } finally {
    await server.stop();
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return performance.now() - began;
}

/** @returns the token of a clerk of the committee. */
async function seed(client: pg.Client, authorities: number, weeks: number): Promise<string> {
  await client.query(`INSERT INTO authority (id, code, name, short_name, kind, evidence, valid_from, version)
    SELECT gen_random_uuid(), 'bench-' || n, 'Орган ' || n, 'Орган ' || n, 'ministry', '{}', '2020-01-01', 1 FROM generate_series(1, $1::int) n`, [authorities]);
  for (let n = 0; n < weeks; n += 1) {
    const week = addWeeks(FIRST, n);
    await client.query(
      `WITH plan AS (
         INSERT INTO content_plan (id, authority_id, week, status, state_since, owed_from, received_at, created_at, version)
         SELECT gen_random_uuid(), id, $1, (ARRAY['approved', 'submitted', 'recommended'])[1 + abs(hashtext(code)) % 3], now(), now(), now(), now(), 1
         FROM authority WHERE code LIKE 'bench-%' RETURNING id, authority_id, status
       ), item AS (
         INSERT INTO content_plan_item (id, plan_id, date, time, account_ids, theme, format, created_at)
         SELECT gen_random_uuid(), p.id, $2::date + n / 2, lpad((9 + n)::text, 2, '0') || ':00', ARRAY[gen_random_uuid()], 'Тема', 'text', now()
         FROM plan p, generate_series(0, 6) n RETURNING id, plan_id, account_ids
       ), outcome AS (
         INSERT INTO content_plan_outcome (id, plan_id, item_id, account_id, url, recorded_at)
         SELECT gen_random_uuid(), plan_id, id, account_ids[1], 'https://vk.com/wall-1_1', now() FROM item
       )
       INSERT INTO deadline (id, obligation, clause, stream, stream_id, subject, subject_id, bearer_role, edition_id, term, started_at, due_at)
       SELECT gen_random_uuid(), 'plan.review', 'A-7.1', 'content-plan', id, 'content-plan', id, 'committee', gen_random_uuid(),
         '{"kind":"working-days","amount":1}', $2::date, $2::date + 1 FROM plan WHERE status = 'submitted'`,
      [week, mondayOf(week)],
    );
  }
  await client.query('ANALYZE');
  const [userId, token] = [newId(), newSecret()];
  await client.query(
    `INSERT INTO user_account (id, email, password_hash, surname, name, roles, password_changed_at, created_at)
     VALUES ($1, 'bench-clerk@bench.invalid', '!', 'Мерова', 'Анна', '{committee}', now(), now())`,
    [userId],
  );
  await client.query(
    `INSERT INTO session (id, user_id, token_hash, created_at, last_used_at, expires_at) VALUES ($1, $2, $3, now(), '2199-01-01', '2199-01-01')`,
    [newId(), userId, sha256(token)],
  );
  return token;
}
