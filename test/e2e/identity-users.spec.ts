import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { roles } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createMember, type Person, signIn } from '../support/people.js';

let t: TestApp;
let admin: Person;
beforeAll(async () => {
  t = await startTestApp();
  admin = await signIn(t, { roles: ['admin'] });
});
afterAll(() => t.close());

const PASSWORD = 'Тихий Амур в июне';
const login = (email: string, password: string) => t.http.post('/api/v1/auth/login').send({ email, password });
const patch = (id: string, body: object, who = admin) => t.http.patch(`/api/v1/users/${id}`).set(who.auth).send(body);
const me = (person: { auth: Record<string, string> }) => t.http.get('/api/v1/me').set(person.auth);
const bearer = (token: string) => ({ auth: { authorization: `Bearer ${token}` } });
const authority = async (): Promise<string> => {
  const sql = `SELECT id FROM authority WHERE valid_to IS NULL ORDER BY code LIMIT 1`;
  return (await t.get(Database).row<{ id: string }>(sql))?.id ?? '';
};
const invented = (more: object = {}) => ({
  email: `${newId()}@krai.example`, surname: 'Иванова', name: 'Анна', roles: ['curator'], password: PASSWORD, ...more,
});
const create = (body: object) => t.http.post('/api/v1/users').set(admin.auth).send(body);

describe('rights', () => {
  const routes = [
    ['GET', '/users'], ['POST', '/users'], ['GET', '/users/:id'], ['PATCH', '/users/:id'],
    ['POST', '/users/:id/unlock'], ['POST', '/users/:id/revoke-sessions'],
  ] as const;
  const call = (method: string, path: string, auth: Record<string, string>) => {
    const url = `/api/v1${path.replace(':id', admin.userId)}`;
    if (method === 'GET') return t.http.get(url).set(auth);
    if (method === 'PATCH') return t.http.patch(url).set(auth).send({ name: 'Анна' });
    return t.http.post(url).set(auth).send({});
  };

  test.each(routes)('%s %s is for administrators alone', async (method, path) => {
    expect((await call(method, path, {})).body.code).toBe('auth.required');
    for (const role of roles.filter((role) => role !== 'admin')) {
      const person = await signIn(t, { roles: [role], authorityId: role === 'executor' ? newId() : null });
      expect((await call(method, path, person.auth)).body).toMatchObject({ status: 403, code: 'auth.forbidden' });
    }
  });

  test('a role given or taken counts from the next request on', async () => {
    const person = await signIn(t, { roles: ['curator'] });
    const db = t.get(Database);
    const give = (role: string) =>
      db.transaction(() => db.change(`UPDATE user_account SET roles = $2 WHERE id = $1`, [person.userId, [role]]));
    await give('admin');
    expect((await t.http.get('/api/v1/users').set(person.auth)).status).toBe(200);
    await give('committee');
    expect((await t.http.get('/api/v1/users').set(person.auth)).status).toBe(403);
  });
});

