import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { Directory, OpenWork, OpenWorkRegistry } from '../../src/executors/index.js';
import type { Actor } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type ContactPerson, createCurator, createExecutor, createPerson, type Person, seedIds } from '../support/factories.js';

const API = '/api/v1';
const HOUR = 3_600_000;

/** Work of the tests: so many pieces by contact. */
class CountedWork extends OpenWork {
  readonly counts = new Map<string, number>();

  override async openCount(contactId: string): Promise<number> {
    return this.counts.get(contactId) ?? 0;
  }

  override async handOver(from: string, to: string): Promise<number> {
    const moved = this.counts.get(from) ?? 0;
    this.counts.set(to, (this.counts.get(to) ?? 0) + moved);
    this.counts.delete(from);
    return moved;
  }
}

let t: TestApp;
let curator: ContactPerson;
let own: ContactPerson;
let foreign: ContactPerson;
const work = new CountedWork();

beforeAll(async () => {
  t = await startTestApp();
  curator = await createCurator(t);
  own = await createExecutor(t, { authorityCode: 'min-zhkh', surname: 'Яковлева' });
  foreign = await createExecutor(t, { authorityCode: 'min-zdrav' });
  t.get(OpenWorkRegistry).register(work);
});
afterAll(() => t.close());

const get = (path: string, who: Person = curator) => t.http.get(`${API}${path}`).set(who.auth);
const patch = (path: string, body: object, who: Person = curator) => t.http.patch(`${API}${path}`).set(who.auth).send(body);
const post = (path: string, body: object, who: Person = curator) => t.http.post(`${API}${path}`).set(who.auth).send(body);
const remove = (path: string, who: Person = curator) => t.http.delete(`${API}${path}`).set(who.auth);

let number = 0;
/** The details of a new person. */
const card = (more: object = {}) => {
  number += 1;
  const email = `card-${number}@test.example`;
  return { surname: 'Новикова', name: 'Ольга', patronymic: 'Ильинична', position: 'консультант', phone: '8 (4212) 40-22-00', email, ...more };
};
const actor = ({ userId, authorityId }: Person): Actor => ({ userId, roles: ['executor'], authorityId, channel: 'api' });
const contactsOf = async (person: Person): Promise<string[]> => (await t.get(Directory).contactsOf(actor(person))).sort();
const events = (id: string) => t.get(Database).rows<{ type: string; clause: string; details: Record<string, unknown> }>(
  `SELECT type, clause, details FROM event WHERE stream = 'contact' AND stream_id = $1 ORDER BY id`, [id],
);

describe('naming an executor (D-4)', () => {
  it('normalises the telephone and the mailbox, and tells of it', async () => {
    const made = await post('/executors', card({ authorityId: own.authorityId, email: 'Novikova@Test.Example' })).expect(201);
    expect(made.body).toMatchObject({
      duty: 'executor', phone: '+74212402200', email: 'novikova@test.example', active: true, userId: null, deputies: [], version: 1,
      authority: { id: own.authorityId, code: 'min-zhkh' }, validFrom: '2020-06-17T10:00:00+10:00', validTo: null,
    });
    expect(await events(made.body.id)).toMatchObject([{ type: 'contact.created', clause: 'D-4', details: { duty: 'executor', surname: 'Новикова' } }]);
  });

  it('is refused a second time with the same mailbox, also when sent at once', async () => {
    const body = card({ authorityId: own.authorityId });
    const answers = await Promise.all([post('/executors', body), post('/executors', body)]);
    const [made, refused] = answers.sort((a, b) => a.status - b.status);
    expect([made?.status, refused?.status]).toEqual([201, 409]);
    expect(refused?.body).toMatchObject({ code: 'contact.duplicate', existingId: made?.body.id });
  });

  it('by an executor is for their own authority alone', async () => {
    const made = await post('/executors', card(), own).expect(201);
    expect(made.body.authority.id).toBe(own.authorityId);
    await post('/executors', card({ authorityId: foreign.authorityId }), own).expect(404);
  });

  it('needs an authority in force', async () => {
    expect((await post('/executors', card()).expect(409)).body.code).toBe('authority.not-in-force');
    await post('/executors', card({ authorityId: newId() })).expect(409);
  });

  test.each([
    ['phone', { phone: '12' }], ['email', { email: 'nobody' }], ['surname', { surname: ' ' }], ['name', { name: 'я'.repeat(101) }],
    ['', { duty: 'curator' }], ['password', { createUser: true }], ['password', { password: 'x' }],
  ])('refuses a wrong %s: %j', async (path, wrong) => {
    const refused = await post('/executors', card({ authorityId: own.authorityId, ...wrong })).expect(400);
    expect(refused.body.errors.map((error: { path: string }) => error.path)).toContain(path);
  });
});

