import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { createApp } from '../src/app.js';
import { systemActor } from '../src/identity/index.js';
import { FollowAccounts, ReadNetworks } from '../src/intake/index.js';
import { SystemClock } from '../src/platform/clock/index.js';
import { loadConfig } from '../src/platform/config/index.js';
import { Database, migrate, startEmbeddedPostgres } from '../src/platform/database/index.js';
import { newId } from '../src/platform/ids/index.js';
import { postgresBackend } from '../src/platform/jobs/index.js';
import { AddCredential } from '../src/publishing/index.js';
import { FakeVk } from '../src/demo/vk/fake-vk.js';
import { benchIntakeLists } from './intake-lists.bench.js';
import { type BenchOptions, type Figure, median, round, tell } from './support/figure.js';
import { createDatabase } from './support/server.js';

const [ACCOUNTS, POSTS, COMMENTS] = [10, 10, 200];
const PAGE = 100;
/** A candidate is a row with a dozen indexes, its text read for topic, place and grounds, and compared with others; the peer is one row. */
const TARGET_RATIO = 0.02;
/** How much more memory the last fifth may take than the second did. */
const FLAT = 1.25;
const MB = 1024 * 1024;

/**
 * 20,000 comments on 100 posts of ten accounts, read through a server of VK that keeps its limits (20 calls a second for a
 * community, 3 for a person): rate, memory, fairness, nothing twice. The peer inserts the same texts with bare `pg`, a page of a
 * hundred a transaction. Then lists among many candidates.
 */
