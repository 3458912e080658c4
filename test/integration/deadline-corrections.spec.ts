import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { ChangeSchedule, CreateSchedule } from '../../src/calendar/editable/change-schedule.js';
import type { ScheduleBody } from '../../src/calendar/editable/calendar.schemas.js';
import { CorrectDay } from '../../src/calendar/editable/correct-day.js';
import { systemActor } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { AdoptEdition } from '../../src/regulation/adopt-edition.js';
import { Deadlines, deadlineView, DueDeadlines } from '../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { anyExecutor, DeadlineBook, khv } from '../support/deadlines.js';
import { seedIds } from '../support/factories.js';

let t: TestApp;
let book: DeadlineBook;
beforeAll(async () => {
  t = await startTestApp();
  book = new DeadlineBook(t);
});
afterAll(() => t.close());
beforeEach(async () => {
  await t.get(Database).transaction(() => t.get(Database).change(`TRUNCATE deadline`));
  const set = await t.get(Database).rows<{ date: string }>(`SELECT date::text FROM calendar_override WHERE date < '2020-12-31'`);
  for (const { date } of set) await on(date);
  t.clock.set(khv('2020-06-17 10:00'));
});

const fireAt = (text: string) => {
  t.clock.set(khv(text));
  return t.get(DueDeadlines).fireDue();
};
const off = (date: string) => t.get(CorrectDay).execute(systemActor, { date, body: { kind: 'non-working', reason: 'карантин' }, expected: null });
const on = (date: string) => t.get(CorrectDay).execute(systemActor, { date, body: null, expected: null });

test('a day declared non-working moves what is open with its warnings, and only that; the history says so', async () => {
  const moving = await book.open('reply.final');
  const inTime = await book.open('reply.draft');
  const clockHour = await book.open('incident.route');
  const ended = await book.open('reply.final');
  await book.apply(ended, { do: 'meet', obligation: 'reply.final', subjectId: ended });
  await off('2020-06-19');
  expect(await book.only(moving)).toMatchObject({ dueAt: khv('2020-06-30 18:00'), soonAt: khv('2020-06-30 17:45'), nextMark: 'half', version: 2 });
  expect(await book.events(moving)).toMatchObject([
    {
      type: 'deadline.moved',
      details: { reason: { reason: 'calendar', date: '2020-06-19' }, passingVoid: false },
    },
  ]);
  const [moved] = await book.events(moving);
  expect([new Date(String(moved?.details['from'])), new Date(String(moved?.details['to']))]).toEqual([khv('2020-06-29 18:00'), khv('2020-06-30 18:00')]);
  for (const id of [inTime, clockHour, ended]) expect(await book.types(id)).toEqual([]);
  expect((await book.only(ended)).dueAt).toEqual(khv('2020-06-29 18:00'));
});

test('a passing that a correction makes void is recorded anew at the new due moment, once', async () => {
  t.clock.set(khv('2020-06-18 17:30'));
  const id = await book.open('reply.review');
  await fireAt('2020-06-19 12:00');
  expect(deadlineView(await book.only(id), t.clock.now()).state).toBe('overdue');
  await off('2020-06-19');
  const voided = await book.only(id);
  expect(voided).toMatchObject({ dueAt: khv('2020-06-22 09:30'), passedAt: null, nextMark: 'soon', nextMarkAt: khv('2020-06-22 09:15') });
  expect(deadlineView(voided, t.clock.now()).state).toBe('open');
  expect(await fireAt('2020-06-23 12:00')).toBe(2);
  expect(await fireAt('2020-06-24 12:00')).toBe(0);
  expect(await book.types(id)).toEqual([
    'deadline.half', 'deadline.soon', 'deadline.passed', 'deadline.moved', 'deadline.soon', 'deadline.passed',
  ]);
  expect((await book.events(id))[3]).toMatchObject({ details: { passingVoid: true } });
  expect((await book.only(id)).passedAt).toEqual(khv('2020-06-22 09:30'));
});

test('a due moment that moves into the past is recorded as passed, with what was to be warned of before', async () => {
  await off('2020-06-18');
  t.clock.set(khv('2020-06-17 17:30'));
  const id = await book.open('reply.review');
  expect((await book.only(id)).dueAt).toEqual(khv('2020-06-19 09:30'));
  t.clock.set(khv('2020-06-18 16:00'));
  await on('2020-06-18');
  expect(await book.only(id)).toMatchObject({ dueAt: khv('2020-06-18 09:30'), nextMark: 'half', passedAt: null });
  await t.get(DueDeadlines).fireDue();
  expect(await book.types(id)).toEqual(['deadline.moved', 'deadline.half', 'deadline.soon', 'deadline.passed']);
});

test('a correction back and forth warns once for each due moment', async () => {
  t.clock.set(khv('2020-06-18 14:00'));
  const id = await book.open('reply.draft');
  expect((await book.only(id)).dueAt).toEqual(khv('2020-06-19 11:00'));
  await fireAt('2020-06-18 17:00');
  await off('2020-06-19');
  await on('2020-06-19');
  await fireAt('2020-06-18 17:59');
  expect(await book.types(id)).toEqual(['deadline.half', 'deadline.moved', 'deadline.moved']);
  await fireAt('2020-06-19 11:00');
  expect((await book.types(id)).slice(3)).toEqual(['deadline.soon', 'deadline.passed']);
});

test('thousands move at once', async () => {
  const ids = Array.from({ length: 5000 }, () => newId());
  await book.apply(
    newId(),
    ...ids.map((id) => ({ do: 'open', obligation: 'reply.final', streamId: id, subject: 'assignment', subjectId: id, bearer: anyExecutor }) as const),
  );
  await off('2020-06-19');
  const count = await t.get(Database).row(
    `SELECT count(*)::int AS moved, (SELECT count(*)::int FROM event WHERE type = 'deadline.moved' AND stream_id = ANY($2)) AS events
     FROM deadline WHERE due_at = $1`,
    [khv('2020-06-30 18:00'), ids],
  );
  expect(count).toEqual({ moved: 5000, events: 5000 });
});

