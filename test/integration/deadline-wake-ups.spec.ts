import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { MovableClock } from '../../src/platform/clock/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { JobQueue } from '../../src/platform/jobs/index.js';
import { DueDeadlines } from '../../src/regulation/index.js';
import { DeadlineWaker } from '../../src/regulation/deadline-waker.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { anyExecutor, DeadlineBook, khv } from '../support/deadlines.js';
import { eventually } from '../support/eventually.js';

let t: TestApp;
let others: TestApp[] = [];
let book: DeadlineBook;
beforeAll(async () => {
  t = await startTestApp();
  book = new DeadlineBook(t);
});
afterEach(async () => {
  for (const other of others) await other.close();
  others = [];
  await t.get(Database).transaction(() => t.get(Database).change(`TRUNCATE deadline, event`));
  await t.get(JobQueue).queue('deadlines').obliterate({ force: true });
});
afterAll(() => t.close());

/** Opens `count` terms that fall due together. */
async function openMany(count: number, dueAt: Date): Promise<void> {
  await book.apply(
    newId(),
    ...Array.from({ length: count }, () => newId()).map(
      (id) => ({ do: 'open', obligation: 'reply.review', streamId: id, subject: 'assignment', subjectId: id, bearer: anyExecutor, dueAt }) as const,
    ),
  );
}

const delayed = async () => (await t.get(JobQueue).queue('deadlines').getDelayed()).map((job) => job.id).sort();
const wakeId = (at: Date) => `wake-${Math.floor(at.getTime() / 1000)}`;
const tally = () =>
  t.get(Database).row<Record<string, number>>(
    `SELECT count(*)::int AS events, count(DISTINCT (subject_id, type))::int AS distinct FROM event WHERE type LIKE 'deadline.%'`,
  );

test('what falls due in one second shares one wake-up; only the near future is in the queue', async () => {
  t.clock.set(khv('2020-06-17 10:00'));
  const near = khv('2020-06-17 10:10');
  await openMany(50, near);
  await openMany(50, new Date(near.getTime() + 400));
  await openMany(10, khv('2020-06-17 15:00'));
  // Ten minutes: half of it after five, and too short for the last quarter of an hour.
  const half = khv('2020-06-17 10:05');
  await eventually(async () => expect(await delayed()).toEqual([wakeId(half)]));
  t.clock.set(half);
  await t.get(DueDeadlines).fireDue();
  await eventually(async () => expect(await delayed()).toEqual([wakeId(half), wakeId(near)].sort()));
});

test('the plan puts back what the queue lost, and leaves what it has', async () => {
  t.clock.set(khv('2020-06-17 10:00'));
  await openMany(3, khv('2020-06-17 10:02'));
  await eventually(async () => expect(await delayed()).toHaveLength(1));
  const before = await delayed();
  await t.get(DeadlineWaker).plan();
  expect(await delayed()).toEqual(before);
  await t.get(JobQueue).queue('deadlines').obliterate({ force: true });
  await t.get(DeadlineWaker).plan();
  expect(await delayed()).toEqual(before);
});

test('a worker fires by its wake-ups, never before the moment', async () => {
  const clock = MovableClock.running();
  const worker = await startTestApp({ databaseUrl: t.databaseUrl, clock, env: { ROLE: 'worker' } });
  others.push(worker);
  t.clock.set(clock.now());
  const due = Array.from({ length: 20 }, (_, i) => new Date(clock.now().getTime() + 700 + i * 90));
  for (const at of due) await openMany(1, at);
  await eventually(async () => expect(await passings()).toHaveLength(20));
  for (const { at, details } of await passings()) {
    expect(at.getTime()).toBeGreaterThanOrEqual(Date.parse(String(details['dueAt'])));
  }
  const passed = await tally();
  expect(passed?.['distinct']).toBe(passed?.['events']);
});

const passings = () => t.get(Database).rows<{ at: Date; details: Record<string, unknown> }>(`SELECT at, details FROM event WHERE type = 'deadline.passed'`);

test('a worker whose queue was emptied sweeps what is due', async () => {
  const clock = MovableClock.frozen(khv('2020-06-17 10:00'));
  t.clock.set(khv('2020-06-17 10:00'));
  const worker = await startTestApp({ databaseUrl: t.databaseUrl, clock, env: { ROLE: 'worker' } });
  others.push(worker);
  await openMany(100, khv('2020-06-17 10:05'));
  await eventually(async () => expect(await delayed()).not.toEqual([]));
  await emptyQueueTables();
  clock.set(khv('2020-06-17 10:06'));
  await eventually(async () => expect(await tally()).toEqual({ events: 200, distinct: 200 }), 15_000);
});

test('two processes firing at once record every mark once', async () => {
  t.clock.set(khv('2020-06-17 10:00'));
  const second = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock });
  others.push(second);
  await openMany(6000, khv('2020-06-17 14:30'));
  t.clock.set(khv('2020-06-18 10:00'));
  const counts = await Promise.all([t, second, t, second].map((process) => process.get(DueDeadlines).fireDue()));
  expect(counts.reduce((a, b) => a + b, 0)).toBe(18_000);
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
  expect(await tally()).toEqual({ events: 18_000, distinct: 18_000 });
  const disorder = await t.get(Database).rows(
    `SELECT subject_id FROM event GROUP BY subject_id
     HAVING string_agg(type, ' ' ORDER BY id) <> 'deadline.half deadline.soon deadline.passed'`,
  );
  expect(disorder).toEqual([]);
});

test('an act that ends a term while it is being fired: one history, one end', async () => {
  t.clock.set(khv('2020-06-17 10:00'));
  const second = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock });
  others.push(second);
  const ids: string[] = [];
  for (let i = 0; i < 30; i += 1) ids.push(await book.open('reply.review'));
  t.clock.set(khv('2020-06-17 11:00'));
  const fired = second.get(DueDeadlines).fireDue();
  await Promise.all([fired, ...ids.map((id) => book.apply(id, { do: 'meet', obligation: 'reply.review', subjectId: id }))]);
  await second.get(DueDeadlines).fireDue();
  for (const id of ids) {
    expect(await book.types(id)).toEqual(['deadline.half', 'deadline.soon', 'deadline.passed']);
    expect(await book.only(id)).toMatchObject({ state: 'met-late', passedAt: khv('2020-06-17 11:00') });
  }
});

async function emptyQueueTables(): Promise<void> {
  const client = new pg.Client({ connectionString: t.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'bullmq' AND tablename NOT LIKE '%migration%'`,
    );
    await client.query(`TRUNCATE ${rows.map(({ name }) => name).join(', ')}`);
  } finally {
    await client.end();
  }
}
