import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { card, requests } from '../../support/directory.js';
import { directorySituations, DutyDesk, secondBefore } from '../../support/duties.js';
import { type ContactPerson, createCurator, createExecutor, seedIds } from '../../support/factories.js';

let t: TestApp;
let curator: ContactPerson;
let own: ContactPerson;
let desk: DutyDesk;
let { get, post, patch } = {} as ReturnType<typeof requests>;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-03-17T09:00:00+10:00' });
  curator = await createCurator(t);
  own = await createExecutor(t, { authorityCode: 'min-zdrav' });
  desk = new DutyDesk(t, () => curator);
  ({ get, post, patch } = requests(t, () => curator));
});
afterAll(() => t.close());

/** An executor of an authority where nobody else is. */
const alone = async (code: string): Promise<string> => (await post('/executors', card({ authorityId: seedIds.authority(code) })).expect(201)).body.id as string;

describe.each(Object.entries(directorySituations))('M-5.2, %s', (_, [start, due]) => {
  test('the term runs from the change that was declared, is warned of twice and passed once', async () => {
    t.clock.set(khv(start));
    const { id } = (await post('/executors', card(), own).expect(201)).body;
    await post(`/executors/${id}/details-changed`, { what: 'Другой телефон' }, own).expect(200);
    expect(await desk.term('executor.update', id)).toMatchObject({
      clause: 'M-5.2', bearerRole: 'authority', bearerAuthorityId: own.authorityId, startedAt: khv(start), dueAt: khv(due), state: 'open',
    });
    await desk.at(secondBefore(khv(due)));
    expect([await desk.events('deadline.soon', id), await desk.events('deadline.passed', id)].map(({ length }) => length)).toEqual([1, 0]);
    await desk.at(khv(due));
    await desk.at(khv(due));
    expect(await desk.events('deadline.passed', id)).toHaveLength(1);
  });
});

describe('what meets it (M-5.2)', () => {
  const start = khv('2020-06-02 10:07:13');
  const due = khv('2020-06-05 18:00:00');

  test.each([['in time', secondBefore(due), 'met'], ['late, taken and marked', due, 'met-late']])('the new details, %s', async (_, moment, state) => {
    t.clock.set(start);
    const { id } = (await post('/executors', card(), own).expect(201)).body;
    await post(`/executors/${id}/details-changed`, {}).expect(200);
    await desk.at(moment);
    await patch(`/executors/${id}`, { phone: '4212 33-44-55' }, own).expect(200);
    expect(await desk.term('executor.update', id)).toMatchObject({ state, endedAt: moment });
    expect(await desk.terms('executor.update', id)).toHaveLength(1);
  });

  test('details sent by themselves say when they changed: sent on the fourth day they are late', async () => {
    t.clock.set(start);
    const { id } = (await post('/executors', card(), own).expect(201)).body;
    await desk.at('2020-06-08 09:00:00');
    await patch(`/executors/${id}`, { position: 'советник', changedAt: '2020-06-01T09:00:00+10:00' }, own).expect(400);
    await patch(`/executors/${id}`, { position: 'советник', changedAt: start.toISOString() }, own).expect(200);
    expect(await desk.term('executor.update', id)).toMatchObject({ startedAt: start, dueAt: due, state: 'met-late', passedAt: due });
    await patch(`/executors/${id}`, { position: 'помощник' }, own).expect(200);
    expect(await desk.term('executor.update', id)).toMatchObject({ startedAt: khv('2020-06-08 09:00:00'), state: 'met' });
  });

  test('the word that the old ones are still right ends it as moot', async () => {
    t.clock.set(start);
    const { id } = (await post('/executors', card(), own).expect(201)).body;
    await post(`/executors/${id}/details-changed`, {}).expect(200);
    expect((await post(`/executors/${id}/details-changed`, {}).expect(409)).body.code).toBe('contact.change-declared');
    const confirmed = await post(`/executors/${id}/confirm`, undefined, own).expect(200);
    expect(confirmed.body).toMatchObject({ confirmedAt: '2020-06-02T10:07:13+10:00', version: 3 });
    expect(await desk.term('executor.update', id)).toMatchObject({ state: 'cancelled', cancelReason: 'still-right' });
  });

  test.each([['2020-06-02T10:07:14+10:00'], ['2020-06-02T10:07:12+10:00']])('a change is neither ahead nor before the naming: %s', async (at) => {
    t.clock.set(start);
    const { id } = (await post('/executors', card(), own).expect(201)).body;
    expect((await post(`/executors/${id}/details-changed`, { at }).expect(400)).body.code).toBe('contact.change-moment');
  });

  test('two clerks at once: one is taken, the other sees it', async () => {
    t.clock.set(start);
    const { id } = (await post('/executors', card(), own).expect(201)).body;
    const send = (position: string, who = curator) => patch(`/executors/${id}`, { position }, who).set('if-match', '"1"');
    const answers = (await Promise.all([send('советник'), send('помощник', own)])).sort((a, b) => a.status - b.status);
    expect(answers.map(({ status }) => status)).toEqual([200, 412]);
    expect(answers[1]?.body.current).toMatchObject({ position: answers[0]?.body.position, version: 2 });
    expect(await desk.terms('executor.update', id)).toHaveLength(1);
  });
});