const lateRisers: ScheduleBody = {
  name: 'С одиннадцати', timeZone: 'Asia/Vladivostok',
  editions: [{ validFrom: '2018-01-01', validTo: null, workingWeekend: null, weekly: { wed: [['11:00', '19:00']], thu: [['11:00', '19:00']] } }],
};

test('a schedule is corrected: only what runs on it moves', async () => {
  const { id: scheduleId } = await t.get(CreateSchedule).execute(systemActor, lateRisers);
  t.clock.set(khv('2020-06-17 15:00'));
  const theirs = await book.open('reply.draft', { bearer: { ...anyExecutor, scheduleId } });
  const others = await book.open('reply.draft');
  expect((await book.only(theirs)).dueAt).toEqual(khv('2020-06-18 13:00'));
  const editions = [{ ...lateRisers.editions[0]!, weekly: { wed: [['11:00', '18:00']], thu: [['11:00', '18:00']] } as ScheduleBody['editions'][0]['weekly'] }];
  await t.get(ChangeSchedule).execute(systemActor, { id: scheduleId, patch: { editions }, expected: 1 });
  expect((await book.only(theirs)).dueAt).toEqual(khv('2020-06-18 14:00'));
  expect(await book.types(theirs)).toEqual(['deadline.moved']);
  expect(await book.types(others)).toEqual([]);
});

test('another schedule becomes the default: what runs on the default moves', async () => {
  const { id, version } = await t.get(CreateSchedule).execute(systemActor, lateRisers);
  const before = await t.get(Database).row<{ id: string; version: number }>(`SELECT id, version FROM work_schedule WHERE is_default`);
  t.clock.set(khv('2020-06-17 15:00'));
  const mine = await book.open('reply.draft');
  await t.get(ChangeSchedule).execute(systemActor, { id, patch: { isDefault: true }, expected: version });
  expect((await book.only(mine)).dueAt).toEqual(khv('2020-06-18 13:00'));
  await t.get(ChangeSchedule).execute(systemActor, { id: before!.id, patch: { isDefault: true }, expected: null });
  expect((await book.only(mine)).dueAt).toEqual(khv('2020-06-18 12:00'));
});

test("an authority's schedule changes: its open terms move to it", async () => {
  const { id: scheduleId } = await t.get(CreateSchedule).execute(systemActor, lateRisers);
  const authorityId = newId();
  t.clock.set(khv('2020-06-17 15:00'));
  const theirs = await book.open('reply.draft', { bearer: { ...anyExecutor, authorityId } });
  const others = await book.open('reply.draft', { bearer: { ...anyExecutor, authorityId: newId() } });
  await t.get(Database).transaction(() => t.get(Deadlines).rescheduleAuthority(authorityId, scheduleId, systemActor, t.clock.now()));
  expect(await book.only(theirs)).toMatchObject({ scheduleId, dueAt: khv('2020-06-18 13:00') });
  expect((await book.only(others)).dueAt).toEqual(khv('2020-06-18 12:00'));
});

test('an edition changes terms from its day on; running deadlines keep theirs, and a municipality has its own (D-6)', async () => {
  const authorityId = seedIds.authority('go-khabarovsk');
  const running = await book.open('reply.draft');
  const adopt = (body: Parameters<AdoptEdition['execute']>[1]) => t.get(AdoptEdition).execute(systemActor, body);
  const general = await adopt({ title: 'Вторая', act: '№ 1', validFrom: '2020-06-18', terms: { 'reply.draft': { kind: 'working-hours', amount: 8 } } });
  const own = await adopt({ title: 'Своя', act: '№ 2', validFrom: '2020-06-18', authorityId, terms: { 'reply.review': { kind: 'clock-hours', amount: 2 } } });
  await off('2020-12-01');
  expect(await book.only(running)).toMatchObject({ term: { amount: 6 }, dueAt: khv('2020-06-17 17:00') });
  const today = await book.open('reply.draft');
  t.clock.set(khv('2020-06-18 09:00'));
  const tomorrow = await book.open('reply.draft');
  const theirs = await book.open('reply.review', { bearer: { ...anyExecutor, authorityId } });
  const theirDraft = await book.open('reply.draft', { bearer: { ...anyExecutor, authorityId } });
  expect((await book.only(today)).term).toEqual({ kind: 'working-hours', amount: 6 });
  expect(await book.only(tomorrow)).toMatchObject({ editionId: general.id, dueAt: khv('2020-06-18 18:00') });
  expect(await book.only(theirs)).toMatchObject({ editionId: own.id, dueAt: khv('2020-06-18 11:00') });
  expect((await book.only(theirDraft)).editionId).toBe(general.id);
  await expect(adopt({ title: 'x', act: 'x', validFrom: '2020-06-18', terms: { 'reply.draft': { kind: 'working-hours', amount: 1 } } }))
    .rejects.toMatchObject({ code: 'regulation.edition-order' });
  await expect(adopt({ title: 'x', act: 'x', validFrom: '2020-07-18', authorityId: newId(), terms: { 'reply.draft': { kind: 'working-hours', amount: 1 } } }))
    .rejects.toMatchObject({ code: 'not-found' });
  await expect(adopt({ title: 'x', act: 'x', validFrom: '2020-07-18', terms: { 'plan.submit': { kind: 'working-days', amount: 1 } } }))
    .rejects.toMatchObject({ code: 'regulation.term-kind' });
});
