import { type ChildProcess, spawn } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { fileMessages, type ImportApp, ndjson, startImportApp } from '../support/import.js';

let t: ImportApp;
beforeEach(async () => {
  t = await startImportApp();
});

const workers: ChildProcess[] = [];
/** A real worker process of this installation. */
const startWorker = (): ChildProcess => {
  const env = {
    ...process.env,
    ROLE: 'worker',
    DATABASE_URL: t.databaseUrl,
    VAR_DIR: t.varDir,
    PORT: '0',
    LOG_LEVEL: 'error',
  };
  const worker = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: 'inherit' });
  workers.push(worker);
  return worker;
};
const gone = (worker: ChildProcess) =>
  new Promise((done) => (worker.exitCode !== null || worker.signalCode ? done(null) : worker.once('exit', done)));
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    worker.kill('SIGKILL');
    await gone(worker);
  }
  await t.close();
});

test('kill -9 of a worker in mid-import: another one finishes, every message once', async () => {
  const id = await t.queued(ndjson(fileMessages(3000)));
  const killed: number[] = [];
  for (const until of [300, 1200]) {
    const worker = startWorker();
    await eventually(async () => expect((await t.row(id)).lastLine).toBeGreaterThanOrEqual(until), 60_000);
    worker.kill('SIGKILL');
    await gone(worker);
    killed.push((await t.row(id)).lastLine);
  }
  expect(killed.every((line) => line < 3000)).toBe(true);
  startWorker();
  await t.ended(id, 90_000);
  await t.expectOnce(id, 3000);
  await eventually(async () => expect(await t.files()).toEqual([]));
}, 180_000);
