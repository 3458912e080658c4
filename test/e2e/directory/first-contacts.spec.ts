import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { DIRECTORY_ID } from '../../../src/executors/duties/duty.entities.js';
import { Database } from '../../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { card, requests } from '../../support/directory.js';
import { directorySituations, DutyDesk, secondBefore } from '../../support/duties.js';
import { createCurator, createPerson, type Person, seedIds } from '../../support/factories.js';

let t: TestApp;
let admin: Person;
let executor: Person;
let desk: DutyDesk;
let { post, patch } = {} as ReturnType<typeof requests>;
const health = seedIds.authority('min-zdrav');
const firstTerms = [['D-2.2', 'contacts.curator', DIRECTORY_ID], ['D-4', 'contacts.executor', health], ['D-5', 'contacts.account-manager', health]] as const;

beforeAll(async () => {
  t = await startTestApp({ now: '2020-03-17T09:00:00+10:00' });
  admin = await createPerson(t, { role: 'admin' });
  executor = await createPerson(t, { role: 'executor', authorityCode: 'min-zdrav' });
  desk = new DutyDesk(t, () => admin);
  ({ post, patch } = requests(t, () => admin));
});
afterAll(() => t.close());
beforeEach(async () => {
  await desk.reset();
  // The clock goes back and forth: whoever was named has left before any of it.
  await t.get(Database).transaction(() => t.get(Database).change(`UPDATE contact SET valid_to = $1`, [khv('2020-03-17 09:00')]));
});

describe.each(Object.entries(directorySituations))('%s', (_, [start, , due]) => {
  test.each(firstTerms)('%s: %s is due to the second, warned of twice and passed once', async (clause, obligation, subject) => {
    t.clock.set(khv(start));
    await desk.begin();
    const bearer = obligation === 'contacts.curator' ? 'curator' : 'authority';
    const { id, ...term } = await desk.term(obligation, subject);
    expect(term).toMatchObject({ clause, bearerRole: bearer, startedAt: khv(start), dueAt: khv(due), state: 'open' });
    const marks = async () => (await Promise.all(['half', 'soon', 'passed'].map((mark) => desk.events(`deadline.${mark}`, subject))))
      .map((events) => events.filter(({ subjectId }) => subjectId === id).length);
    await desk.at(secondBefore(khv(due)));
    expect(await marks()).toEqual([1, 1, 0]);
    await desk.at(khv(due));
    await desk.at(khv(due));
    expect(await marks()).toEqual([1, 1, 1]);
  });
});

describe('the first contact meets its term (D-2.2, D-4, D-5)', () => {
  const naming = {
    'contacts.executor': () => post('/executors', card(), executor),
    'contacts.account-manager': () => post('/account-managers', card(), executor),
    'contacts.curator': () => post('/curators', card()),
  };

  const due = khv('2020-06-09 18:00:00');
  const outcomes = [['met', secondBefore(due)], ['met-late', due]] as const;
  test.each(firstTerms.flatMap((term) => outcomes.map((outcome) => [...term, ...outcome] as const)))('%s: %s of %s is %s', async (_, obligation, subject, state, moment) => {
    t.clock.set(khv('2020-06-02 10:07:13'));
    await desk.begin();
    await desk.at(moment);
    await naming[obligation]().expect(201);
    expect(await desk.term(obligation, subject)).toMatchObject({ state, endedAt: moment });
  });

  test('who has named people before owes nothing', async () => {
    t.clock.set(khv('2020-06-02 10:00:00'));
    await post('/executors', card(), executor).expect(201);
    await createCurator(t);
    await desk.begin();
    expect(await desk.terms('contacts.executor', health)).toEqual([]);
    expect(await desk.terms('contacts.curator', DIRECTORY_ID)).toEqual([]);
    expect(await desk.term('contacts.account-manager', health)).toMatchObject({ state: 'open' });
  });
});

