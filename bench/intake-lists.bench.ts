import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { systemActor } from '../src/identity/index.js';
import { CandidateList } from '../src/intake/index.js';
import { Database } from '../src/platform/database/index.js';
import { type BenchOptions, type Figure, percentile, round, tell } from './support/figure.js';

const [SMALL, LARGE] = [10_000, 1_000_000];
const TARGET = 2;
type Query = Parameters<CandidateList['execute']>[1];

/** Pages of the queue; the words stand in a half, and in fifty, of all texts. */
const pages: Record<string, Partial<Query>> = {
  'queue, first page': {},
  'queue, newest first': { sort: '-postedAt' },
  'queue, one network': { network: 'twitter' },
  'search, a word in a half': { q: 'вода' },
  'search, a word in fifty': { q: 'паром' },
};

/** First pages of the queue among a million candidates, against ten thousand: what a page costs must not follow what there is. */
export async function benchIntakeLists(app: NestFastifyApplication, { quick }: BenchOptions): Promise<Figure[]> {
  const [small, large, rounds] = quick ? [500, 2000, 5] : [SMALL, LARGE, 100];
  const [db, list] = [app.get(Database, { strict: false }), app.get(CandidateList, { strict: false })];
  const measure = async (count: number): Promise<Map<string, number[]>> => {
    tell(`intake: lists among ${count} candidates`);
    await fill(db, count);
    const times = new Map<string, number[]>();
    for (let n = 0; n < rounds; n += 1) {
      for (const [name, query] of Object.entries(pages)) {
        const started = performance.now();
        await list.execute(systemActor, { status: 'new', repeats: false, sort: '-rank', limit: 50, ...query });
        times.set(name, [...(times.get(name) ?? []), performance.now() - started]);
      }
    }
    return times;
  };
  const few = await measure(small);
  const many = await measure(large);
  return Object.keys(pages).map((name): Figure => {
    const [one, other] = [few.get(name) ?? [], many.get(name) ?? []];
    const ratio = percentile(other, 0.5) / percentile(one, 0.5);
    return {
      part: 'intake', name: `${name}: ${small} and ${large} candidates`,
      values: { smallP50Ms: round(percentile(one, 0.5)), largeP50Ms: round(percentile(other, 0.5)), largeP99Ms: round(percentile(other, 0.99)), ratio: round(ratio) },
      target: `median ≤ ${TARGET} ×`, met: quick ? null : ratio <= TARGET,
    };
  });
}

/** Candidates that differ as real ones do in what a list asks for; nine of ten are in the queue. */
async function fill(db: Database, count: number): Promise<void> {
  await db.transaction(async () => {
    await db.change('TRUNCATE intake_candidate');
    await db.change(
      `INSERT INTO intake_candidate (id, network, post_key, url, place, text, author_id, author_name, posted_at, found_at, found_by, points, rank, group_id, leads, status, state_since)
       SELECT id, (ARRAY['vk', 'vk', 'vk', 'vk', 'ok', 'ok', 'facebook', 'instagram', 'twitter'])[1 + n % 9], 'k' || n, 'https://vk.com/wall-1_' || n, '{"post":"-1_1","comment":null}',
         CASE WHEN n % 2 = 0 THEN 'Когда дадут воду в доме ' ELSE 'Не убирают снег у дома ' END || n || CASE WHEN n % ($1::integer / 50) = 0 THEN ' и когда пойдёт паром' ELSE '' END,
         'u' || n, 'Житель ' || n, at, at, 'comments', n % 12, n % 12 + extract(epoch FROM at) / 43200, id, true, CASE WHEN n % 10 = 0 THEN 'dismissed' ELSE 'new' END, at
       FROM (SELECT n, gen_random_uuid() AS id, timestamptz '2020-06-17' - (n * 7919 % $1) * interval '2.5 seconds' AS at FROM generate_series(1, $1::integer) AS n) given`,
      [count],
    );
  });
  await db.rows('SELECT 1');
  await db.transaction(() => db.change('ANALYZE intake_candidate'));
}
