import { type ChildProcess, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/main.js', import.meta.url));
/** Longest time a process may take to become ready. */
const PATIENCE_MS = 60_000;

/** A process of the product as it is built, on a port of its own. */
export interface Product {
  readonly url: string;
  /** Milliseconds from spawn to the first answer that says ready. */
  readonly readyMs: number;
  /** Resident memory now, and at its highest, in MB. */
  rss: () => Promise<{ nowMb: number; peakMb: number }>;
  /** Processor time it has used so far, milliseconds. */
  cpuMs: () => Promise<number>;
  stop: () => Promise<void>;
}

/**
 * Starts `dist/src/main.js` and waits until it is ready; an `api` process alone, which is never ready for want of a
 * worker, until it answers.
 * @throws Error with what the process said when it ends first, or is not ready within a minute.
 */
export async function startProduct(env: Record<string, string>): Promise<Product> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'warn', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4000);
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const url = `http://127.0.0.1:${port}`;
  const probe = env['ROLE'] === 'api' ? `${url}/health/live` : `${url}/health/ready`;
  while (!(await answers(probe))) {
    if (child.exitCode !== null) throw new Error(`The product ended with ${child.exitCode}:\n${said}`);
    if (performance.now() - started > PATIENCE_MS) {
      child.kill('SIGKILL');
      throw new Error(`The product is not ready after ${PATIENCE_MS} ms:\n${said}`);
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  const readyMs = performance.now() - started;
  return { url, readyMs, rss: () => memoryOf(child), cpuMs: () => processorOf(child), stop: () => stop(child) };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (answer) => {
      await answer.text();
      return answer.ok;
    },
    () => false,
  );

async function memoryOf({ pid }: ChildProcess): Promise<{ nowMb: number; peakMb: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const mb = (name: string) => Math.round(Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024);
  return { nowMb: mb('VmRSS'), peakMb: mb('VmHWM') };
}

/** Fields 14 and 15 of /proc/pid/stat: user and system time in hundredths of a second. */
async function processorOf({ pid }: ChildProcess): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await ended;
}

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
