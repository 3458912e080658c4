import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/database/index.js';
import { eventually } from './eventually.js';
import { isRunning, track } from './processes.js';

/** Process id of the server that has a cluster open, by its lock file. */
export const postmasterOf = (cluster: string): number => Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);

/** A PostgreSQL of one suite's own that is stopped and started again on its port, keeping its data. */
export class PostgresServer {
  private process: ChildProcess | null = null;

  private constructor(
    private readonly directory: string,
    private readonly cluster: string,
    readonly url: string,
  ) {}

  static async start(): Promise<PostgresServer> {
    const directory = await mkdtemp(join(tmpdir(), 'otklik-pg-'));
    await chmod(directory, 0o755);
    const made = await startEmbeddedPostgres({ directory, settings: ['shared_buffers=64MB'] });
    const server = new PostgresServer(directory, join(directory, 'cluster'), made.url('postgres'));
    await made.stop();
    await server.up();
    return server;
  }

  /** Stops it at once, cutting every connection; what was committed stays. */
  async down(signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
    const pid = postmasterOf(this.cluster);
    process.kill(pid, signal);
    await eventually(() => {
      if (isRunning(pid)) throw new Error('PostgreSQL still runs');
    }, 30_000);
  }

  /** Starts it as it was started first, and waits until it answers. */
  async up(): Promise<void> {
    const [program = '', ...parameters] = (await readFile(join(this.cluster, 'postmaster.opts'), 'utf8')).trim().split(' "').map((part) => part.replace(/"$/, ''));
    // PostgreSQL refuses to run as root: as whoever owns the cluster.
    const { uid, gid } = await stat(this.cluster);
    this.process = track(spawn(program, parameters, { uid, gid, stdio: 'ignore' }));
    await eventually(() => this.answers(), 30_000);
  }

  async close(): Promise<void> {
    if (this.process && this.process.exitCode === null && !this.process.signalCode) await this.down();
    await rm(this.directory, { recursive: true, force: true });
  }

  private async answers(): Promise<void> {
    const client = new pg.Client({ connectionString: this.url });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