describe('a new user', () => {
  test('signs in, and must first set a password of their own', async () => {
    const body = invented({ patronymic: 'Петровна' });
    const created = await create(body);
    expect(created.status).toBe(201);
    expect(created.headers['etag']).toBe('"1"');
    const { email, patronymic, roles: given } = body as typeof body & { patronymic: string };
    expect(created.body).toMatchObject({ email, patronymic, roles: given, mustChangePassword: true, version: 1 });
    expect(JSON.stringify(created.body)).not.toMatch(/argon2|hash/i);
    const person = bearer((await login(body.email, PASSWORD)).body.token);
    expect((await me(person)).body.mustChangePassword).toBe(true);
    expect((await t.http.get('/api/v1/me/sessions').set(person.auth)).body.code).toBe('auth.password-change-required');
    const own = { current: PASSWORD, next: 'Другая река Уссури' };
    expect((await t.http.post('/api/v1/me/password').set(person.auth).send(own)).status).toBe(204);
    expect((await t.http.get('/api/v1/me/sessions').set(person.auth)).status).toBe(200);
  });

  test.each([
    ['an unknown key', { isAdmin: true }, 400, 'validation.failed'],
    ['an unknown role', { roles: ['governor'] }, 400, 'validation.failed'],
    ['no role', { roles: [] }, 400, 'validation.failed'],
    ['a role twice', { roles: ['curator', 'curator'] }, 400, 'validation.failed'],
    ['a common password', { password: 'Qwertyuiop-2020' }, 422, 'password.weak'],
    ['a password with their name', { password: 'моя-иванова-777' }, 422, 'password.weak'],
    ['an executor without an authority', { roles: ['executor'] }, 422, 'user.authority-needed'],
  ])('%s is refused', async (_, more, status, code) => {
    const answer = await create(invented(more));
    expect(answer.body).toMatchObject({ status, code });
    expect(JSON.stringify(answer.body)).not.toContain('wertyuiop');
  });

  test('an e-mail is taken once, in whatever letters, also by two requests at once', async () => {
    const body = invented();
    const answers = await Promise.all([create(body), create({ ...body, email: body.email.toUpperCase() })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await create(body)).body).toMatchObject({ code: 'user.email-taken', existingId: expect.any(String) });
  });

  test('an executor belongs to an authority that is in force', async () => {
    const authorityId = await authority();
    for (const role of ['executor', 'curator']) {
      const answer = await create(invented({ roles: [role], authorityId: newId() }));
      expect(answer.body).toMatchObject({ status: 422, code: 'user.authority-unknown' });
    }
    const executor = { roles: ['executor'], authorityId };
    expect((await create(invented(executor))).body).toMatchObject(executor);
  });
});

describe('changing a user', () => {
  test('names change and sessions stay; the history says what was before', async () => {
    const person = await signIn(t, { roles: ['curator'], surname: 'Орлова' });
    const changed = await patch(person.userId, { surname: 'Соколова' });
    expect(changed.body).toMatchObject({ surname: 'Соколова', version: 2 });
    expect((await me(person)).body.surname).toBe('Соколова');
    const sql = `SELECT type, actor_id, details FROM event WHERE stream_id = $1`;
    expect(await t.get(Database).row(sql, [person.userId])).toMatchObject({
      type: 'user.changed', actor_id: admin.userId, details: { surname: { from: 'Орлова', to: 'Соколова' } },
    });
  });

  test.each([
    ['another role', { roles: ['committee'] }],
    ['a password from the administrator', { newPassword: 'Другая река Уссури' }],
    ['being disabled', { disabled: true }],
  ])('%s ends the sessions', async (_, body) => {
    const person = await signIn(t, { roles: ['curator'] });
    expect((await patch(person.userId, body)).status).toBe(200);
    expect((await me(person)).body.code).toBe('auth.required');
  });

  test('an executor stays with an authority', async () => {
    const authorityId = await authority();
    const { userId } = await signIn(t, { roles: ['curator'] });
    expect((await patch(userId, { roles: ['executor'] })).body.code).toBe('user.authority-needed');
    const executor = { roles: ['executor'], authorityId };
    expect((await patch(userId, executor)).body).toMatchObject(executor);
    expect((await patch(userId, { authorityId: null })).body.code).toBe('user.authority-needed');
    expect((await patch(userId, { authorityId: newId() })).body.code).toBe('user.authority-unknown');
  });

  test('what changes nothing leaves version, sessions and history alone', async () => {
    const person = await signIn(t, { roles: ['curator', 'admin'] });
    expect((await patch(person.userId, { roles: ['admin', 'curator'], disabled: false })).body.version).toBe(1);
    expect((await me(person)).status).toBe(200);
  });

  test('on an outdated view it is refused with the current one', async () => {
    const { userId } = await signIn(t, { roles: ['curator'] });
    await patch(userId, { name: 'Анна' });
    const stale = await patch(userId, { name: 'Мария' }).set('if-match', '"1"');
    const current = { name: 'Анна', version: 2 };
    expect(stale.body).toMatchObject({ status: 412, code: 'precondition.failed', current });
    expect((await patch(userId, { name: 'Мария' }).set('if-match', '"2"')).body.version).toBe(3);
  });

  test('a disabled user cannot sign in, and can again when admitted', async () => {
    const { userId, email, password } = await createMember(t);
    await patch(userId, { disabled: true });
    expect((await login(email, password)).body.code).toBe('auth.invalid');
    await patch(userId, { disabled: false });
    expect((await login(email, password)).status).toBe(200);
  });

  test('a password given out must be changed, and one’s own goes another way', async () => {
    const { userId, email } = await createMember(t);
    expect((await patch(userId, { newPassword: 'коротко' })).body.code).toBe('password.weak');
    expect((await patch(userId, { newPassword: 'Другая река Уссури' })).body.mustChangePassword).toBe(true);
    expect((await login(email, 'Другая река Уссури')).body.user.mustChangePassword).toBe(true);
    expect((await patch(admin.userId, { newPassword: 'Другая река Уссури' })).body.code).toBe('user.own-password');
  });

  test('all sessions end on an administrator’s word', async () => {
    const person = await signIn(t, { roles: ['curator'] });
    const answer = await t.http.post(`/api/v1/users/${person.userId}/revoke-sessions`).set(admin.auth);
    expect(answer.body).toEqual({ revoked: 1 });
    expect((await me(person)).status).toBe(401);
    expect((await t.http.post(`/api/v1/users/${newId()}/revoke-sessions`).set(admin.auth)).status).toBe(404);
  });
});

