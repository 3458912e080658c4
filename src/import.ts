import { open } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import type { INestApplicationContext } from '@nestjs/common';
import { createApp } from './app.js';
import { ImportLocalFile, ImportReader, percent, type Progress, progressLine } from './incidents/index.js';
import { SystemClock } from './platform/clock/index.js';
import { type Config, loadConfig } from './platform/config/index.js';
import { migrate, openDatabaseServer } from './platform/database/index.js';
import { DomainError, explain } from './platform/errors/index.js';
import { postgresBackend, redisBackend } from './platform/jobs/index.js';

const USAGE = `Usage: npm run import -- FILE [--as E-MAIL]

Records the messages of FILE (NDJSON, or CSV with a header) in the installation of this machine.
Messages that are recorded already are skipped. Interrupted, it goes on when it is run again.
  --as E-MAIL   in whose name: the e-mail of a curator
Exit code: 0 all lines are settled, 1 some lines failed, 2 the file or the call is wrong, 130 interrupted.`;

const EXIT = { done: 0, someFailed: 1, refused: 2, interrupted: 130 } as const;
const SHOWN_ERRORS = 20;
/** A bar that is drawn more often than this only costs. */
const DRAW_MS = 100;

/** Imports a file from the command line. @returns the exit code. */
async function main(): Promise<number> {
  const { path, email } = callOf(process.argv.slice(2));
  await checkReadable(path).catch(refuse);
  const given = loadConfig();
  // As a process of the interface that does not listen: no timer and no worker acts here.
  const config: Config = { ...given, ROLE: 'api', LOG_LEVEL: given.LOG_LEVEL === 'info' ? 'warn' : given.LOG_LEVEL };
  const server = await openDatabaseServer(config);
  try {
    await migrate(server.url);
    const queues = config.REDIS_URL
      ? await redisBackend(config.REDIS_URL, config.QUEUE_PREFIX)
      : await postgresBackend(server.url, 8);
    const logTo = { write: (line: string) => void process.stderr.write(line) };
    const app = await createApp({ config, clock: new SystemClock(), databaseUrl: server.url, queues, logTo });
    try {
      return await importFile(app, path, email);
    } finally {
      await app.close();
    }
  } finally {
    await server.stop();
  }
}

function callOf(args: string[]): { path: string; email: string | null } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { as: { type: 'string' }, help: { type: 'boolean' } },
  });
  const [path, ...more] = positionals;
  if (!path || more.length > 0 || values.help) throw new Refused(USAGE);
  return { path, email: values.as ?? null };
}

/** Before a server is started for it. */
async function checkReadable(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.read(Buffer.alloc(1));
  } finally {
    await file.close();
  }
}

async function importFile(app: INestApplicationContext, path: string, email: string | null): Promise<number> {
  const importer = app.get(ImportLocalFile);
  const { job, resumed } = await importer.prepare(path, email).catch(refuse);
  if (resumed) console.log(`Going on after line ${job.lastLine}: ${job.recorded} recorded so far.`);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const show = progress(job);
  const end = await importer.run(job.id, path, { signal: stop.signal, onProgress: (now) => show.at(asProgress(now)) });
  show.end();
  if (end === 'busy') throw new Refused('This file is being imported by another process at the moment.');
  return report(app.get(ImportReader), job.id);
}

async function report(reader: ImportReader, id: string): Promise<number> {
  const { state, recorded, duplicates, failed, reason } = await reader.view(id);
  const { items } = await reader.errors(id, { limit: SHOWN_ERRORS });
  for (const { line, code, detail, errors } of items) {
    const fields = errors.map(({ path, message }) => `${path}: ${message}`).join('; ');
    console.log(`line ${line}: ${code}: ${fields || detail}`);
  }
  if (failed > items.length)
    console.log(`… and ${failed - items.length} more: GET /api/v1/incidents/import/${id}/errors`);
  console.log(`${recorded} recorded, ${duplicates} duplicates, ${failed} failed`);
  if (state === 'done') return failed > 0 ? EXIT.someFailed : EXIT.done;
  if (state === 'failed') console.error(`The file cannot be imported: ${reason ?? 'unknown'}`);
  if (state === 'failed') return EXIT.refused;
  console.log(
    state === 'cancelled' ? 'The import was cancelled.' : 'Interrupted: run the same command again to go on.',
  );
  return EXIT.interrupted;
}

/** A bar that is drawn anew in place on a terminal; elsewhere a line for every tenth part. */
function progress(start: Progress): { at: (now: Progress) => void; end: () => void } {
  const began = performance.now();
  const terminal = process.stdout.isTTY;
  let drawn = -Infinity;
  let tenth = Math.floor(percent(start) / 10);
  let last = start;
  const draw = () =>
    process.stdout.write(
      `\r\u001b[K${progressLine(last, start, performance.now() - began).slice(0, (process.stdout.columns || 120) - 1)}`,
    );
  return {
    at: (now) => {
      last = now;
      if (terminal) {
        if (performance.now() - drawn < DRAW_MS) return;
        drawn = performance.now();
        draw();
      } else if (Math.floor(percent(now) / 10) > tenth) {
        tenth = Math.floor(percent(now) / 10);
        console.log(progressLine(now, start, performance.now() - began));
      }
    },
    end: () => {
      if (!terminal) return;
      draw();
      process.stdout.write('\n');
    },
  };
}

const asProgress = ({
  bytes,
  totalBytes,
  ...rest
}: { bytes: string; totalBytes: string } & Omit<Progress, 'bytes' | 'totalBytes'>): Progress => ({
  ...rest,
  bytes: Number(bytes),
  totalBytes: Number(totalBytes),
});

/** The call or the file is wrong. */
class Refused extends Error {}

function refuse(error: unknown): never {
  if (error instanceof DomainError) throw new Refused(`${error.code}: ${explain(error.code, error.details)}`);
  if ((error as NodeJS.ErrnoException).syscall) throw new Refused((error as Error).message);
  throw error;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    const known = error instanceof Refused || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
    console.error(known ? (error as Error).message : error);
    process.exit(known ? EXIT.refused : 1);
  },
);
