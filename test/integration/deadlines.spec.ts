import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { systemActor } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { Deadlines, deadlineView, DueDeadlines } from '../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { anyExecutor, DeadlineBook, khv } from '../support/deadlines.js';

let t: TestApp;
let book: DeadlineBook;
beforeAll(async () => {
  t = await startTestApp();
  book = new DeadlineBook(t);
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.get(Database).transaction(() => t.get(Database).change(`TRUNCATE deadline`));
  t.clock.set(khv('2020-06-17 10:00'));
});

const fireAt = (text: string) => {
  t.clock.set(khv(text));
  return t.get(DueDeadlines).fireDue();
};

test('a term keeps what it was opened by: edition, term, start, due moment and warnings', async () => {
  const id = await book.open('reply.draft');
  expect(await book.only(id)).toMatchObject({
    obligation: 'reply.draft', clause: 'M-10', stream: 'incident', streamId: id, state: 'open', version: 1,
    term: { kind: 'working-hours', amount: 6 }, startedAt: khv('2020-06-17 10:00'), dueAt: khv('2020-06-17 17:00'),
    halfAt: khv('2020-06-17 13:00'), soonAt: khv('2020-06-17 16:45'), nextMark: 'half', nextMarkAt: khv('2020-06-17 13:00'),
  });
});

test('half of the term, the last quarter of an hour and the passing are each recorded once, in time, with the bearer', async () => {
  const authorityId = newId();
  const id = await book.open('reply.draft', { bearer: { ...anyExecutor, authorityId } });
  expect(await fireAt('2020-06-17 12:59:59')).toBe(0);
  expect(await fireAt('2020-06-17 13:00')).toBe(1);
  expect(await fireAt('2020-06-17 16:44:59')).toBe(0);
  expect(await fireAt('2020-06-17 16:45')).toBe(1);
  expect(await fireAt('2020-06-17 17:00')).toBe(1);
  expect(await fireAt('2020-06-18 12:00')).toBe(0);
  const events = await book.events(id);
  expect(events.map(({ type, at }) => [type, at])).toEqual([
    ['deadline.half', khv('2020-06-17 13:00')],
    ['deadline.soon', khv('2020-06-17 16:45')],
    ['deadline.passed', khv('2020-06-17 17:00')],
  ]);
  expect(events[2]).toMatchObject({
    authorityIds: [authorityId], roles: ['curator'], details: { obligation: 'reply.draft', subjectId: id, firedLateMs: 0 },
  });
  const deadline = await book.only(id);
  expect(deadline).toMatchObject({ state: 'open', passedAt: khv('2020-06-17 17:00'), nextMark: null, nextMarkAt: null });
  expect(deadlineView(deadline, t.clock.now()).state).toBe('overdue');
});

test('a clock that jumps over many terms at once records every mark of each, in order, once', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, () => book.open('reply.review')));
  expect(await fireAt('2020-06-25 10:00')).toBe(120);
  for (const id of ids) expect(await book.types(id)).toEqual(['deadline.half', 'deadline.soon', 'deadline.passed']);
  expect(await t.get(DueDeadlines).fireDue()).toBe(0);
});