describe('one’s own password', () => {
  test('changes with the current one; every other session ends', async () => {
    const { email, password } = await createMember(t);
    const here = bearer((await login(email, password)).body.token);
    const there = bearer((await login(email, password)).body.token);
    const change = (current: string, next: string) =>
      t.http.post('/api/v1/me/password').set(here.auth).send({ current, next });
    const wrong = await change('мимо цели', 'Другая река Уссури');
    expect(wrong.body).toMatchObject({ status: 403, code: 'auth.password-wrong' });
    const weak = await change(password, 'парольпароль');
    expect(weak.body).toMatchObject({ code: 'password.weak', detail: expect.stringContaining('самых частых') });
    expect((await change(password, password)).body).toMatchObject({ code: 'password.weak', reasons: ['unchanged'] });
    expect((await change(password, 'Другая река Уссури')).status).toBe(204);
    expect((await me(here)).status).toBe(200);
    expect((await me(there)).status).toBe(401);
    expect((await login(email, password)).status).toBe(401);
    expect((await login(email, 'Другая река Уссури')).status).toBe(200);
  });
});

describe('the list', () => {
  test('is searched, filtered and paged by e-mail', async () => {
    const authorityId = newId();
    for (const n of [3, 1, 2]) {
      await signIn(t, { roles: ['executor'], authorityId, email: `page${n}@krai.example`, surname: `Листов_${n}` });
    }
    const list = async (query: string) => (await t.http.get(`/api/v1/users?${query}`).set(admin.auth)).body;
    const first = await list(`authorityId=${authorityId}&limit=2`);
    expect(first.items).toMatchObject([{ email: 'page1@krai.example' }, { email: 'page2@krai.example' }]);
    const second = await list(`authorityId=${authorityId}&limit=2&cursor=${first.nextCursor}`);
    expect(second).toMatchObject({ items: [{ email: 'page3@krai.example' }], nextCursor: null });
    expect((await list(`q=${encodeURIComponent('листов_2')}`)).items).toHaveLength(1);
    expect((await list(`q=${encodeURIComponent('листов%')}`)).items).toHaveLength(0);
    expect((await list(`role=curator&authorityId=${authorityId}`)).items).toHaveLength(0);
    expect((await list(`state=disabled&authorityId=${authorityId}`)).items).toHaveLength(0);
    expect((await list('cursor=broken')).code).toBe('cursor.invalid');
  });
});
