import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createMember, signIn } from '../support/people.js';

const MINUTE = 60_000;
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ env: { SESSION_IDLE_MINUTES: '30', SESSION_ABSOLUTE_HOURS: '8' } });
});
afterAll(() => t.close());

const login = (email: string, password: string) => t.http.post('/api/v1/auth/login').send({ email, password });
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String((answer.headers['set-cookie'] as string[])[0]);
const me = (headers: Record<string, string>) => t.http.get('/api/v1/me').set(headers);

describe('signing in', () => {
  test('answers with a token, its end and the user, and gives the browser a cookie', async () => {
    const { userId, email, password } = await createMember(t);
    const answer = await login(email.toUpperCase(), password);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      token: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: '2020-06-17T18:00:00+10:00',
      user: {
        id: userId, email, surname: 'Проверкин', name: 'Пётр', patronymic: null, roles: ['curator'], authorityId: null,
        totpEnabled: false, mustChangePassword: false,
      },
    });
    const cookie = cookieOf(answer);
    expect(cookie).toContain(`otklik_session=${answer.body.token}`);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Path=\//);
    expect(cookie).not.toMatch(/Secure/);
    expect((await me(bearer(answer.body.token))).body).toEqual(answer.body.user);
    expect((await me({ cookie: cookie.split(';')[0] ?? '' })).body).toEqual(answer.body.user);
  });

  test('over HTTPS the cookie is Secure', async () => {
    const secure = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env: { COOKIE_SECURE: 'true' } });
    try {
      const { email, password } = await createMember(t);
      expect(cookieOf(await secure.http.post('/api/v1/auth/login').send({ email, password }))).toMatch(/; Secure/);
    } finally {
      await secure.close();
    }
  });

  test('neither token nor password is anywhere in the database in clear', async () => {
    const { email, password } = await createMember(t);
    const { token } = (await login(email, password)).body;
    await login(email, `${password}?`);
    const db = t.get(Database);
    const names = `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`;
    const tables = await db.rows<{ name: string }>(names);
    expect(tables.length).toBeGreaterThan(10);
    for (const { name } of tables) {
      const sql = `SELECT 1 FROM "${name}" AS t WHERE t::text LIKE ANY ($1) LIMIT 1`;
      const found = await db.row(sql, [[token, password].map((secret) => `%${secret}%`)]);
      expect({ name, found }).toEqual({ name, found: null });
    }
  });

  test('no log line holds a password, a token or an e-mail, at the chattiest level', async () => {
    const lines: string[] = [];
    const logTo = { write: (line: string) => void lines.push(line) };
    const env = { LOG_LEVEL: 'trace' };
    const chatty = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env, logTo });
    try {
      const { email, password } = await createMember(t);
      const send = (body: object) => chatty.http.post('/api/v1/auth/login').send(body);
      const { token } = (await send({ email, password })).body;
      await send({ email, password: `${password}?` });
      await send({ email, password, more: password });
      await chatty.http.get('/api/v1/me').set(bearer(token));
      const all = lines.join('\n');
      expect(all).toContain('auth/login');
      for (const secret of [email, password, token]) expect(all).not.toContain(secret);
    } finally {
      await chatty.close();
    }
  });

  test('a wrong password and an unknown e-mail answer alike', async () => {
    const { email } = await createMember(t);
    const wrong = await login(email, 'мимо цели совсем');
    const unknown = await login('nobody@test.invalid', 'мимо цели совсем');
    expect(wrong.status).toBe(401);
    expect(wrong.body.code).toBe('auth.invalid');
    const { requestId: _, ...rest } = wrong.body;
    expect(unknown.body).toMatchObject(rest);
    expect(JSON.stringify(wrong.body)).not.toContain('мимо');
    expect(wrong.headers['set-cookie']).toBeUndefined();
  });

  test.each([
    [{ email: 'a@b.example', password: 'тайна', remember: true }, 'remember'],
    [{ email: 'not an address тайна', password: 'тайна' }, 'email'],
    [{ email: 'a@b.example', password: ['тайна'] }, 'password'],
    [{ email: 'a@b.example' }, 'password'],
  ])('%j is refused, without repeating what was sent', async (body, named) => {
    const answer = await t.http.post('/api/v1/auth/login').send(body);
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('validation.failed');
    expect(JSON.stringify(answer.body.errors)).toContain(named);
    expect(JSON.stringify(answer.body)).not.toContain('тайна');
  });

  test('an Idempotency-Key keeps no token: each sign-in is a session of its own', async () => {
    const { email, password } = await createMember(t);
    const send = () => login(email, password).set('idempotency-key', 'once');
    expect((await send()).body.token).not.toBe((await send()).body.token);
  });
});

