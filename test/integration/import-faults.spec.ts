import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ImportFiles } from '../../src/incidents/import/import-files.js';
import type { ImportJob } from '../../src/incidents/import/import-job.entity.js';
import { ImportWorker } from '../../src/incidents/import/import-worker.js';
import { ImportLost, RecordBatch } from '../../src/incidents/import/record-batch.js';
import { RunImport, type RunEnd } from '../../src/incidents/import/run-import.js';
import type { FoundMessage } from '../../src/incidents/record-incidents.js';
import { Database } from '../../src/platform/database/index.js';
import { StorageError } from '../../src/platform/storage/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { fileMessages, type ImportApp, ndjson, startImportApp } from '../support/import.js';

let t: ImportApp;
beforeEach(async () => {
  t = await startImportApp();
});
afterEach(() => t.close());

const set = (id: string, change: string): Promise<unknown> =>
  t.get(Database).transaction(() => t.get(Database).change(`UPDATE import_job SET ${change} WHERE id = $1`, [id]));

/** Works an import off in this process; `after` batches it is asked to stop. */
async function run(
  app: Pick<TestApp, 'get'>,
  id: string,
  { after = Infinity, onBatch = async () => undefined }: { after?: number; onBatch?: () => Promise<unknown> } = {},
): Promise<RunEnd> {
  const stop = new AbortController();
  const { sha256 } = await t.row(id);
  let batches = 0;
  const seen: Promise<unknown>[] = [];
  const end = await app.get(RunImport).execute(id, {
    open: () => app.get(ImportFiles).open(sha256),
    signal: stop.signal,
    onProgress: () => {
      batches += 1;
      if (batches >= after) stop.abort();
      seen.push(onBatch());
    },
  });
  await Promise.all(seen);
  return end;
}

test('an import stopped after a batch goes on in another process behind its last line', async () => {
  const id = await t.queued(ndjson(fileMessages(1000)));
  expect(await run(t, id, { after: 2 })).toBe('stopped');
  expect(await t.row(id)).toMatchObject({ state: 'queued', recorded: 600, lastLine: 600 });
  const other = await t.worker();
  try {
    await other.get(ImportWorker).sweep();
    await t.ended(id);
  } finally {
    await other.close();
  }
  await t.expectOnce(id, 1000);
});

test('a worker that is shut down finishes its batch and leaves the rest to the next one', async () => {
  const id = await t.queued(ndjson(fileMessages(3000)));
  const first = await t.worker();
  await eventually(async () => expect((await t.row(id)).lastLine).toBeGreaterThan(0)).finally(() => first.close());
  const left = await t.row(id);
  expect(left.state).toBe('queued');
  expect(left.lastLine % 300).toBe(0);
  expect(left.lastLine).toBeLessThan(3000);
  const second = await t.worker();
  try {
    await t.ended(id, 60_000);
  } finally {
    await second.close();
  }
  await t.expectOnce(id, 3000);
});

test('two processes never run one import: the second finds it taken', async () => {
  const id = await t.queued(ndjson(fileMessages(900)));
  const other = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env: { VAR_DIR: t.varDir } });
  try {
    expect((await Promise.all([run(t, id), run(other, id), run(t, id)])).toSorted()).toEqual(['busy', 'busy', 'ended']);
    expect(await run(other, id)).toBe('ended');
  } finally {
    await other.close();
  }
  await t.expectOnce(id, 900);
});

test('a process that lost its lock without noticing records nothing the other one has recorded', async () => {
  const id = await t.queued(ndjson(fileMessages(5)));
  const stale: ImportJob = { ...(await t.row(id)), state: 'running' };
  const [message] = fileMessages(1).map((message) => ({ ...message, network: 'vk' as const, postedAt: t.clock.now() }));
  await set(id, `state = 'running', last_line = 3`);
  const late = t
    .get(RecordBatch)
    .execute(stale, { lines: [{ line: 1, message: message as FoundMessage, fault: null }], bytes: 1 });
  await expect(late).rejects.toBeInstanceOf(ImportLost);
  expect(await t.count('incident')).toBe(0);
});

