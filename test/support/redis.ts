import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe } from '@jest/globals';
import { eventually } from './eventually.js';
import { freePort, track } from './processes.js';

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** `describe` where the machine has redis-server; elsewhere the suite is shown as skipped, by its name. */
export const onRedis = hasRedis ? describe : describe.skip;

/** A Redis of one suite's own that can be stopped, killed and started again on its port. It keeps nothing on disk. */
export class RedisServer {
  private process: ChildProcess | null = null;

  private constructor(
    readonly port: number,
    private readonly directory: string,
  ) {}

  static async start(): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), await mkdtemp(join(tmpdir(), 'otklik-redis-')));
    await server.up();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts it (again) and waits until it answers. */
  async up(): Promise<void> {
    const options = ['--port', this.port, '--bind', '127.0.0.1', '--dir', this.directory, '--save', '', '--appendonly', 'no'];
    this.process = track(spawn('redis-server', options.map(String), { stdio: 'ignore' }));
    await eventually(() => void this.ask('PING'));
  }

  /** Kills it; what it held is gone. */
  async kill(): Promise<void> {
    const { process } = this;
    if (!process || process.exitCode !== null || process.signalCode) return;
    process.kill('SIGKILL');
    await once(process, 'exit');
  }

  /** A command's answer, as `redis-cli` prints it. */
  ask(...command: string[]): string {
    return execFileSync('redis-cli', ['-p', String(this.port), ...command], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  }

  async close(): Promise<void> {
    await this.kill();
    await rm(this.directory, { recursive: true, force: true });
  }
}
