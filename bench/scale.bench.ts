import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { type LocalPostgres, migrate } from '../src/platform/database/index.js';
import { probes, rareAuthor } from './scale/texts.js';
import { schemaOf, seed } from './scale/seed.js';
import { type BenchOptions, type Figure, percentile, round, tell } from './support/figure.js';
import type { BenchPeople } from './support/people.js';
import { type Product, startProduct } from './support/product.js';
import { createDatabase, startServer, withClient } from './support/server.js';

const TARGET = 1.5;

/** One list as somebody asks for it. */
interface Question {
  readonly name: string;
  readonly who: 'curator' | 'executor';
  readonly path: (count: number) => string;
}

const q = (words: string) => `/incidents?q=${encodeURIComponent(words)}`;
const questions: readonly Question[] = [
  { name: 'curator: all, newest first', who: 'curator', path: () => '/incidents' },
  { name: 'curator: recorded', who: 'curator', path: () => '/incidents?status=recorded' },
  { name: 'curator: overdue', who: 'curator', path: () => '/incidents?overdue=true' },
  { name: 'executor: own assignments', who: 'executor', path: () => '/assignments?mine=true' },
  { name: 'executor: own overdue assignments', who: 'executor', path: () => '/assignments?mine=true&overdue=true' },
  { name: 'executor: own incidents', who: 'executor', path: () => '/incidents' },
  { name: 'executor: open deadlines', who: 'executor', path: () => '/deadlines?bearer=me&state=open&limit=25' },
  { name: 'executor: overdue deadlines', who: 'executor', path: () => '/deadlines?bearer=me&state=overdue&limit=25' },
  { name: 'curator: open deadlines', who: 'curator', path: () => '/deadlines?bearer=me&state=open&limit=25' },
  { name: 'curator: overdue deadlines', who: 'curator', path: () => '/deadlines?bearer=me&state=overdue&limit=25' },
  { name: 'q: frequent word (30 %)', who: 'curator', path: () => q(probes.frequent) },
  { name: 'q: common word (3 %)', who: 'curator', path: () => q(probes.common) },
  { name: 'q: middling word (0.6 %)', who: 'curator', path: () => q(probes.middling) },
  { name: 'q: rare word (ten messages)', who: 'curator', path: () => q(probes.rare) },
  { name: 'q: unknown word', who: 'curator', path: () => q('ыйфяцуъ') },
  { name: 'q: two words', who: 'curator', path: () => q(`${probes.frequent} ${probes.common}`) },
  { name: 'q: fragment of a frequent word', who: 'curator', path: () => q(probes.frequent.slice(1, 6)) },
  { name: 'q: fragment of a middling word', who: 'curator', path: () => q(probes.middling.slice(1, 6)) },
  { name: 'q: author', who: 'curator', path: () => q(rareAuthor) },
  { name: 'q: number', who: 'curator', path: (count) => q(String(Math.floor(count / 2))) },
  { name: 'q by an executor: common word', who: 'executor', path: () => q(probes.common) },
];

/** A seeded database with a process of the product on it. */
export interface Installation {
  readonly count: number;
  readonly people: BenchPeople;
  readonly product: Product;
  readonly agent: Agent;
}

/**
 * First pages of the busiest lists and search, over HTTP one request at a time, at ten thousand and at a million
 * incidents in turn: what the larger installation costs as a multiple of the smaller.
 */
export async function benchScale({ quick, directory }: BenchOptions): Promise<Figure[]> {
  const counts = quick ? [500, 2000] as const : [10_000, 1_000_000] as const;
  const folder = join(directory, quick ? 'scale-quick' : 'scale');
  await seedAll(folder, counts);
  const server = await startServer(folder);
  const installations: Installation[] = [];
  try {
    for (const count of counts) installations.push(await open(server, count));
    const [small, large] = installations as [Installation, Installation];
    const figures: Figure[] = [];
    for (const question of questions) {
      figures.push(await compare(question, small, large, quick ? 1 : 3, quick ? 10 : 200));
      tell(`scale: ${question.name}: ${JSON.stringify(figures.at(-1)?.values)}`);
    }
    return quick ? figures.map((figure) => ({ ...figure, met: null })) : figures;
  } finally {
    for (const { product, agent } of installations) {
      agent.destroy();
      await product.stop();
    }
    await server.stop();
  }
}