export async function benchIntake(options: BenchOptions): Promise<Figure[]> {
  const [accounts, posts, comments] = options.quick ? [3, 2, 120] : [ACCOUNTS, POSTS, COMMENTS];
  const directory = await mkdtemp(join(tmpdir(), 'otklik-bench-intake-'));
  await chmod(directory, 0o755);
  const server = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), settings: ['shared_buffers=128MB', 'random_page_cost=1.1'] });
  const vk = new FakeVk();
  await vk.start();
  try {
    await createDatabase(server, 'bench');
    const url = server.url('bench');
    await migrate(url);
    const config = loadConfig({ ROLE: 'api', VAR_DIR: directory, LOG_LEVEL: 'warn', SECRET_KEY: randomBytes(32).toString('base64'), NETWORKS: 'vk', VK_API_URL: vk.url });
    const app = await createApp({ config, clock: new SystemClock(), databaseUrl: url, queues: await postgresBackend(url, 16) });
    try {
      const texts = fill(vk, accounts, posts, comments);
      await credentials(app, vk, accounts);
      const ours = await read(app, texts.length);
      const peerPerSecond = await peer(url, texts);
      const ratio = ours.perSecond / peerPerSecond;
      const sound = ours.stored === texts.length && vk.violations.length === 0;
      const flow: Figure = {
        part: 'intake', name: `${texts.length} comments of ${accounts} accounts read within the network's limits`,
        values: {
          perSecond: round(ours.perSecond), peerPerSecond: round(peerPerSecond), ratio: round(ratio), liveMb: round(ours.liveMb), memoryRatio: round(ours.memoryRatio), calls: vk.done.length,
          doubled: ours.stored - texts.length, limitsBroken: vk.violations.length, leastShareAtHalf: round(ours.leastShare),
        },
        target: `each once, no limit broken, ratio >= ${TARGET_RATIO}, memory of the last fifth <= ${FLAT} x that of the second`,
        met: options.quick ? null : sound && ratio >= TARGET_RATIO && ours.memoryRatio <= FLAT,
        note: sound ? undefined : vk.violations.slice(0, 3).join('; ') || `${ours.stored} stored`,
      };
      return [flow, ...(await benchIntakeLists(app, options))];
    } finally {
      await app.close();
    }
  } finally {
    await vk.stop();
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

const PLACES = ['Хабаровске', 'Амурске', 'Бикине', 'Вяземском', 'Чегдомыне', 'Охотске', 'Аяне', 'Ванино'];
const TROUBLES = ['не вывозят мусор', 'нет горячей воды', 'яма на дороге', 'не ходит автобус', 'холодно в школе', 'закрыли поликлинику', 'не горят фонари'];

/** Citizens write: some ask, some thank, some say the same as others. */
function fill(vk: FakeVk, accounts: number, posts: number, comments: number): string[] {
  const texts: string[] = [];
  for (let account = 0; account < accounts; account += 1) {
    for (let n = 0; n < posts; n += 1) {
      const { id } = vk.post(-(101 + account), `Новости ${n}`);
      for (let m = 0; m < comments; m += 1) {
        const number = texts.length;
        const text = number % 5 === 0
          ? `Спасибо за интересный рассказ, передайте привет всем работникам! ${number}`
          : `Когда в ${PLACES[number % PLACES.length]} перестанет так быть: ${TROUBLES[number % TROUBLES.length]}, дом ${number}, обращаемся ${m} раз, ответа нет от ${newId()}`;
        texts.push(text);
        vk.comment(id, 500 + (number % 4000), text);
      }
    }
  }
  return texts;
}

async function credentials(app: NestFastifyApplication, vk: FakeVk, accounts: number): Promise<void> {
  for (let owner = 101; owner < 101 + accounts; owner += 1) {
    for (const kind of ['community', 'user'] as const) {
      const accessToken = vk.token(`${kind}-${owner}`, kind, owner);
      await app.get(AddCredential, { strict: false }).execute(systemActor, { network: 'vk', kind, ownerId: String(owner), accessToken });
    }
  }
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Memory in use once what nobody needs is gone, bytes: of the product, and of the network's server with all its comments. */
function live(): number {
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** Reads until everything is there. */
async function read(app: NestFastifyApplication, count: number) {
  const db = app.get(Database, { strict: false });
  const [follow, networks] = [app.get(FollowAccounts, { strict: false }), app.get(ReadNetworks, { strict: false })];
  tell(`intake: ${count} comments`);
  const stored = async () => (await db.row<{ count: number }>(`SELECT count(*)::integer AS count FROM intake_candidate`))?.count ?? 0;
  let leastShare = Number.NaN;
  // The first fifth warms up: models are loaded, code is compiled. Flat is what comes after it.
  const memory: { total: number; live: number }[] = [];
  // Once half of all is there: the account that got least, as a share of what each would have.
  const share = async (): Promise<void> => {
    const found = (await db.rows<{ found: number }>(`SELECT found FROM intake_watch WHERE kind = 'comments'`)).map((row) => row.found);
    const total = found.reduce((sum, one) => sum + one, 0);
    memory.push({ total, live: live() });
    if (total >= count / 2 && Number.isNaN(leastShare)) leastShare = (Math.min(...found) * found.length) / total;
  };
  const watching = setInterval(() => void share(), 1000);
  const started = performance.now();
  await follow.execute();
  while ((await stored()) < count && performance.now() - started < 600_000) {
    await networks.execute();
    await new Promise((done) => setTimeout(done, 50));
  }
  const perSecond = (count * 1000) / (performance.now() - started);
  clearInterval(watching);
  const fifth = (n: number): number => median(memory.filter(({ total }) => total >= (count * n) / 5 && total < (count * (n + 1)) / 5).map((sample) => sample.live));
  return { perSecond, stored: await stored(), liveMb: fifth(4) / MB, memoryRatio: fifth(4) / fifth(1), leastShare };
}

/** The same texts, a row each, by bare `pg`. */
async function peer(url: string, texts: readonly string[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE TABLE peer_message (id uuid PRIMARY KEY, network text, post_key text, url text, text text, author text, posted_at timestamptz, UNIQUE (network, post_key))');
    const started = performance.now();
    for (let at = 0; at < texts.length; at += PAGE) {
      const page = texts.slice(at, at + PAGE).map((text, n) => ({ id: newId(), network: 'vk', post_key: `wall-1_1_r${at + n}`, url: `https://vk.com/wall-1_1?reply=${at + n}`, text, author: 'Житель', posted_at: '2020-06-17T00:00:00Z' }));
      await client.query('BEGIN');
      await client.query(`INSERT INTO peer_message SELECT * FROM jsonb_populate_recordset(NULL::peer_message, $1::jsonb) ON CONFLICT DO NOTHING`, [JSON.stringify(page)]);
      await client.query('COMMIT');
    }
    return (texts.length * 1000) / (performance.now() - started);
  } finally {
    await client.end();
  }
}