describe('the user of a contact', () => {
  it('is found by the same mailbox in the same authority, and by no other', async () => {
    const user = await createPerson(t, { role: 'executor', authorityCode: 'min-sport' });
    const elsewhere = await post('/executors', card({ authorityId: own.authorityId, email: user.email })).expect(201);
    expect(elsewhere.body.userId).toBeNull();
    const made = await post('/executors', card({ authorityId: user.authorityId, email: user.email })).expect(201);
    expect(made.body.userId).toBe(user.userId);
    expect(await contactsOf(user)).toEqual([made.body.id]);
  });

  it('named must have the role and the authority, and be nobody else already', async () => {
    const unfit = await post('/executors', card({ authorityId: own.authorityId, userId: foreign.userId })).expect(409);
    expect(unfit.body.code).toBe('contact.user-unfit');
    await post('/executors', card({ authorityId: own.authorityId, userId: curator.userId })).expect(409);
    const taken = await post('/executors', card({ authorityId: own.authorityId, userId: own.userId })).expect(409);
    expect(taken.body).toMatchObject({ code: 'contact.duplicate', existingId: own.contactId });
  });
});

describe("an executor and another authority's contacts", () => {
  it('sees only their own', async () => {
    const seen = (await get('/executors?limit=200', own).expect(200)).body.items;
    expect(new Set(seen.map(({ authority }: { authority: { id: string } }) => authority.id))).toEqual(new Set([own.authorityId]));
    expect((await get(`/executors?authorityId=${foreign.authorityId}`, own).expect(200)).body.items).toEqual([]);
    await get(`/executors/${own.contactId}`, own).expect(200);
  });

  it('gets 404 for every act on them, and changes nothing', async () => {
    const at = `/executors/${foreign.contactId}`;
    await get(at, own).expect(404);
    await patch(at, { position: 'взломщик' }, own).expect(404);
    await post(`${at}/leave`, {}, own).expect(404);
    await post(`${at}/hand-over`, { to: own.contactId }, own).expect(404);
    await post(`${at}/deputies`, { deputyId: own.contactId, from: '2020-06-18T00:00:00Z', to: '2020-06-19T00:00:00Z' }, own).expect(404);
    await remove(`${at}/deputies/${own.contactId}`, own).expect(404);
    expect((await get(at).expect(200)).body).toMatchObject({ position: 'консультант', version: 1, active: true });
    expect(await events(foreign.contactId)).toHaveLength(1);
  });

  it('reads the curators, whose details go to every authority (D-2.2), and changes none', async () => {
    expect((await get('/curators', own).expect(200)).body.items).toMatchObject([{ id: curator.contactId }]);
    await patch(`/curators/${curator.contactId}`, { position: 'x' }, own).expect(403);
    // A curator is no executor: the address of one duty does not lead to another.
    await get(`/executors/${curator.contactId}`).expect(404);
  });
});

describe('a change of details (M-5.2)', () => {
  it('is told with what was and what is', async () => {
    const made = (await post('/executors', card(), own).expect(201)).body;
    const changed = await patch(`/executors/${made.id}`, { phone: '4212 11-22-33', patronymic: null }, own).set('if-match', '"1"').expect(200);
    expect(changed.body).toMatchObject({ phone: '+74212112233', patronymic: null, version: 2 });
    expect((await events(made.id)).at(-1)).toMatchObject({
      type: 'contact.changed', clause: 'M-5.2',
      details: { changed: { phone: { from: '+74212402200', to: '+74212112233' }, patronymic: { from: 'Ильинична', to: null } } },
    });
    const late = await patch(`/executors/${made.id}`, { position: 'x' }).set('if-match', '"1"').expect(412);
    expect(late.body.current).toMatchObject({ id: made.id, version: 2 });
    await patch(`/executors/${made.id}`, { email: own.email }).expect(409);
    await patch(`/executors/${made.id}`, { authorityId: foreign.authorityId }).expect(400);
  });
});