/** Seeds what is missing, or was seeded under another schema; databases are kept for the next run. */
export async function seedAll(folder: string, counts: readonly number[]): Promise<void> {
  const server = await startServer(folder, ['wal_level=minimal', 'max_wal_senders=0', 'fsync=off', 'max_wal_size=8GB', 'full_page_writes=off']);
  try {
    await createDatabase(server, 'bench_schema');
    await migrate(server.url('bench_schema'));
    const schema = await withClient(server.url('bench_schema'), schemaOf);
    for (const count of counts) {
      const url = server.url(nameOf(count));
      if (await isSeeded(url, schema)) continue;
      tell(`scale: seeding ${count} incidents`);
      const started = performance.now();
      await createDatabase(server, nameOf(count));
      await seed(url, count);
      tell(`scale: ${count} incidents seeded in ${Math.round((performance.now() - started) / 1000)} s`);
    }
  } finally {
    await server.stop();
  }
}

export const nameOf = (count: number): string => `bench_${count}`;

/** Whether the database was seeded to its end, under the schema of today. */
const isSeeded = (url: string, schema: string): Promise<boolean> =>
  withClient(url, async (client) => {
    await client.query(`SELECT 1 FROM bench_seeded`);
    return (await schemaOf(client)) === schema;
  }).catch(() => false);

export async function open(server: LocalPostgres, count: number): Promise<Installation> {
  const url = server.url(nameOf(count));
  const people = await withClient(url, async (client) => {
    const { rows } = await client.query<{ people: BenchPeople }>(`SELECT people FROM bench_people`);
    return (rows[0] as { people: BenchPeople }).people;
  });
  const product = await startProduct({ ROLE: 'api', DATABASE_URL: url, DATABASE_POOL: '4', VAR_DIR: join(process.env['TMPDIR'] ?? '/tmp', `otklik-bench-${count}`) });
  return { count, people, product, agent: new Agent({ keepAlive: true, maxSockets: 1 }) };
}

/** The quietest of a few rounds counts, of each installation its own: a busy machine slows some of them. */
async function compare({ name, who, path }: Question, small: Installation, large: Installation, rounds: number, times: number): Promise<Figure> {
  const both = [small, large] as const;
  const items = [0, 0];
  const [p50, p99] = [[Infinity, Infinity], [Infinity, Infinity]];
  for (let turn = 0; turn <= rounds; turn += 1) {
    const took: [number[], number[]] = [[], []];
    // The first round only warms up.
    for (let i = 0; i < (turn === 0 ? 20 : times); i += 1) {
      // In turn, so that whatever else the machine does falls on both.
      for (const which of i % 2 ? ([0, 1] as const) : ([1, 0] as const)) {
        const { ms, count } = await ask(both[which], who, path(both[which].count));
        took[which].push(ms);
        items[which] = count;
      }
    }
    if (turn === 0) continue;
    for (const which of [0, 1] as const) {
      p50[which] = Math.min(p50[which] as number, percentile(took[which], 0.5));
      p99[which] = Math.min(p99[which] as number, percentile(took[which], 0.99));
    }
  }
  const [smallP50 = 0, largeP50 = 0, smallP99 = 0, largeP99 = 0] = [...p50, ...p99];
  return {
    part: 'scale', name,
    values: {
      smallP50Ms: round(smallP50), largeP50Ms: round(largeP50), ratioP50: round(largeP50 / smallP50),
      smallP99Ms: round(smallP99), largeP99Ms: round(largeP99), ratioP99: round(largeP99 / smallP99),
      smallItems: items[0] as number, largeItems: items[1] as number,
    },
    target: `median and p99 <= ${TARGET} x`,
    met: largeP50 / smallP50 <= TARGET && largeP99 / smallP99 <= TARGET,
  };
}

function ask({ product, people, agent }: Installation, who: 'curator' | 'executor', path: string): Promise<{ ms: number; count: number }> {
  const person = who === 'curator' ? people.curator : (people.executors[0]?.[0] ?? people.curator);
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get(`${product.url}/api/v1${path}`, { agent, headers: { authorization: `Bearer ${person.token}` } }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () => {
        const ms = performance.now() - started;
        const text = Buffer.concat(chunks).toString('utf8');
        if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode} ${text.slice(0, 500)}`));
        else resolve({ ms, count: (JSON.parse(text) as { items: unknown[] }).items.length });
      });
    }).on('error', reject);
  });
}
