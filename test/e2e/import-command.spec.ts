import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createPerson } from '../support/factories.js';
import { fileMessages, type ImportApp, ndjson, startImportApp } from '../support/import.js';
import { eventually } from '../support/eventually.js';

// Every call is a process that starts a whole application.
jest.setTimeout(180_000);

let t: ImportApp;
beforeAll(async () => {
  t = await startImportApp();
});
afterAll(() => t.close());

interface Outcome {
  code: number | null;
  out: string;
  err: string;
}

/** Runs the command on the test's installation. */
function command(...args: string[]): { process: ChildProcess; ended: Promise<Outcome> } {
  const env = { ...process.env, DATABASE_URL: t.databaseUrl, VAR_DIR: t.varDir, PORT: '0', ADMIN_EMAIL: '' };
  const child = spawn(process.execPath, ['dist/src/import.js', ...args], { env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (err += chunk));
  return { process: child, ended: new Promise((done) => child.once('close', (code) => done({ code, out, err }))) };
}

const file = async (name: string, content: Buffer | string): Promise<string> => {
  const path = join(t.varDir, name);
  await writeFile(path, content);
  return path;
};

test("records a file, in a curator's name, tells the faults, and skips what is known the second time", async () => {
  const path = await file('a.ndjson', ndjson([...fileMessages(700), '{"network":', ...fileMessages(20)]));
  const first = await command(path, '--as', t.curator.email.toUpperCase()).ended;
  expect(first.out).toContain('600 lines');
  expect(first.out.trimEnd().split('\n').slice(-2)).toEqual([
    'line 701: import.json: Строка должна содержать один объект JSON.',
    '720 recorded, 0 duplicates, 1 failed',
  ]);
  expect(first.code).toBe(1);
  expect(await t.count(`incident WHERE recorded_by = $1`, t.curator.userId)).toBe(720);

  const again = await command(path).ended;
  expect([again.code, again.out.trimEnd().split('\n').at(-1)]).toEqual([1, '0 recorded, 720 duplicates, 1 failed']);

  const { body } = await t.read('');
  expect(body.items).toMatchObject([
    { origin: 'command', userId: null, duplicates: 720 },
    { origin: 'command', userId: t.curator.userId, recorded: 720 },
  ]);
});

test('interrupted, it goes on where it was when it is run again', async () => {
  const before = await t.count('incident');
  const path = await file('b.ndjson', ndjson(fileMessages(4000)));
  const run = command(path);
  const begun = () => t.count(`import_job WHERE total_bytes > 500000 AND state = 'running' AND last_line > 0`);
  await eventually(async () => expect(await begun()).toBe(1), 30_000);
  run.process.kill('SIGINT');
  const stopped = await run.ended;
  expect([stopped.code, stopped.out]).toEqual([130, expect.stringContaining('run the same command again')]);
  expect(await t.count(`import_job WHERE total_bytes > 500000 AND state = 'queued'`)).toBe(1);

  const rest = await command(path).ended;
  expect(rest.out).toMatch(/^Going on after line [1-9]\d+: [1-9]\d+ recorded so far\./);
  expect([rest.code, rest.out.trimEnd().split('\n').at(-1)]).toEqual([0, '4000 recorded, 0 duplicates, 0 failed']);
  expect(await t.count('incident')).toBe(before + 4000);
});

test('a wrong call or file is refused in one line with code 2', async () => {
  const executor = await createPerson(t, { role: 'executor', authorityCode: 'min-zdrav' });
  const path = await file('c.ndjson', ndjson(fileMessages(1)));
  const calls: [string[], RegExp][] = [
    [[], /^Usage: npm run import/],
    [[path, path], /^Usage: npm run import/],
    [[path, '--force'], /^Unknown option '--force'/],
    [[join(t.varDir, 'absent.csv')], /^ENOENT: no such file/],
    [[t.varDir], /^EISDIR/],
    [[await file('empty.csv', '')], /^import\.empty: /],
    [[path, '--as', 'nobody@test.example'], /^not-found: /],
    [[path, '--as', executor.email], /^auth\.forbidden: /],
    [[await file('header.csv', 'a;b\n1;2\n')], /^The file cannot be imported: import\.csv-header$/],
  ];
  const outcomes = await Promise.all(calls.map(([args]) => command(...args).ended));
  for (const [i, { code, err }] of outcomes.entries()) {
    const [args, said] = calls[i] as (typeof calls)[number];
    const lines = err.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
    expect([args, code, lines[0]]).toEqual([args, 2, expect.stringMatching(said)]);
    if (!lines[0]?.startsWith('Usage')) expect(lines).toHaveLength(1);
  }
  expect(await t.count(`import_job WHERE state IN ('queued', 'running')`)).toBe(0);
});
