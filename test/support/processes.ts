import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import supertest from 'supertest';
import { eventually } from './eventually.js';

const started = new Set<ChildProcess>();
// A suite that breaks off leaves nothing running.
process.once('exit', () => started.forEach((child) => child.kill('SIGKILL')));

/** Remembers a child process, so that it ends with the suite at the latest. */
export function track(child: ChildProcess): ChildProcess {
  started.add(child);
  child.once('exit', () => started.delete(child));
  return child;
}

/** A port of the loopback nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

/** Whether a process runs; one that is dead but not yet buried does not. */
export function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

/** How a process ended. */
export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
  /** Seconds from the call of `signal` or from its start. */
  seconds: number;
}

/** A real process of the product, as `node dist/src/main.js` starts it, in a process group of its own. */
export class Product {
  private static readonly running = new Set<Product>();
  /** Everything it printed on standard output (its log) and on standard error. */
  log = '';
  errors = '';
  readonly exit: Promise<Exit>;
  private since = performance.now();

  private constructor(
    readonly process: ChildProcess,
    readonly port: number,
  ) {
    process.stdout?.setEncoding('utf8').on('data', (chunk: string) => (this.log += chunk));
    process.stderr?.setEncoding('utf8').on('data', (chunk: string) => (this.errors += chunk));
    this.exit = new Promise((resolve) => {
      process.once('close', (code, signal) => {
        Product.running.delete(this);
        resolve({ code, signal, seconds: (performance.now() - this.since) / 1000 });
      });
    });
  }

  /** Starts a process with these variables and no others of the product's. */
  static async spawn(env: Record<string, string>, entry = 'dist/src/main.js'): Promise<Product> {
    const port = Number(env['PORT'] ?? (await freePort()));
    const base = { PATH: process.env['PATH'], HOME: process.env['HOME'], LOG_LEVEL: 'warn', DATABASE_POOL: '8' };
    const options = { env: { ...base, ...env, PORT: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] as ('ignore' | 'pipe')[], detached: true };
    const product = new Product(track(spawn(process.execPath, [entry], options)), port);
    Product.running.add(product);
    return product;
  }

  /** Starts a process and waits until it listens. */
  static async start(env: Record<string, string>, entry?: string): Promise<Product> {
    const product = await Product.spawn(env, entry);
    await product.listening();
    return product;
  }

  /** Kills whatever still runs; for `afterEach`. */
  static async killAll(): Promise<void> {
    await Promise.all([...Product.running].map((product) => product.kill()));
  }

  get http(): ReturnType<typeof supertest> {
    return supertest(`http://127.0.0.1:${this.port}`);
  }

  get pid(): number {
    return Number(this.process.pid);
  }

  /** @throws Error with what the process printed when it ended or does not listen within the time. */
  async listening(withinMs = 60_000): Promise<void> {
    let ended = false;
    void this.exit.then(() => (ended = true));
    await eventually(async () => {
      const up = ended || (await this.http.get('/health/live').then(({ status }) => status === 200, () => false));
      if (!up) throw new Error(`Does not listen: ${this.errors}${this.log}`);
    }, withinMs);
    if (ended) throw new Error(`Ended: ${this.errors}${this.log}`);
  }

  /** Sends a signal and waits for the end. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    this.signal(signal);
    return this.exit;
  }

  signal(signal: NodeJS.Signals): void {
    this.since = performance.now();
    this.process.kill(signal);
  }

  kill(): Promise<Exit> {
    return this.stop('SIGKILL');
  }
}
