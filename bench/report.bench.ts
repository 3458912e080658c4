import { get } from 'node:http';
import { join } from 'node:path';
import { DayTotals } from '../src/reporting/live/day-totals.js';
import { type Installation, nameOf, open, seedAll } from './scale.bench.js';
import { type BenchOptions, type Figure, percentile, round, tell } from './support/figure.js';
import { withProductInside } from './support/inside.js';
import { startServer, withClient } from './support/server.js';

const DAY = 86_400_000;
/** Seeded messages lie evenly over three years. */
const YEARS = 3 * 365;

/**
 * Reports on ten thousand and on a million messages: live figures of a stretch that holds a tenth of them (100,000 of the
 * million), the whole figures of that stretch, and its workbook, with the memory of the process that makes them.
 */
export async function benchReport({ quick, directory }: BenchOptions): Promise<Figure[]> {
  const counts = quick ? ([500, 2000] as const) : ([10_000, 1_000_000] as const);
  const folder = join(directory, quick ? 'scale-quick' : 'scale');
  await seedAll(folder, counts);
  const server = await startServer(folder);
  const installations: Installation[] = [];
  try {
    for (const count of counts) {
      await keepTotals(server.url(nameOf(count)));
      await work(server.url(nameOf(count)));
    }
    for (const count of counts) installations.push(await open(server, count));
    const [small, large] = installations as [Installation, Installation];
    const figures: Figure[] = [];
    for (const question of questions) figures.push(await live(small, large, quick ? 5 : 100, question));
    figures.push(await formation(large), await workbook(large));
    return quick ? figures.map((figure) => ({ ...figure, met: null })) : figures;
  } finally {
    for (const { product, agent } of installations) {
      agent.destroy();
      await product.stop();
    }
    await server.stop();
  }
}

/** Daily totals of all that is past, as the timetable keeps them; they stay with the seeded databases. */
async function keepTotals(url: string): Promise<void> {
  const started = performance.now();
  await withProductInside(url, join(process.env['TMPDIR'] ?? '/tmp', 'otklik-bench-totals'), (app) => app.get(DayTotals).roll());
  tell(`report: daily totals kept in ${Math.round((performance.now() - started) / 1000)} s`);
}

/** What some minutes of work leave behind: events of forty of the newest open messages that the totals have not seen. */
function work(url: string): Promise<unknown> {
  return withClient(url, (client) => client.query(
    `INSERT INTO event (type, stream, stream_id, channel, details, authority_ids, roles, at)
     SELECT e.type, e.stream, e.stream_id, e.channel, e.details, e.authority_ids, e.roles, now()
     FROM (SELECT id FROM incident WHERE status = 'routed' ORDER BY recorded_at DESC LIMIT 40) i
     CROSS JOIN LATERAL (SELECT * FROM event WHERE stream_id = i.id ORDER BY id DESC LIMIT 1) e`,
  ));
}

/** A stretch of whole days that holds a tenth of what there is. */
function tenth(): string {
  const to = new Date(Math.floor(Date.now() / DAY) * DAY - 60 * DAY - 10 * 3_600_000);
  const from = new Date(to.getTime() - Math.round(YEARS / 10) * DAY);
  return `from=${from.toISOString()}&to=${to.toISOString()}`;
}

/** As many days up to this very moment: today is counted from the facts. */
function lately(): string {
  const to = new Date();
  const midnight = Math.floor((to.getTime() + 10 * 3_600_000) / DAY) * DAY - 10 * 3_600_000;
  return `from=${new Date(midnight - (Math.round(YEARS / 10) - 1) * DAY).toISOString()}&to=${to.toISOString()}`;
}

interface LiveQuestion {
  name: string;
  query: (installation: Installation) => string;
}

const questions: readonly LiveQuestion[] = [
  { name: 'live figures of a tenth of all messages', query: tenth },
  { name: 'the same, of the days up to now', query: lately },
  { name: 'the same, of one network', query: () => `${tenth()}&network=vk` },
  { name: 'the same, of the authority with a quarter of the work, up to now', query: ({ people }) => `${lately()}&authorityId=${people.executors[0]?.[0]?.authorityId}` },
];

async function live(small: Installation, large: Installation, times: number, { name, query }: LiveQuestion): Promise<Figure> {
  const took: [number[], number[]] = [[], []];
  for (let i = -3; i < times; i += 1) {
    for (const [which, installation] of [small, large].entries()) {
      const { ms } = await ask(installation, `/reports/summary?${query(installation)}`);
      if (i >= 0) took[which as 0 | 1].push(ms);
    }
  }
  const [smallP50, largeP50] = [percentile(took[0], 0.5), percentile(took[1], 0.5)];
  tell(`report: ${name}: ${round(smallP50)} ms and ${round(largeP50)} ms`);
  return {
    part: 'report', name,
    values: { smallP50Ms: round(smallP50), largeP50Ms: round(largeP50), largeP99Ms: round(percentile(took[1], 0.99)), ratioP50: round(largeP50 / smallP50) },
    target: 'median <= 100 ms at a million', met: largeP50 <= 100,
  };
}

async function formation(large: Installation): Promise<Figure> {
  const before = await large.product.rss();
  const { ms, bytes } = await ask(large, `/reports/preview?${tenth()}`);
  const after = await large.product.rss();
  tell(`report: formed in ${Math.round(ms)} ms`);
  return { part: 'report', name: 'whole figures of a tenth of all messages', values: { tookMs: round(ms), answerKb: round(bytes / 1024), rssBeforeMb: before.nowMb, rssPeakMb: after.peakMb }, target: 'within 20 s, peak within 150 MB of before', met: ms <= 20_000 && after.peakMb - before.nowMb <= 150 };
}

async function workbook(large: Installation): Promise<Figure> {
  const before = await large.product.rss();
  const { ms, bytes } = await ask(large, `/reports/preview.xlsx?${tenth()}`);
  const after = await large.product.rss();
  tell(`report: workbook in ${Math.round(ms)} ms`);
  return { part: 'report', name: 'workbook with one row for each of them', values: { tookMs: round(ms), sizeMb: round(bytes / 1024 ** 2), rssBeforeMb: before.nowMb, rssPeakMb: after.peakMb }, target: 'memory flat: peak within 150 MB of before', met: after.peakMb - before.nowMb <= 150 };
}

function ask({ product, people, agent }: Installation, path: string): Promise<{ ms: number; bytes: number }> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get(`${product.url}/api/v1${path}`, { agent, headers: { authorization: `Bearer ${people.curator.token}` } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('error', reject);
      answer.on('end', () => (answer.statusCode === 200 ? resolve({ ms: performance.now() - started, bytes }) : reject(new Error(`${path}: ${answer.statusCode}`))));
    }).on('error', reject);
  });
}
