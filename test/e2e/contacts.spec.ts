import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { card, requests } from '../support/directory.js';
import { type ContactPerson, createCurator, createExecutor, createPerson, seedIds } from '../support/factories.js';

let t: TestApp;
let curator: ContactPerson;
let own: ContactPerson;
let foreign: ContactPerson;
let { get, patch, post, remove, contactsOf, events } = {} as ReturnType<typeof requests>;

beforeAll(async () => {
  t = await startTestApp();
  curator = await createCurator(t);
  own = await createExecutor(t, { authorityCode: 'min-zhkh', surname: 'Яковлева' });
  foreign = await createExecutor(t, { authorityCode: 'min-zdrav' });
  ({ get, patch, post, remove, contactsOf, events } = requests(t, () => curator));
});
afterAll(() => t.close());

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
    const answers = await Promise.all(Array.from({ length: 8 }, () => post('/executors', body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    const [made, refused] = answers.sort((a, b) => a.status - b.status);
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

describe('a new user for a contact', () => {
  const password = 'Тихий-омут-47-вёсел';

  it('signs in with the first password and must change it; twice the same mailbox is refused', async () => {
    const body = card({ authorityId: own.authorityId, createUser: true, password });
    const made = (await post('/executors', body).expect(201)).body;
    const login = (await t.http.post('/api/v1/auth/login').send({ email: body.email, password }).expect(200)).body;
    expect(login.user).toMatchObject({
      id: made.userId, surname: 'Новикова', roles: ['executor'], authorityId: own.authorityId, mustChangePassword: true,
    });
    await t.http.get('/api/v1/topics').set({ authorization: `Bearer ${login.token}` }).expect(403);
    expect((await post('/executors', { ...body, authorityId: foreign.authorityId }).expect(409)).body.code).toBe('user.email-taken');
    expect((await get(`/executors?authorityId=${foreign.authorityId}`)).body.items).toHaveLength(1);
  });

  it('is made only by those who have more rights', async () => {
    const admin = await createPerson(t, { role: 'admin' });
    const asked = () => card({ createUser: true, password });
    await post('/executors', asked(), own).expect(403);
    await post('/curators', asked()).expect(403);
    const made = (await post('/curators', asked(), admin).expect(201)).body;
    expect(made).toMatchObject({ duty: 'curator', authority: { code: 'gu-vnutr-politiki' } });
  });

  it('needs a decent password, and leaves nothing behind without one', async () => {
    const body = card({ authorityId: own.authorityId, createUser: true, password: '12345' });
    expect((await post('/executors', body).expect(422)).body.code).toBe('password.weak');
    await post('/executors', { ...body, password }).expect(201);
  });

  it('belongs to an authority in force: users ask the directory', async () => {
    const admin = await createPerson(t, { role: 'admin' });
    const { surname, name, email } = card();
    const refused = await post('/users', { surname, name, email, password, roles: ['executor'], authorityId: newId() }, admin).expect(422);
    expect(refused.body.code).toBe('user.authority-unknown');
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
    expect((await get('/curators', own).expect(200)).body.items).toContainEqual(expect.objectContaining({ id: curator.contactId }));
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
