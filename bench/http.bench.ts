import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../src/platform/database/index.js';
import { Acts, type Call, captureScripts, recorded, type Scripts } from './http/acts.js';
import type { Statement } from './http/capture.js';
import { withProductInside } from './support/inside.js';
import { byPg, overHttp, type Round } from './http/load.js';
import { type BenchOptions, type Figure, median, quantiles, round, tell } from './support/figure.js';
import { createPeople } from './support/people.js';
import { type Product, startProduct } from './support/product.js';
import { createDatabase, startServer, withClient } from './support/server.js';

const TARGET = 0.5;
const CONNECTIONS = 16;

/** One act, done by us over HTTP and by the peer with the same SQL; each pair of lists has the same length. */
interface Contest {
  readonly name: string;
  readonly calls: (count: number) => Promise<Call[]>;
  readonly acts: (count: number) => Promise<Statement[][]>;
}

/**
 * Record, route, read one, list the first page: a process of the product over HTTP, and the statements it sends for
 * the same acts (captured from itself) by bare `pg`, from as many connections, in the same run and in turn.
 */
export async function benchHttp({ quick }: BenchOptions): Promise<Figure[]> {
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-http-'));
  await chmod(directory, 0o755);
  const server = await startServer(directory);
  const url = server.url('bench');
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  // A connection that the server ends while it idles is nobody's answer.
  pool.on('error', () => undefined);
  let product: Product | null = null;
  try {
    await createDatabase(server, 'bench');
    await migrate(url);
    const acts = await actsOf(url);
    const scripts = await withProductInside(url, directory, (app) => withClient(url, (client) => captureScripts(app, acts, client)));
    product = await startProduct({ ROLE: 'api', DATABASE_URL: url, VAR_DIR: directory });
    const [amount, rounds] = quick ? [40, 1] : [600, 5];
    const figures: Figure[] = [];
    for (const contest of contests(url, acts, scripts)) {
      tell(`http: ${contest.name}`);
      figures.push(await hold(contest, { product, token: acts.people.curator.token, pool, amount, rounds }));
    }
    const memory = await product.rss();
    figures.push({ part: 'http', name: 'memory of the api process after that load', values: { rssMb: memory.nowMb, peakMb: memory.peakMb }, target: null, met: null });
    return quick ? figures.map((figure) => ({ ...figure, met: null })) : figures;
  } finally {
    await product?.stop();
    await pool.end();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function actsOf(url: string): Promise<Acts> {
  const people = await createPeople(url);
  return withClient(url, async (client) => {
    const one = async (sql: string) => ((await client.query<{ id: string }>(sql)).rows[0] as { id: string }).id;
    return new Acts(people, await one(`SELECT id FROM topic ORDER BY id LIMIT 1`), await one(`SELECT id FROM location ORDER BY id LIMIT 1`));
  });
}

function contests(url: string, acts: Acts, scripts: Scripts): Contest[] {
  let post = 800_000_000;
  const posts = (count: number) => Array.from({ length: count }, () => (post += 1));
  // Each side gets incidents of its own: what is routed once cannot be routed again.
  const taken = new Set<string>();
  const targets = (count: number) =>
    withClient(url, async (client) => {
      const free = (await recorded(client, 1_000_000)).filter(({ id }) => !taken.has(id)).slice(0, count);
      if (free.length < count) throw new Error(`Only ${free.length} of ${count} incidents wait for routing`);
      for (const { id } of free) taken.add(id);
      return free;
    });
  const known = (count: number) =>
    withClient(url, async (client) => {
      const { rows } = await client.query<{ id: string }>(`SELECT id FROM incident WHERE status = 'routed' ORDER BY id LIMIT 500`);
      return Array.from({ length: count }, (_, i) => (rows[i % rows.length] as { id: string }).id);
    });
  return [
    {
      name: 'record: POST /incidents',
      calls: async (count) => posts(count).map((number) => acts.record(number)),
      acts: async (count) => posts(count).map(scripts.record),
    },
    {
      name: 'route: POST /incidents/:id/route',
      calls: async (count) => (await targets(count)).map(({ id }) => acts.route(id)),
      acts: async (count) => (await targets(count)).map(scripts.route),
    },
    {
      name: 'read one: GET /incidents/:id',
      calls: async (count) => (await known(count)).map(acts.read),
      acts: async (count) => (await known(count)).map(scripts.read),
    },
    {
      name: 'list: GET /incidents, 50 a page',
      calls: async (count) => Array.from({ length: count }, acts.list),
      acts: async (count) => Array.from({ length: count }, scripts.list),
    },
  ];
}

async function hold(
  contest: Contest,
  { product, token, pool, amount, rounds }: { product: Product; token: string; pool: pg.Pool; amount: number; rounds: number },
): Promise<Figure> {
  const [ours, peers]: [Round[], Round[]] = [[], []];
  let statements = 0;
  let [ourCpu, peerCpu] = [0, 0];
  // One round more than counts: both sides warm up.
  for (let i = 0; i <= rounds; i += 1) {
    const calls = await contest.calls(amount);
    const before = await product.cpuMs();
    const http = await overHttp(product.url, token, calls, CONNECTIONS);
    const used = (await product.cpuMs()) - before;
    const acts = await contest.acts(amount);
    statements = acts[0]?.length ?? 0;
    const start = process.cpuUsage();
    const peer = await byPg(pool, acts, CONNECTIONS);
    const { user, system } = process.cpuUsage(start);
    if (i === 0) continue;
    ours.push(http);
    peers.push(peer);
    ourCpu += used;
    peerCpu += (user + system) / 1000;
  }
  const ratio = median(ours.map(({ perSecond }, i) => perSecond / (peers[i] as Round).perSecond));
  const peerTimes = quantiles(peers.flatMap(({ ms }) => ms));
  return {
    part: 'http', name: contest.name,
    values: {
      perSecond: round(median(ours.map(({ perSecond }) => perSecond))),
      pgPerSecond: round(median(peers.map(({ perSecond }) => perSecond))),
      ratio: round(ratio),
      ...quantiles(ours.flatMap(({ ms }) => ms)),
      pgP50Ms: peerTimes.p50Ms,
      pgP99Ms: peerTimes.p99Ms,
      cpuMs: round(ourCpu / rounds / amount),
      pgCpuMs: round(peerCpu / rounds / amount),
      statements,
    },
    target: `ratio >= ${TARGET}`, met: ratio >= TARGET, note: `${CONNECTIONS} connections`,
  };
}
