import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DutyFigures } from '../../../src/executors/index.js';
import { RemindDuties } from '../../../src/executors/duties/remind-duties.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { khv } from '../../support/deadlines.js';
import { card, requests } from '../../support/directory.js';
import { DutyDesk } from '../../support/duties.js';
import { type ContactPerson, createCurator, createExecutor, createPerson, type Person, seedIds } from '../../support/factories.js';

let t: TestApp;
let curator: ContactPerson;
let own: ContactPerson;
let foreign: ContactPerson;
let committee: Person;
let desk: DutyDesk;
let { get, post, patch } = {} as ReturnType<typeof requests>;
beforeAll(async () => {
  t = await startTestApp({ now: '2020-06-02T10:00:00+10:00' });
  curator = await createCurator(t);
  own = await createExecutor(t, { authorityCode: 'min-zdrav' });
  foreign = await createExecutor(t, { authorityCode: 'min-zhkh' });
  committee = await createPerson(t, { role: 'committee' });
  desk = new DutyDesk(t, () => curator);
  ({ get, post, patch } = requests(t, () => curator));
});
afterAll(() => t.close());

describe('GET /directory/duties', () => {
  test('shows curator and committee everybody, an authority itself', async () => {
    expect(new Set((await desk.list()).map(({ authority }) => authority.code)).size).toBe(29);
    expect(await desk.list('', committee)).toEqual(await desk.list());
    const mine = await desk.list('', own);
    expect(mine.map(({ authority, duty, state }) => [authority.id, duty, state])).toEqual([
      [own.authorityId, 'account-manager', 'missing'], [own.authorityId, 'executor', 'present'],
    ]);
    expect(await desk.list(`&authorityId=${foreign.authorityId}`, own)).toEqual([]);
    expect(JSON.stringify(await desk.list())).not.toMatch(/@|\+7/);
  });

  test('loses nobody between pages, whatever is asked for', async () => {
    const whole = await desk.list('&state=missing');
    const seen: unknown[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await get(`/directory/duties?state=missing&limit=7${cursor && `&cursor=${cursor}`}`).expect(200);
      seen.push(...body.items);
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(whole);
    await get('/directory/duties?cursor=broken').expect(400);
  });

  test('details nobody has confirmed for half a year are outdated, to the second, until somebody does', async () => {
    const state = async () => (await desk.one(own.authorityId, 'executor')).state;
    t.clock.set(khv('2020-12-02 09:59:59'));
    expect(await state()).toBe('present');
    t.clock.set(khv('2020-12-02 10:00:00'));
    expect(await desk.one(own.authorityId, 'executor')).toMatchObject({ state: 'outdated', since: '2020-12-02T10:00:00+10:00', contacts: [{ outdated: true }] });
    expect((await desk.list('&state=outdated')).map(({ authority }) => authority.code).sort()).toEqual(['gu-vnutr-politiki', 'min-zdrav', 'min-zhkh']);
    const version = (await get(`/executors/${own.contactId}`).expect(200)).body.version;
    await post(`/executors/${own.contactId}/confirm`, undefined, own).set('if-match', `"${version + 1}"`).expect(412);
    await post(`/executors/${own.contactId}/confirm`, undefined, own).set('if-match', `"${version}"`).expect(200);
    expect(await state()).toBe('present');
    await post(`/executors/${foreign.contactId}/confirm`, undefined, own).expect(404);
    await patch(`/curators/${curator.contactId}`, { phone: '4212 99-88-77' }).expect(200);
    expect((await desk.list('&duty=curator')).map((duty) => duty.state)).toEqual(['present']);
  });
});

describe('reminders', () => {
  const remind = () => t.get(RemindDuties).execute();
  const given = async (id: string, duty: string) =>
    (await desk.events('directory.reminder', id)).filter(({ details }) => details['duty'] === duty).map(({ at, details }) => [at.toISOString(), details['state'], details['nth']]);

  test('nobody is asked before the terms have begun', async () => {
    expect(await remind()).toBe(0);
  });

  test('of missing contacts a week after, then every other week, each once however many look', async () => {
    t.clock.set(khv('2021-03-01 10:00:00'));
    await desk.begin();
    const missing = seedIds.authority('min-kult');
    const times: [string, number][] = [['2021-03-08 09:59:59', 0], ['2021-03-08 10:00:00', 1], ['2021-03-08 10:10:00', 1], ['2021-03-22 10:00:00', 2], ['2021-05-04 12:00:00', 3]];
    for (const [moment, count] of times) {
      t.clock.set(khv(moment));
      await Promise.all([remind(), remind(), remind()]);
      expect([moment, (await given(missing, 'executor')).length]).toEqual([moment, count]);
    }
    // Six weeks without looking: one reminder, the latest.
    expect((await given(missing, 'executor')).map(([, state, nth]) => [state, nth])).toEqual([['missing', 1], ['missing', 2], ['missing', 5]]);
    const [event] = await desk.events('directory.reminder', missing);
    expect(event).toMatchObject({ clause: 'D-5', authorityIds: [missing], roles: ['committee', 'admin'] });
  });

  test('of outdated ones as soon as they are, and anew when they become so again', async () => {
    const outdated = () => given(own.authorityId, 'executor').then((rows) => rows.filter(([, state]) => state === 'outdated'));
    t.clock.set(khv('2021-06-03 10:00:00'));
    await remind();
    expect(await outdated()).toHaveLength(1);
    await post(`/executors/${own.contactId}/confirm`, undefined, own).expect(200);
    t.clock.set(khv('2021-07-01 10:00:00'));
    await remind();
    expect(await outdated()).toHaveLength(1);
    t.clock.set(khv('2021-12-03 10:00:00'));
    await remind();
    expect((await outdated()).map(([, , nth]) => nth)).toEqual([1, 1]);
  });

  test('figures say how many there are, and whom to ask', async () => {
    const { duties, attention } = await t.get(DutyFigures).figures();
    const rows = await desk.list();
    for (const duty of ['executor', 'account-manager', 'curator'] as const) {
      const of = rows.filter((row) => row.duty === duty);
      expect(duties[duty]).toMatchObject({ owed: of.length, missing: of.filter(({ state }) => state === 'missing').length, outdated: of.filter(({ state }) => state === 'outdated').length });
    }
    expect(attention).toHaveLength(rows.filter(({ state }) => state !== 'present').length);
  });
});

describe("a curator's details are sent to every authority (D-2.2)", () => {
  const notices = async (who: Person, query = '') => (await get(`/directory/notices${query}`, who).expect(200)).body.items;

  test('each change reaches every body in force, and is kept as it was sent', async () => {
    const made = (await post('/curators', card({ surname: 'Новая' })).expect(201)).body;
    await patch(`/curators/${made.id}`, { phone: '4212 11-22-33' }).expect(200);
    await post(`/curators/${made.id}/confirm`).expect(200);
    await post(`/curators/${made.id}/leave`, {}).expect(200);
    const sent = (await notices(own)).filter(({ curator: { id } }: { curator: { id: string } }) => id === made.id);
    expect(sent.map(({ kind, curator: { phone } }: { kind: string; curator: { phone: string } }) => [kind, phone])).toEqual([
      ['left', '+74212112233'], ['changed', '+74212112233'], ['created', '+74212402200'],
    ]);
    const [event] = await desk.events('contact.changed', made.id);
    expect(event?.clause).toBe('D-2.2');
    expect(event?.authorityIds).toHaveLength(29);
    expect(event?.authorityIds).toContain(own.authorityId);
  });

  test('who has taken note is seen by name; fifty times at once is once', async () => {
    const [{ id }] = await notices(own);
    const answers = await Promise.all(Array.from({ length: 50 }, () => post(`/directory/notices/${id}/acknowledge`, undefined, own)));
    expect(new Set(answers.map(({ status, body }) => `${status} ${body.acknowledgedAt}`)).size).toBe(1);
    expect(await desk.events('notice.acknowledged', id)).toHaveLength(1);
    expect((await notices(own, '?unacknowledged=true')).map((notice: { id: string }) => notice.id)).not.toContain(id);
    expect((await notices(foreign, '?unacknowledged=true')).map((notice: { id: string }) => notice.id)).toContain(id);
    const [seen] = await notices(curator);
    expect(seen.authorities).toEqual({ acknowledged: 1, total: 29 });
    const { items } = (await get(`/directory/notices/${id}/acknowledgements`).expect(200)).body;
    expect(items).toHaveLength(29);
    expect(items.find(({ authority }: { authority: { id: string } }) => authority.id === own.authorityId).people).toMatchObject([{ name: 'Исполнителева Анна' }]);
    expect(items.find(({ authority }: { authority: { id: string } }) => authority.id === foreign.authorityId).people).toEqual([]);
    await post(`/directory/notices/${own.contactId}/acknowledge`, undefined, own).expect(404);
  });
});