describe('an executor leaves (M-5.2)', () => {
  test('with colleagues the leaving itself is the news, late when it comes late', async () => {
    t.clock.set(khv('2020-06-02 10:07:13'));
    await alone('min-fin');
    const id = await alone('min-fin');
    await desk.at('2020-06-10 10:00:00');
    await post(`/executors/${id}/leave`, { at: '2020-06-02T10:07:13+10:00' }).expect(200);
    expect(await desk.term('executor.update', id)).toMatchObject({ dueAt: khv('2020-06-05 18:00:00'), state: 'met-late' });
    expect((await desk.one(seedIds.authority('min-fin'), 'executor')).state).toBe('present');
  });

  test('the last one leaves a term that a successor meets', async () => {
    t.clock.set(khv('2020-06-02 10:07:13'));
    const authority = seedIds.authority('min-sport');
    const id = await alone('min-sport');
    await post(`/executors/${id}/details-changed`, {}).expect(200);
    await desk.at('2020-06-04 10:00:00');
    await post(`/executors/${id}/leave`, {}).expect(200);
    expect(await desk.term('executor.update', id)).toMatchObject({ state: 'cancelled', cancelReason: 'left' });
    expect(await desk.one(authority, 'executor')).toMatchObject({
      state: 'missing', since: '2020-06-04T10:00:00+10:00',
      term: { obligation: 'executor.update', clause: 'M-5.2', state: 'open', dueAt: '2020-06-09T18:00:00+10:00' },
    });
    await desk.at('2020-06-10 10:00:00');
    expect((await desk.one(authority, 'executor')).term?.state).toBe('overdue');
    expect((await desk.list('&term=overdue')).map((duty) => duty.authority.id)).toContain(authority);
    await alone('min-sport');
    expect(await desk.term('executor.update', authority)).toMatchObject({ state: 'met-late' });
    expect(await desk.one(authority, 'executor')).toMatchObject({ state: 'present', since: null, term: null });
  });

  test('an authority that ends meanwhile owes no successor', async () => {
    t.clock.set(khv('2020-06-02 10:07:13'));
    const authority = seedIds.authority('kom-turizm');
    await desk.begin();
    await post(`/executors/${await alone('kom-turizm')}/leave`, {}).expect(200);
    await patch(`/authorities/${authority}`, { validTo: t.clock.now().toISOString() }).expect(200);
    expect(await desk.term('executor.update', authority)).toMatchObject({ state: 'cancelled' });
    expect(await desk.list(`&authorityId=${authority}`)).toEqual([]);
  });
});

test('what was declared stands in the list, and the deadlines of the authority show the term', async () => {
  t.clock.set(khv('2020-06-17 10:00:00'));
  const { id } = (await post('/executors', card({ surname: 'Перемен' }), own).expect(201)).body;
  await post(`/executors/${id}/details-changed`, { at: t.clock.now().toISOString() }).expect(200);
  const duty = await desk.one(own.authorityId, 'executor');
  expect(duty).toMatchObject({ state: 'changed', term: { obligation: 'executor.update' } });
  expect(duty.contacts.find((contact) => contact.id === id)).toMatchObject({ changed: true, name: 'Перемен Ольга Ильинична' });
  const mine = (await get('/deadlines?bearer=me&obligation=executor.update&limit=200', own).expect(200)).body.items;
  expect(mine.map(({ subjectId }: { subjectId: string }) => subjectId)).toContain(id);
});