describe('deputies', () => {
  const period = (from: string, to: string) => ({ from: `2020-06-${from}T09:00:00+10:00`, to: `2020-06-${to}T18:00:00+10:00` });

  it('act for the absent one during the period and no longer', async () => {
    const absent = await createExecutor(t, { authorityCode: 'min-soc' });
    const deputy = await createExecutor(t, { authorityCode: 'min-soc' });
    const made = await post(`/executors/${absent.contactId}/deputies`, { deputyId: deputy.contactId, ...period('18', '20') }, absent).expect(201);
    expect(made.body.deputies).toMatchObject([{ deputyId: deputy.contactId, from: '2020-06-18T09:00:00+10:00', to: '2020-06-20T18:00:00+10:00' }]);
    const seen: Record<string, string[]> = {};
    for (const at of ['2020-06-18T08:59:59+10:00', '2020-06-18T09:00:00+10:00', '2020-06-20T17:59:59+10:00', '2020-06-20T18:00:00+10:00']) {
      t.clock.set(at);
      seen[at] = await contactsOf(deputy);
    }
    t.clock.set('2020-06-17T10:00:00+10:00');
    const both = [absent.contactId, deputy.contactId].sort();
    expect(Object.values(seen)).toEqual([[deputy.contactId], both, both, [deputy.contactId]]);
    expect(await contactsOf(absent)).toEqual([absent.contactId]);
  });

  it('are never two at once, also when sent at once; one may follow the other', async () => {
    const [a, b, c] = [await createExecutor(t, { authorityCode: 'min-trans' }), await createExecutor(t, { authorityCode: 'min-trans' }), await createExecutor(t, { authorityCode: 'min-trans' })];
    const appoint = (deputy: ContactPerson, when: object) => post(`/executors/${a.contactId}/deputies`, { deputyId: deputy.contactId, ...when });
    const answers = await Promise.all([appoint(b, period('18', '20')), appoint(c, period('19', '22'))]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('deputy.overlap');
    await appoint(b, { from: '2020-06-22T18:00:00+10:00', to: '2020-06-23T18:00:00+10:00' }).expect(201);
  });

  it('are colleagues of the same duty, never oneself, never in the past', async () => {
    const colleague = await createExecutor(t, { authorityCode: 'min-zhkh' });
    const appoint = (deputyId: string, when: object) => post(`/executors/${own.contactId}/deputies`, { deputyId, ...when });
    for (const id of [own.contactId, foreign.contactId, curator.contactId, newId()]) {
      expect((await appoint(id, period('18', '19')).expect(409)).body.code).toBe('deputy.unfit');
    }
    for (const when of [period('19', '18'), period('10', '11')]) expect((await appoint(colleague.contactId, when).expect(400)).body.code).toBe('deputy.period');
  });

  it('end early: the running period now, the coming one before it begins', async () => {
    const absent = await createExecutor(t, { authorityCode: 'min-kult' });
    const deputy = await createExecutor(t, { authorityCode: 'min-kult' });
    const at = `/executors/${absent.contactId}/deputies`;
    await post(at, { deputyId: deputy.contactId, from: '2020-06-17T09:00:00+10:00', to: '2020-06-18T09:00:00+10:00' }).expect(201);
    await post(at, { deputyId: deputy.contactId, ...period('20', '21') }).expect(201);
    expect(await contactsOf(deputy)).toHaveLength(2);
    await remove(`${at}/${deputy.contactId}`).expect(204);
    expect(await contactsOf(deputy)).toEqual([deputy.contactId]);
    expect((await get(`/executors/${absent.contactId}`)).body.deputies).toEqual([]);
    expect((await events(absent.contactId)).at(-1)).toMatchObject({ type: 'contact.deputy-ended', details: { periods: 2 } });
    await remove(`${at}/${deputy.contactId}`).expect(404);
  });

  it('of a curator may be any other curator', async () => {
    const other = await createCurator(t, { authorityCode: 'min-it-svyaz' });
    await post(`/curators/${curator.contactId}/deputies`, { deputyId: other.contactId, ...period('18', '19') }).expect(201);
    await post(`/curators/${curator.contactId}/deputies`, { deputyId: own.contactId, ...period('20', '21') }).expect(409);
  });
});

describe('leaving', () => {
  it('ends the duty, the deputising and the sessions, and frees the mailbox', async () => {
    const leaver = await createExecutor(t, { authorityCode: 'min-stroy' });
    const stays = await createExecutor(t, { authorityCode: 'min-stroy' });
    await post(`/executors/${stays.contactId}/deputies`, {
      deputyId: leaver.contactId, from: '2020-06-17T00:00:00+10:00', to: '2020-06-30T00:00:00+10:00',
    }).expect(201);
    t.clock.advance(HOUR);
    const left = await post(`/executors/${leaver.contactId}/leave`, {}).expect(200);
    expect(left.body).toMatchObject({ active: false, validTo: '2020-06-17T11:00:00+10:00', version: 2 });
    expect((await get(`/executors/${stays.contactId}`)).body.deputies).toEqual([]);
    await get('/topics', leaver).expect(401);
    expect(await contactsOf(leaver)).toEqual([]);
    expect(await t.get(Directory).executors([leaver.contactId])).toMatchObject([{ id: leaver.contactId, active: false }]);
    expect((await events(leaver.contactId)).at(-1)).toMatchObject({ type: 'contact.left', clause: 'M-5.2', details: { handedOver: 0 } });
    expect((await post(`/executors/${leaver.contactId}/leave`, {}).expect(409)).body.code).toBe('contact.left');
    expect((await patch(`/executors/${leaver.contactId}`, { position: 'x' }).expect(409)).body.code).toBe('contact.left');
    await post('/executors', card({ authorityId: leaver.authorityId, email: leaver.email })).expect(201);
    expect((await get(`/executors?authorityId=${leaver.authorityId}&state=ended`)).body.items).toMatchObject([{ id: leaver.contactId }]);
  });

  it('needs no body, and no moment before the naming or after now', async () => {
    const leaver = await createExecutor(t, { authorityCode: 'min-stroy' });
    for (const at of ['2020-06-17T09:00:00+10:00', '2020-06-17T23:00:00+10:00']) {
      expect((await post(`/executors/${leaver.contactId}/leave`, { at }).expect(400)).body.code).toBe('contact.leave-moment');
    }
    await t.http.post(`${API}/executors/${leaver.contactId}/leave`).set(curator.auth).expect(200);
  });

  it('with open work needs a colleague to take it, in the same authority', async () => {
    const leaver = await createExecutor(t, { authorityCode: 'min-selhoz' });
    const colleague = await createExecutor(t, { authorityCode: 'min-selhoz' });
    work.counts.set(leaver.contactId, 3);
    const at = `/executors/${leaver.contactId}/leave`;
    expect((await post(at, {}).expect(409)).body).toMatchObject({ code: 'executor.has-open-work', count: 3 });
    for (const handOverTo of [leaver.contactId, foreign.contactId, curator.contactId, newId()]) {
      expect((await post(at, { handOverTo }).expect(409)).body.code).toBe('executor.hand-over-unfit');
    }
    expect((await get(`/executors/${leaver.contactId}`)).body.active).toBe(true);
    await post(at, { handOverTo: colleague.contactId }, leaver).expect(200);
    expect(work.counts.get(colleague.contactId)).toBe(3);
    expect((await events(leaver.contactId)).at(-1)).toMatchObject({ details: { handedOverTo: colleague.contactId, handedOver: 3 } });
  });

  it('leaves the work where it is when it is handed over without leaving', async () => {
    const busy = await createExecutor(t, { authorityCode: 'min-imush' });
    const colleague = await createExecutor(t, { authorityCode: 'min-imush' });
    work.counts.set(busy.contactId, 2);
    await post(`/executors/${busy.contactId}/hand-over`, { to: foreign.contactId }).expect(409);
    expect((await post(`/executors/${busy.contactId}/hand-over`, { to: colleague.contactId }).expect(200)).body).toEqual({ handedOver: 2 });
    expect((await get(`/executors/${busy.contactId}`)).body.active).toBe(true);
    expect((await events(busy.contactId)).at(-1)).toMatchObject({ type: 'contact.handed-over', details: { to: colleague.contactId, count: 2 } });
  });
});

describe('lists', () => {
  it('go by name in Russian order, are searched, and lose nobody between pages', async () => {
    const authorityId = seedIds.authority('min-prirody');
    for (const surname of ['Жуков', 'Ёлкина', 'Ершов', 'Абрамова', 'Ёжикова']) await post('/executors', card({ authorityId, surname })).expect(201);
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await get(`/executors?authorityId=${authorityId}&limit=2${cursor && `&cursor=${cursor}`}`).expect(200);
      seen.push(...body.items.map(({ surname }: { surname: string }) => surname));
      if (!body.nextCursor) break;
      cursor = body.nextCursor;
    }
    expect(seen).toEqual(['Абрамова', 'Ёжикова', 'Ёлкина', 'Ершов', 'Жуков']);
    const found = (await get(`/executors?authorityId=${authorityId}&q=елки`).expect(200)).body.items;
    expect(found).toMatchObject([{ surname: 'Ёлкина' }]);
    await get('/executors?cursor=broken').expect(400);
  });
});

describe('account managers (D-5)', () => {
  it('are named by their authority and read by the committee', async () => {
    const committee = await createPerson(t, { role: 'committee' });
    const made = (await post('/account-managers', card(), own).expect(201)).body;
    expect(made).toMatchObject({ duty: 'account-manager', authority: { id: own.authorityId } });
    await get(`/account-managers/${made.id}`, committee).expect(200);
    await get(`/account-managers/${made.id}`, foreign).expect(404);
    await patch(`/account-managers/${made.id}`, { position: 'x' }, committee).expect(403);
    expect(await events(made.id)).toMatchObject([{ type: 'contact.created', clause: 'D-5' }]);
  });
});
