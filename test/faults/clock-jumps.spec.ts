import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { MovableClock } from '../../src/platform/clock/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { type DeadlineChange, DueDeadlines, obligationKeys } from '../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { onBothBackends, type QueueServer } from '../support/backends.js';
import { anyExecutor, DeadlineBook, khv } from '../support/deadlines.js';
import { eventually } from '../support/eventually.js';
import { Ledger } from '../support/ledger.js';

const DAY = 86_400_000;

onBothBackends((open) => {
  let queues: QueueServer;
  let clock: MovableClock;
  let processes: TestApp[];
  let workers: TestApp[] = [];
  let book: DeadlineBook;
  let ledger: Ledger;
  beforeAll(async () => {
    queues = await open();
    clock = MovableClock.frozen(khv('2020-06-17 10:00'));
    const first = await startTestApp({ clock, env: queues.env });
    processes = [first, await startTestApp({ clock, env: queues.env, databaseUrl: first.databaseUrl })];
    book = new DeadlineBook(first);
    ledger = await Ledger.open(first.databaseUrl);
  });
  beforeEach(() => clock.set(khv('2020-06-17 10:00')));
  afterEach(async () => {
    for (const worker of workers.splice(0)) await worker.close();
    await ledger.rows(`TRUNCATE deadline, event`);
  });
  afterAll(async () => {
    await ledger?.close();
    for (const process of (processes ?? []).toReversed()) await process.close();
    await queues?.close();
  });

  /** A term of every kind the decree knows, about one subject. */
  const everyTerm = (subjectId: string): DeadlineChange[] =>
    obligationKeys.map((obligation) => ({
      do: 'open', obligation, subject: 'incident', subjectId, bearer: anyExecutor, ...(obligation === 'plan.submit' ? { planWeek: '2020-07-01' } : {}),
    }));

  /** Opens every kind of term for as many subjects. */
  async function openAll(count: number): Promise<string[]> {
    const ids = Array.from({ length: count }, () => newId());
    for (const id of ids) await book.apply(id, ...everyTerm(id));
    return ids;
  }

  /** Both processes fire what is due, each twice at once. @returns how many marks were recorded. */
  const fireEverywhere = async (): Promise<number> => {
    const counts = await Promise.all([...processes, ...processes].map((process) => process.get(DueDeadlines).fireDue()));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  const passed = () => ledger.count(`deadline WHERE passed_at IS NOT NULL`);

  test.each([1, 9, 400])('a jump of %i days over terms of every kind, two processes firing at once: each mark once, in order', async (days) => {
    await openAll(10);
    clock.advance(days * DAY);
    const fired = await fireEverywhere();
    expect(fired).toBe(await ledger.count(`event WHERE type LIKE 'deadline.%'`));
    await ledger.expectWhole(clock.now());
    expect(await fireEverywhere()).toBe(0);
    if (days === 400) expect(await passed()).toBe(10 * obligationKeys.length);
  });

  test('many jumps of any size, and back: nothing twice', async () => {
    await openAll(5);
    for (const hours of [0.5, 0.25, 1, 5, -3, 30, 0.01, 70, -24, 200, 2000, -2000, 9000]) {
      clock.advance(hours * 3_600_000);
      await fireEverywhere();
    }
    await ledger.expectWhole(clock.now());
    expect(await passed()).toBe(5 * obligationKeys.length);
  });

  test('terms that are met and cancelled while they are fired: each has one history and one end', async () => {
    const ids = await openAll(20);
    for (const days of [0.1, 1, 12, 45]) {
      clock.advance(days * DAY);
      const ends = ids.splice(0, 5).flatMap((id) =>
        obligationKeys.map((obligation, index): [string, DeadlineChange] => [
          id, index % 2 === 0 ? { do: 'meet', obligation, subjectId: id } : { do: 'cancel', obligation, subjectId: id, reason: 'declined' },
        ]),
      );
      await Promise.all([fireEverywhere(), ...ends.map(([id, change]) => book.apply(id, change))]);
      await fireEverywhere();
      await ledger.expectWhole(clock.now());
    }
    const states = await ledger.rows<{ state: string; n: number }>(`SELECT state, count(*)::int AS n FROM deadline GROUP BY state ORDER BY state`);
    const total = Object.fromEntries(states.map(({ state, n }) => [state, n]));
    expect((total['met'] ?? 0) + (total['met-late'] ?? 0)).toBe(20 * Math.ceil(obligationKeys.length / 2));
    expect([total['cancelled'], total['open']]).toEqual([20 * Math.floor(obligationKeys.length / 2), undefined]);
    expect(await ledger.count(`deadline WHERE next_mark IS NOT NULL`)).toBe(0);
  });

  test('two workers whose clock jumps a year by itself: their sweeps fire everything, once', async () => {
    const databaseUrl = processes[0]?.databaseUrl;
    for (let i = 0; i < 2; i += 1) workers.push(await startTestApp({ clock, databaseUrl, env: { ...queues.env, ROLE: 'worker' } }));
    const ids = await openAll(20);
    clock.advance(400 * DAY);
    await eventually(async () => expect(await passed()).toBe(ids.length * obligationKeys.length), 30_000);
    await ledger.expectWhole(clock.now());
  });

  test('an act that is undone while its deadlines are fired leaves neither', async () => {
    const [process] = processes as [TestApp];
    const id = newId();
    const undone = process.get(Database).transaction(async () => {
      await book.apply(id, ...everyTerm(id));
      clock.advance(400 * DAY);
      await fireEverywhere();
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect([await ledger.count('deadline'), await ledger.count(`event WHERE type LIKE 'deadline.%'`)]).toEqual([0, 0]);
  });
});