describe('ends', () => {
  test('met in time: no passing, and the working time it took', async () => {
    const id = await book.open('reply.draft');
    t.clock.set(khv('2020-06-17 15:30'));
    await book.apply(id, { do: 'meet', obligation: 'reply.draft', subjectId: id });
    const deadline = await book.only(id);
    expect(deadline).toMatchObject({ state: 'met', endedAt: khv('2020-06-17 15:30'), passedAt: null, tookMs: String(4.5 * 3_600_000), nextMark: null });
    expect(deadlineView(deadline, t.clock.now())).toMatchObject({ state: 'met', metAt: '2020-06-17T15:30:00+10:00', tookMs: 16_200_000 });
    // The warning at half was due before the act, whether or not the queue was quick.
    expect(await book.types(id)).toEqual(['deadline.half']);
    expect(await fireAt('2020-06-18 12:00')).toBe(0);
  });

  test('met after due, with nothing fired before: the same history as with a quick queue', async () => {
    const slow = await book.open('reply.draft');
    const quick = await book.open('reply.draft');
    t.clock.set(khv('2020-06-17 13:00'));
    await t.get(DueDeadlines).fireDue();
    t.clock.set(khv('2020-06-18 09:10'));
    await book.apply(slow, { do: 'meet', obligation: 'reply.draft', subjectId: slow });
    await t.get(DueDeadlines).fireDue();
    await book.apply(quick, { do: 'meet', obligation: 'reply.draft', subjectId: quick });
    for (const id of [slow, quick]) {
      expect(await book.types(id)).toEqual(['deadline.half', 'deadline.soon', 'deadline.passed']);
      expect(await book.only(id)).toMatchObject({ state: 'met-late', passedAt: khv('2020-06-17 17:00'), endedAt: khv('2020-06-18 09:10') });
    }
  });

  test('at the due moment itself the term is over; a millisecond before it is not', async () => {
    const [before, at] = [await book.open('reply.draft'), await book.open('reply.draft')];
    t.clock.set(khv('2020-06-17 16:59:59.999'));
    await book.apply(before, { do: 'meet', obligation: 'reply.draft', subjectId: before });
    t.clock.set(khv('2020-06-17 17:00'));
    await book.apply(at, { do: 'meet', obligation: 'reply.draft', subjectId: at });
    expect((await book.only(before)).state).toBe('met');
    expect((await book.only(at)).state).toBe('met-late');
  });

  test('cancelled, with why; what is not open is left alone', async () => {
    const id = await book.open('incident.route-several');
    await book.apply(id, { do: 'cancel', obligation: 'incident.route-several', subjectId: id, reason: 'one-executor' });
    await book.apply(id, { do: 'meet', obligation: 'incident.route-several', subjectId: id }, { do: 'meet', obligation: 'reply.draft', subjectId: id });
    expect(await book.only(id)).toMatchObject({ state: 'cancelled', cancelReason: 'one-executor', version: 2 });
    expect(await book.types(id)).toEqual([]);
  });

  test('a term ends before it opens anew in one act', async () => {
    const id = await book.open('reply.publish-for-executor');
    t.clock.set(khv('2020-06-17 10:40'));
    await book.apply(
      id,
      { do: 'open', obligation: 'reply.publish-for-executor', subject: 'incident', subjectId: id, bearer: anyExecutor },
      { do: 'cancel', obligation: 'reply.publish-for-executor', subjectId: id, reason: 'changes-requested' },
    );
    expect((await t.get(Deadlines).of([id])).map(({ state, dueAt }) => [state, dueAt])).toEqual([
      ['cancelled', khv('2020-06-17 11:00')],
      ['open', khv('2020-06-17 11:40')],
    ]);
  });
});

test('M-8.1: the passing of a conditional term is recorded, but nobody is overdue until a late return', async () => {
  const id = await book.open('assignment.return');
  await fireAt('2020-06-17 12:00');
  expect(await book.types(id)).toEqual(['deadline.half', 'deadline.soon', 'deadline.passed']);
  expect(deadlineView(await book.only(id), t.clock.now()).state).toBe('open');
  await book.apply(id, { do: 'meet', obligation: 'assignment.return', subjectId: id });
  expect(deadlineView(await book.only(id), t.clock.now()).state).toBe('met-late');
});

test('a moment fixed by the opener, and the plan of a week', async () => {
  const fixed = await book.open('contacts.curator', { dueAt: khv('2020-07-01 12:00') });
  expect(await book.only(fixed)).toMatchObject({ dueAt: khv('2020-07-01 12:00'), term: { kind: 'fixed' } });
  // Thursday of the week before: Friday 12 June 2020 is a holiday, so Wednesday is the last day but one.
  const plan = await book.open('plan.submit', { startedAt: khv('2020-06-08 00:00'), planWeek: '2020-06-17' });
  expect((await book.only(plan)).dueAt).toEqual(khv('2020-06-10 17:00'));
});

test('terms of many streams open with one statement, and are handed over to another person', async () => {
  const ids = Array.from({ length: 500 }, () => newId());
  await book.apply(
    newId(),
    ...ids.map((id) => ({ do: 'open', obligation: 'reply.draft', streamId: id, subject: 'assignment', subjectId: id, bearer: anyExecutor }) as const),
  );
  const successor = newId();
  await t.get(Database).transaction(() => t.get(Deadlines).handOver(ids, successor));
  const deadlines = await t.get(Deadlines).of(ids);
  expect(deadlines).toHaveLength(500);
  expect(new Set(deadlines.map((deadline) => deadline.bearerContactId))).toEqual(new Set([successor]));
});

test('an act that is undone leaves no deadline', async () => {
  const id = newId();
  const undone = t.get(Database).transaction(async () => {
    await t.get(Deadlines).apply(
      [{ do: 'open', obligation: 'reply.draft', subject: 'incident', subjectId: id, bearer: anyExecutor }],
      { stream: 'incident', streamId: id, at: t.clock.now(), actor: systemActor },
    );
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await t.get(Deadlines).of([id])).toEqual([]);
});