test('a cancelled import stops before its next batch; what is recorded stays', async () => {
  const id = await t.queued(ndjson(fileMessages(1500)));
  const cancel = async () => t.http.post(`/api/v1/incidents/import/${id}/cancel`).set(t.curator.auth);
  const answers: number[] = [];
  await run(t, id, { onBatch: async () => answers.push((await cancel()).status) });
  expect(answers[0]).toBe(200);
  const { state, recorded } = await t.row(id);
  expect(state).toBe('cancelled');
  expect(recorded).toBeGreaterThanOrEqual(300);
  expect(recorded).toBeLessThan(1500);
  expect(await t.count('incident')).toBe(recorded);
  expect((await cancel()).body.code).toBe('import.ended');
  await t.get(ImportWorker).sweep();
  expect(await t.files()).toEqual([]);
});

test('the same file handed in again is the same import until it has ended', async () => {
  const file = ndjson(fileMessages(3));
  const [first, second] = await Promise.all([t.post(file), t.post(file)]);
  const third = await t.post(file);
  expect([first.status, second.status, third.status]).toEqual([202, 202, 202]);
  expect(new Set([first.body.id, second.body.id, third.body.id]).size).toBe(1);
  // Another format is another reading of it.
  expect((await t.post(file, 'text/csv')).body.id).not.toBe(first.body.id);
  expect(await t.files()).toHaveLength(1);
});

test('a user has no more than ten unfinished imports', async () => {
  for (let i = 0; i < 10; i += 1) expect((await t.post(ndjson(fileMessages(1)))).status).toBe(202);
  const refused = await t.post(ndjson(fileMessages(1)));
  expect([refused.status, refused.body.code]).toEqual([429, 'import.too-many']);
  expect(await t.files()).toHaveLength(10);
});

test('what PostgreSQL alone refuses costs its own line and no other', async () => {
  const lines = fileMessages(21).map((message, i) => ({
    line: i + 1,
    message: { ...message, network: 'vk' as const, postedAt: t.clock.now() },
    fault: null,
  }));
  (lines[11] as (typeof lines)[0]).message.text = 'not \u0000 storable';
  const id = await t.queued(ndjson(fileMessages(21)));
  await set(id, `state = 'running'`);
  await t.get(RecordBatch).execute(await t.row(id), { lines, bytes: 100 });
  expect(await t.row(id)).toMatchObject({ linesRead: 21, recorded: 20, failed: 1, lastLine: 21 });
  expect((await t.read(`/${id}/errors`)).body.items).toMatchObject([{ line: 12, code: 'import.not-storable' }]);
});

describe('the file', () => {
  test('that is gone fails its import and says so', async () => {
    const id = await t.queued(ndjson(fileMessages(3)));
    const end = await t.get(RunImport).execute(id, { open: async () => null, signal: new AbortController().signal });
    expect(end).toBe('ended');
    expect((await t.read(`/${id}`)).body).toMatchObject({
      state: 'failed',
      reason: 'import.file-missing',
      detail: expect.stringContaining('ещё раз'),
    });
  });

  test('that breaks off while it is read leaves the import where it stands, to go on', async () => {
    const id = await t.queued(ndjson(fileMessages(700)));
    const whole = ndjson(fileMessages(700));
    const broken = async function* () {
      yield whole.subarray(0, whole.length - 1000);
      throw new StorageError('silent');
    };
    const options = { open: async () => Readable.from(broken()), signal: new AbortController().signal };
    await expect(t.get(RunImport).execute(id, options)).rejects.toThrow('silent');
    expect(await t.row(id)).toMatchObject({ state: 'running', recorded: 600, lastLine: 600 });
    expect(await run(t, id)).toBe('ended');
    expect(await t.row(id)).toMatchObject({ state: 'done', linesRead: 700, recorded: 700 });
  });

  test('whose receiving process died is cleared away, and so is its announcement', async () => {
    const id = await t.queued(ndjson(fileMessages(3)));
    await set(id, `state = 'receiving'`);
    await t.get(ImportWorker).sweep();
    expect(await t.files()).toHaveLength(1);
    t.clock.advance(3_600_001);
    await t.get(ImportWorker).sweep();
    expect(await t.row(id)).toMatchObject({ state: 'failed', reason: 'import.interrupted', stored: false });
    expect(await t.files()).toEqual([]);
  });
});