describe('the beginning', () => {
  test('is declared once, also when sent at once, and counts from the moment given', async () => {
    t.clock.set(khv('2020-06-03 10:00:00'));
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('/directory/beginning', { startedAt: khv('2020-06-02 10:07:13').toISOString() })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('directory.begun');
    expect(await desk.term('contacts.executor', health)).toMatchObject({ startedAt: khv('2020-06-02 10:07:13'), dueAt: khv('2020-06-09 18:00:00') });
  });

  test.each(['2020-06-03T10:00:01+10:00', '2020-03-17T15:00:00+10:00'])('never lies ahead, nor years back: %s', async (startedAt) => {
    t.clock.set(khv('2020-06-03 10:00:00'));
    expect(await desk.begin({ startedAt }, 400)).toMatchObject({ code: 'directory.begin-moment' });
  });

  test('years after the decree nothing is late before it could be done', async () => {
    await desk.at('2026-03-02 10:00:00');
    const before = (await desk.events('deadline.passed')).length;
    await desk.begin();
    await desk.at('2026-03-06 17:59:59');
    expect((await desk.events('deadline.passed')).length).toBe(before);
    expect((await desk.list('&state=missing')).length).toBeGreaterThan(50);
  });
});

describe('who owes what', () => {
  beforeEach(() => t.clock.set(khv('2020-06-02 10:07:13')));

  test('nobody sends contacts to itself, and a municipality only what it has joined for (D-6)', async () => {
    await desk.begin();
    const owed = async (code: string) => (await desk.list(`&authorityId=${seedIds.authority(code)}`)).map(({ duty, term }) => [duty, term?.obligation]);
    expect(await owed('gu-vnutr-politiki')).toEqual([['account-manager', 'contacts.account-manager'], ['curator', 'contacts.curator']]);
    expect(await owed('kom-inform-politiki')).toEqual([['executor', 'contacts.executor']]);
    expect(await owed('go-khabarovsk')).toEqual([]);
  });

  test('a municipality owes from its joining, declared or shown by naming somebody', async () => {
    await desk.begin();
    const [okrug, district] = [seedIds.authority('go-khabarovsk'), seedIds.authority('mr-amursk')];
    t.clock.set(khv('2020-06-04 10:00:00'));
    await post(`/directory/duties/${okrug}/join`, { duties: ['account-manager'], act: 'Постановление администрации № 1' }).expect(200);
    expect((await post(`/directory/duties/${okrug}/join`, {}).expect(409)).body.code).toBe('authority.joined-already');
    expect(await desk.terms('contacts.executor', okrug)).toEqual([]);
    expect(await desk.term('contacts.account-manager', okrug)).toMatchObject({ startedAt: khv('2020-06-04 10:00:00'), dueAt: khv('2020-06-11 17:00:00') });
    await post('/executors', card({ authorityId: district })).expect(201);
    expect(await desk.terms('contacts.executor', district)).toEqual([]);
    expect(await desk.term('contacts.account-manager', district)).toMatchObject({ dueAt: khv('2020-06-11 17:00:00') });
    await post(`/directory/duties/${DIRECTORY_ID}/join`, {}).expect(404);
  });

  test('a new authority owes from its entry; one that ends owes nothing, one that comes back owes anew', async () => {
    await desk.begin();
    t.clock.set(khv('2020-06-10 10:00:00'));
    const { id } = (await post('/authorities', { name: `Новый комитет ${t.clock.now().toISOString()}`, kind: 'committee' }).expect(201)).body;
    for (const [clause, obligation] of [['D-4', 'contacts.executor'], ['D-5', 'contacts.account-manager']] as const) {
      expect(await desk.term(obligation, id)).toMatchObject({ clause, startedAt: khv('2020-06-10 10:00:00'), dueAt: khv('2020-06-18 18:00:00') });
    }
    t.clock.set(khv('2020-06-15 10:00:00'));
    await patch(`/authorities/${id}`, { validTo: t.clock.now().toISOString() }).expect(200);
    expect(await desk.term('contacts.executor', id)).toMatchObject({ state: 'cancelled', cancelReason: 'not-owed' });
    t.clock.set(khv('2020-06-19 17:30:13'));
    await patch(`/authorities/${id}`, { validTo: null }).expect(200);
    expect(await desk.term('contacts.executor', id)).toMatchObject({ state: 'open', dueAt: khv('2020-06-29 18:00:00') });
  });

  test('the part of the decree moves, and what is owed moves with it', async () => {
    await desk.begin();
    const [former, next] = [seedIds.authority('gu-vnutr-politiki'), seedIds.authority('min-kult')];
    await patch(`/authorities/${next}`, { role: 'curator' }).expect(200);
    expect(await desk.term('contacts.executor', next)).toMatchObject({ state: 'cancelled' });
    expect(await desk.term('contacts.executor', former)).toMatchObject({ state: 'open' });
    await patch(`/authorities/${former}`, { role: 'curator' }).expect(200);
    expect(await desk.term('contacts.executor', former)).toMatchObject({ state: 'cancelled' });
  });
});