describe('a session', () => {
  const worthless = ['', 'Bearer', 'Bearer x', 'Basic YTpi', `Bearer ${'x'.repeat(43)}`];
  test.each(worthless)('%p opens nothing', async (authorization) => {
    const answer = await me({ authorization });
    expect(answer.status).toBe(401);
    expect(answer.body.code).toBe('auth.required');
  });

  test('ends when it is idle for the minutes configured, and use moves that on', async () => {
    const { auth } = await signIn(t, { roles: ['curator'], lasting: false });
    for (let i = 0; i < 3; i += 1) {
      t.clock.advance(30 * MINUTE - 1);
      expect((await me(auth)).status).toBe(200);
    }
    t.clock.advance(30 * MINUTE);
    expect((await me(auth)).status).toBe(401);
  });

  test('ends at its absolute limit however busy it is', async () => {
    const { auth } = await signIn(t, { roles: ['curator'], lasting: false });
    for (let i = 0; i < 8 * 60; i += 20) {
      expect((await me(auth)).status).toBe(200);
      t.clock.advance(20 * MINUTE);
    }
    expect((await me(auth)).status).toBe(401);
  });

  test('its last use is written at most once a minute', async () => {
    const { auth, sessionId } = await signIn(t, { roles: ['curator'], lasting: false });
    const sql = `SELECT last_used_at AS at FROM session WHERE id = $1`;
    const lastUse = async () => (await t.get(Database).row<{ at: Date }>(sql, [sessionId]))?.at;
    const opened = t.clock.now();
    t.clock.advance(MINUTE - 1);
    await me(auth);
    expect(await lastUse()).toEqual(opened);
    t.clock.advance(1);
    await me(auth);
    expect(await lastUse()).toEqual(t.clock.now());
  });

  test('ends by logging out, and the cookie goes', async () => {
    const { auth } = await signIn(t, { roles: ['curator'] });
    const answer = await t.http.post('/api/v1/auth/logout').set(auth);
    expect(answer.status).toBe(204);
    expect(cookieOf(answer)).toMatch(/otklik_session=;.*Expires=Thu, 01 Jan 1970/);
    expect((await me(auth)).status).toBe(401);
    expect((await t.http.post('/api/v1/auth/logout').set(auth)).status).toBe(401);
  });

  test('is listed with where it is, and can be ended from another one; nobody else’s can', async () => {
    const { email, password } = await createMember(t);
    const first = (await login(email, password).set('user-agent', 'Phone')).body.token;
    t.clock.advance(MINUTE);
    const second = (await login(email, password).set('user-agent', 'Desk')).body.token;
    const { items } = (await t.http.get('/api/v1/me/sessions').set(bearer(second))).body;
    expect(items).toMatchObject([
      { current: true, userAgent: 'Desk', ip: '127.0.0.1' },
      { current: false, userAgent: 'Phone' },
    ]);
    const stranger = await signIn(t, { roles: ['curator'] });
    const path = `/api/v1/me/sessions/${items[1].id}`;
    expect((await t.http.delete(path).set(stranger.auth)).status).toBe(404);
    expect((await t.http.delete(path).set(bearer(second))).status).toBe(204);
    expect((await t.http.delete(path).set(bearer(second))).status).toBe(404);
    expect((await me(bearer(first))).status).toBe(401);
    expect((await me(bearer(second))).status).toBe(200);
  });
});

describe('a cookie', () => {
  const logout = (token: string, headers: Record<string, string>) =>
    t.http.post('/api/v1/auth/logout').set({ cookie: `otklik_session=${token}`, ...headers });

  test.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', 'origin': 'https://neighbour.krai.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ])('does not let another site change anything: %j', async (headers) => {
    const { token, auth } = await signIn(t, { roles: ['curator'] });
    const answer = await logout(token, headers);
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('auth.cross-site');
    expect((await me(auth)).status).toBe(200);
    // A token in the header is no cookie: no browser adds it by itself.
    expect((await t.http.post('/api/v1/auth/logout').set({ ...auth, ...headers })).status).toBe(204);
  });

  test('lets our own pages change things, and any page read', async () => {
    const { token } = await signIn(t, { roles: ['curator'] });
    expect((await me({ 'cookie': `otklik_session=${token}`, 'sec-fetch-site': 'cross-site' })).status).toBe(200);
    expect((await logout(token, { 'sec-fetch-site': 'same-origin' })).status).toBe(204);
  });

  test('another site cannot sign its visitor in as somebody else', async () => {
    const { email, password } = await createMember(t);
    const answer = await login(email, password).set('origin', 'https://evil.example');
    expect(answer.status).toBe(403);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('a dead cookie does not keep anybody from signing in', async () => {
    const { email, password } = await createMember(t);
    expect((await login(email, password).set('cookie', 'otklik_session=dead')).status).toBe(200);
  });
});
