import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IncidentSearch, type Search } from '../../src/incidents/incident-search.js';
import { spansBetween } from '../../src/incidents/recording-spans.js';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';

let t: TestApp;

/** 3,000 messages: a year of single ones, then 300 within five minutes, a hundred of them in one second. */
const MESSAGES = `
  INSERT INTO incident (id, network, post_key, url, text, author_name, search_text, posted_at, recorded_at, status, state_since, version)
  SELECT uuidv7(), 'vk', n::text, 'https://vk.com/wall-1_' || n, 'x', 'x',
    concat_ws(' ', 'сообщение',
      CASE WHEN n % 2 = 0 THEN 'освещением' END, CASE WHEN n % 20 = 3 THEN 'поликлинику' END, CASE WHEN n % 211 = 5 THEN 'шлагбаумами' END,
      CASE WHEN n = 1500 THEN 'клещеватка' END, CASE WHEN n <= 700 THEN 'половодьем' END, CASE WHEN n > 2990 THEN 'гололёдом' END),
    at, at, CASE WHEN n % 3 = 0 THEN 'recorded' ELSE 'closed' END, at, 1
  FROM generate_series(1, 3000) AS n, LATERAL (SELECT '2020-06-17T00:00:00Z'::timestamptz + CASE
    WHEN n <= 2700 THEN interval '3 hours' * (n - 2700) - interval '1 hour'
    WHEN n <= 2800 THEN interval '1 millisecond' * (n - 2700)
    ELSE interval '3 seconds' * (n - 2800) END AS at) AS moment`;

beforeAll(async () => {
  t = await startTestApp();
  const db = t.get(Database);
  await db.transaction(() => db.change(MESSAGES));
});
afterAll(() => t.close());

/** What a search must find: the same question without windows. */
async function everything(q: string, { descending, start, limit }: Search, status: string | null): Promise<string[]> {
  const [order, beyond] = descending ? ['DESC', '<='] : ['ASC', '>='];
  const rows = await t.get(Database).rows<{ id: string }>(
    `SELECT id FROM incident i WHERE (to_tsvector('russian', search_text) @@ websearch_to_tsquery('russian', $1) OR search_text LIKE '%' || $1 || '%')
       AND ($2::timestamptz IS NULL OR recorded_at ${beyond} $2) AND ($3::text IS NULL OR status = $3)
     ORDER BY recorded_at ${order}, id ${order} LIMIT ${limit}`,
    [q, start, status],
  );
  return rows.map(({ id }) => id);
}

const words = ['освещение', 'поликлиника', 'шлагбаум', 'клещеватка', 'половодье', 'гололедом', 'нигденет', 'свещ', 'лагбау', 'оводье', 'освещение поликлиника', 'об', 'ыы', 'с'];
const starts = [null, '2020-06-17T00:00:00.050Z', '2020-06-17T00:01:00Z', '2020-01-01T00:00:00Z', '2019-07-12T22:00:00Z', '2018-01-01T00:00:00Z', '2021-01-01T00:00:00Z'];

describe.each([true, false])('a page in windows of time is the page there is, newest first: %s', (descending) => {
  test.each(words)('%s', async (q) => {
    for (const start of starts) {
      for (const status of [null, 'recorded']) {
        const search: Search = {
          q, descending, start, limit: 51,
          narrow: (filter) => {
            if (start) filter.and(`i.recorded_at ${descending ? '<=' : '>='} ?::timestamptz`, start);
            filter.when(status, 'i.status = ?');
          },
        };
        const found = await t.get(IncidentSearch).ids(search);
        expect({ start, status, found: found.toSorted() }).toEqual({ start, status, found: (await everything(q, search, status)).toSorted() });
      }
    }
  });
});

test('spans cover the seconds asked for, by the sizes the database keeps', async () => {
  const db = t.get(Database);
  for (const width of [1, 2, 63, 64, 1000, 100_000, 40_000_000, 400_000_000]) {
    const to = 1_592_352_000 + width;
    const spans = spansBetween(to - width, to);
    const row = await db.row<{ covered: boolean; apart: boolean }>(
      `SELECT bool_and(recording_spans(to_timestamp($2::float8 + s.part * ($3::float8 - $2::float8 - 1) / 97)) && $1::bigint[]) AS covered,
         NOT (recording_spans(to_timestamp($3::float8 + 3 * ($3::float8 - $2::float8) + 64)) && $1::bigint[]) AS apart
       FROM generate_series(0, 97) AS s(part)`,
      [spans, to - width, to],
    );
    expect({ width, ...row, few: spans.length <= 400 }).toEqual({ width, covered: true, apart: true, few: true });
  }
});
