import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Directory } from '../../src/executors/index.js';
import { type Role, systemActor } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { Deadlines } from '../../src/regulation/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createExecutor, createPerson, seedIds, type Person } from '../support/factories.js';

const API = '/api/v1';
let t: TestApp;
const people = {} as Record<Role, Person>;

beforeAll(async () => {
  t = await startTestApp();
  for (const role of ['curator', 'committee', 'it-ministry', 'admin'] as const) people[role] = await createPerson(t, { role });
  people.executor = await createExecutor(t, { authorityCode: 'min-fin' });
});
afterAll(() => t.close());

const get = (path: string, who: Person = people.curator) => t.http.get(`${API}${path}`).set(who.auth);
const patch = (path: string, body: object, who: Person = people.curator) => t.http.patch(`${API}${path}`).set(who.auth).send(body);
const post = (path: string, body: object, who: Person = people.curator) => t.http.post(`${API}${path}`).set(who.auth).send(body);

/** All pages of a list. */
async function all(path: string, limit: number): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const { body } = await get(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor && `&cursor=${cursor}`}`).expect(200);
    const page = body as { items: Record<string, unknown>[]; nextCursor: string | null };
    items.push(...page.items);
    cursor = page.nextCursor;
  }
  return items;
}

describe('authorities', () => {
  it('are the 29 bodies and 19 municipalities of the seed, by name, page by page', async () => {
    const bodies = await all('/authorities', 7);
    expect(bodies.filter(({ kind }) => kind !== 'municipality')).toHaveLength(29);
    expect(bodies.filter(({ kind }) => kind === 'municipality')).toHaveLength(19);
    const names = bodies.map(({ name }) => String(name));
    expect(names).toEqual(names.toSorted(new Intl.Collator('ru').compare));
    expect(await all('/authorities?kind=municipality', 50)).toHaveLength(19);
    expect((await get('/authorities?q=комсомольск-на-АМУРЕ').expect(200)).body.items).toMatchObject([{ code: 'go-komsomolsk' }]);
  });

  it('have their parts of the decree, once each', async () => {
    const bodies = await all('/authorities', 200);
    expect(bodies.filter(({ role }) => role).map(({ code, role }) => [role, code]).sort()).toEqual([
      ['content-committee', 'kom-inform-politiki'], ['curator', 'gu-vnutr-politiki'], ['it-ministry', 'min-it-svyaz'],
    ]);
  });

  it('stay in place between two pages whatever is added before them', async () => {
    const first = (await get('/authorities?limit=10').expect(200)).body;
    await post('/authorities', { name: 'Аварийная служба края', kind: 'directorate' }).expect(201);
    const second = (await get(`/authorities?limit=10&cursor=${first.nextCursor}`).expect(200)).body;
    const seen = [...first.items, ...second.items].map(({ id }: { id: string }) => id);
    expect(new Set(seen).size).toBe(20);
  });

  it('keep the old name with its dates when they are renamed', async () => {
    const id = seedIds.authority('min-obr');
    const before = (await get(`/authorities/${id}`).expect(200)).body;
    t.clock.advance(1000);
    const renamed = await patch(`/authorities/${id}`, { name: 'Министерство просвещения края', shortName: 'Минпрос края' }).expect(200);
    expect(renamed.body).toMatchObject({ name: 'Министерство просвещения края', code: 'min-obr', version: before.version + 1 });
    expect(renamed.headers['etag']).toBe(`"${renamed.body.version}"`);
    const { names, events } = (await get(`/authorities/${id}/history`).expect(200)).body;
    expect(names).toEqual([
      { name: before.name, shortName: before.shortName, validFrom: '2020-03-17T00:00:00+10:00', validTo: '2020-06-17T10:00:01+10:00' },
      { name: 'Министерство просвещения края', shortName: 'Минпрос края', validFrom: '2020-06-17T10:00:01+10:00', validTo: null },
    ]);
    expect(events).toMatchObject([{
      type: 'authority.renamed', actorId: people.curator.userId, actorRole: 'curator',
      details: { changed: { name: { from: before.name, to: 'Министерство просвещения края' } } },
    }]);
  });

  it('change nothing and tell nothing when a change changes nothing', async () => {
    const id = seedIds.authority('min-econ');
    const before = (await get(`/authorities/${id}`)).body;
    expect((await patch(`/authorities/${id}`, { name: before.name }).expect(200)).body).toEqual(before);
    expect((await get(`/authorities/${id}/history`)).body.events).toEqual([]);
  });

  it('answer 412 with the current state to a change made on an outdated view', async () => {
    const id = seedIds.authority('kom-turizm');
    await patch(`/authorities/${id}`, { note: 'первое' }).set('if-match', '"1"').expect(200);
    const late = await patch(`/authorities/${id}`, { note: 'второе' }).set('if-match', '"1"').expect(412);
    expect(late.body).toMatchObject({ code: 'precondition.failed', current: { id, note: 'первое', version: 2 } });
  });

  it('of one name or code are refused, also when sent at once', async () => {
    const body = { name: 'Комитет по делам архивов края', kind: 'committee', code: 'kom-arhiv' };
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('/authorities', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    const [made, refused] = answers.sort((a, b) => a.status - b.status);
    expect(refused?.body).toMatchObject({ code: 'authority.duplicate', existingId: made?.body.id });
    await patch(`/authorities/${seedIds.authority('min-fin')}`, { name: body.name }).expect(409);
  });

  it('end, leave the list and free their name; a body with a part of the decree hands it on first', async () => {
    const made = (await post('/authorities', { name: 'Временный комитет', kind: 'committee' }).expect(201)).body;
    await patch(`/authorities/${made.id}`, { validTo: '2020-06-17T00:00:00+10:00' }).expect(400);
    t.clock.advance(60_000);
    await patch(`/authorities/${made.id}`, { validTo: t.clock.now().toISOString() }).expect(200);
    expect((await get('/authorities?q=временный')).body.items).toEqual([]);
    expect((await get('/authorities?q=временный&state=ended')).body.items).toMatchObject([{ id: made.id, active: false }]);
    const heir = (await post('/authorities', { name: 'Временный комитет', kind: 'committee' }).expect(201)).body;

    const holder = seedIds.authority('kom-inform-politiki');
    const refused = await patch(`/authorities/${holder}`, { validTo: '2026-01-26T00:00:00+10:00' }).expect(409);
    expect(refused.body.code).toBe('authority.holds-role');
    await patch(`/authorities/${heir.id}`, { role: 'content-committee' }).expect(200);
    await patch(`/authorities/${holder}`, { validTo: '2026-01-26T00:00:00+10:00' }).expect(200);
    expect((await get(`/authorities/${holder}`)).body).toMatchObject({ role: null, active: true });
  });

  it('take only schedules that exist', async () => {
    await patch(`/authorities/${seedIds.authority('min-fin')}`, { scheduleId: '00000000-0000-4000-8000-000000000000' }).expect(404);
    expect((await get(`/authorities/${seedIds.authority('min-fin')}`)).body.scheduleId).toBeNull();
  });

  it('move their open terms when they move to another schedule (rule 7 of counting)', async () => {
    const executor = await createExecutor(t, { authorityCode: 'go-khabarovsk' });
    const [authorityId, subjectId] = [executor.authorityId, newId()];
    const at = new Date('2020-06-18T09:00:00+10:00');
    const bearer = { role: 'executor' as const, authorityId, contactId: executor.contactId, scheduleId: null };
    await t.get(Database).transaction(() =>
      t.get(Deadlines).apply(
        [{ do: 'open', obligation: 'reply.draft', subject: 'assignment', subjectId, bearer, startedAt: at }],
        { stream: 'incident', streamId: subjectId, at, actor: systemActor },
      ),
    );
    const due = async () => (await t.get(Deadlines).of([subjectId])).map(({ dueAt }) => dueAt.toISOString());
    // Six working hours (M-10), lunch from 13:00 to 14:00.
    expect(await due()).toEqual(['2020-06-18T06:00:00.000Z']);
    const weekly = { thu: [['11:00', '21:00']], fri: [['11:00', '21:00']] };
    const schedule = await post('/schedules', { name: 'Вечерний', editions: [{ validFrom: '2020-01-01', weekly }] }, people.admin).expect(201);
    await patch(`/authorities/${authorityId}`, { scheduleId: schedule.body.id }).expect(200);
    expect(await due()).toEqual(['2020-06-18T07:00:00.000Z']);
    expect(await t.get(Directory).executors([executor.contactId])).toMatchObject([{ scheduleId: schedule.body.id }]);
  });

  test.each([
    [{}, 'name'], [{ name: '  ', kind: 'ministry' }, 'name'], [{ name: 'А', kind: 'club' }, 'kind'],
    [{ name: 'А', kind: 'ministry', role: 'curator' }, ''], [{ name: 'А', kind: 'ministry', oktmo: '8' }, 'oktmo'],
  ])('refuse %j', async (body, path) => {
    const refused = await post('/authorities', body).expect(400);
    expect(refused.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
});

describe('topics', () => {
  it('come in groups, with hints of authorities', async () => {
    const { edition, groups } = (await get('/topics').expect(200)).body;
    expect(edition.code).toBe('incident-management-perm-2023');
    expect(groups).toHaveLength(26);
    expect(groups.find(({ code }: { code: string }) => code === 'g04').likelyAuthorities).toMatchObject([{ id: seedIds.authority('min-zdrav') }]);
    const found = groups.flatMap(({ topics }: { topics: { id: string; code: string }[] }) => topics).find(({ code }: { code: string }) => code === 'g01-t01');
    expect(found.id).toBe(seedIds.topic('g01-t01'));
  });

  it('are found by words in any order, е and ё alike; an unknown edition is not there', async () => {
    const { groups } = (await get('/topics?q=дворах ЯМЫ').expect(200)).body;
    expect(groups.flatMap((group: { topics: { code: string }[] }) => group.topics.map(({ code }) => code))).toEqual(['g01-t01']);
    expect((await get('/topics?q=зеленых').expect(200)).body).toEqual((await get('/topics?q=зелёных').expect(200)).body);
    await get('/topics?edition=2019').expect(404);
  });
});

describe('locations', () => {
  const search = async (q: string): Promise<string[]> =>
    (await get(`/locations?q=${encodeURIComponent(q)}&limit=5`).expect(200)).body.items.map(({ name }: { name: string }) => name);

  it('are all there, page by page', async () => {
    const places = await all('/locations', 100);
    expect(places).toHaveLength(238);
    expect(new Set(places.map(({ id }) => id)).size).toBe(238);
  });

  test.each([
    ['хабар', 'город Хабаровск'], ['ХАБАРОВСК', 'город Хабаровск'], ['амуре', 'город Комсомольск-на-Амуре'],
    ['г. Амурск', 'город Амурск'], ['николаевск на амуре', 'город Николаевск-на-Амуре'], ['Камсомольск', 'город Комсомольск-на-Амуре'],
    ['Абурск', 'город Амурск'], ['хабаровкс', 'город Хабаровск'], ['посёлок Ванино', 'рабочий поселок Ванино'],
    ['08701', 'город Хабаровск'], ['08709000001', 'город Комсомольск-на-Амуре'], ['ачан', 'село Ачан'],
  ])('%s finds %s first', async (q, name) => {
    expect((await search(q))[0]).toBe(name);
  });

  it('are not found by what is like nothing', async () => {
    expect(await search('zzz')).toEqual([]);
    expect(await search('%')).toEqual([]);
    await get('/locations?q=').expect(400);
    // A search goes on page by page, and comes to the same as one long page.
    const asked = `/locations?q=${encodeURIComponent('село')}`;
    const whole = (await get(`${asked}&limit=200`).expect(200)).body.items as { id: string }[];
    const inPages = await all(asked, 7);
    expect(whole.length).toBeGreaterThan(14);
    expect(inPages.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
  });

  it('name their district', async () => {
    const place = (await get(`/locations/${seedIds.location('08603401')}`).expect(200)).body;
    expect(place).toMatchObject({ oktmo: '08603401', name: 'село Ачан', parent: { id: seedIds.location('08603000'), name: 'Амурский муниципальный район' } });
    await get(`/locations/${seedIds.topic('g01-t01')}`).expect(404);
  });
});

describe('access', () => {
  const staff: Role[] = ['curator', 'admin'];
  const everyone: Role[] = ['curator', 'executor', 'committee', 'it-ministry', 'admin'];
  const roles = everyone;
  const id = '00000000-0000-4000-8000-000000000000';
  test.each<[string, string, Role[]]>([
    ['get', '/authorities', everyone], ['get', `/authorities/${id}`, everyone], ['get', `/authorities/${id}/history`, everyone],
    ['post', '/authorities', staff], ['patch', `/authorities/${id}`, staff],
    ['get', '/topics', everyone], ['get', '/locations', everyone], ['get', `/locations/${id}`, everyone],
    ['get', '/executors', [...staff, 'executor']], ['get', `/executors/${id}`, [...staff, 'executor']],
    ['post', '/executors', [...staff, 'executor']], ['patch', `/executors/${id}`, [...staff, 'executor']],
    ['post', `/executors/${id}/leave`, [...staff, 'executor']], ['post', `/executors/${id}/hand-over`, [...staff, 'executor']],
    ['post', `/executors/${id}/deputies`, [...staff, 'executor']], ['delete', `/executors/${id}/deputies/${id}`, [...staff, 'executor']],
    ['get', '/curators', everyone], ['get', `/curators/${id}`, everyone], ['post', '/curators', staff], ['patch', `/curators/${id}`, staff],
    ['post', `/curators/${id}/leave`, staff], ['post', `/curators/${id}/deputies`, staff], ['delete', `/curators/${id}/deputies/${id}`, staff],
    ['get', '/account-managers', [...staff, 'committee', 'executor']], ['get', `/account-managers/${id}`, [...staff, 'committee', 'executor']],
    ['post', '/account-managers', [...staff, 'executor']], ['patch', `/account-managers/${id}`, [...staff, 'executor']],
  ])('%s %s is for %j', async (method, path, allowed) => {
    const send = (who?: Person) => {
      const request = t.http[method as 'get'](`${API}${path}`);
      return method === 'get' ? request.set(who?.auth ?? {}) : request.set(who?.auth ?? {}).send({ unknown: true });
    };
    expect((await send()).status).toBe(401);
    for (const role of roles) {
      const { status } = await send(people[role]);
      expect([role, status === 403]).toEqual([role, !allowed.includes(role)]);
      expect([200, 400, 403, 404]).toContain(status);
    }
  });
});
