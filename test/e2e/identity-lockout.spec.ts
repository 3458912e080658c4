import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createMember, signIn } from '../support/people.js';

const MINUTE = 60_000;
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ env: { LOGIN_MAX_FAILURES: '3', LOGIN_LOCKOUT_MINUTES: '15' } });
});
afterAll(() => t.close());

const login = (email: string, password: string) => t.http.post('/api/v1/auth/login').send({ email, password });
const failuresOf = async (userId: string) =>
  (await t.get(Database).row<{ n: number }>(`SELECT failed_logins AS n FROM user_account WHERE id = $1`, [userId]))?.n;
const eventsOf = async (userId: string) => {
  const sql = `SELECT type FROM event WHERE stream = 'user' AND stream_id = $1 ORDER BY id`;
  return (await t.get(Database).rows<{ type: string }>(sql, [userId])).map(({ type }) => type);
};

describe('lockout', () => {
  test('closes after the failures borne, even for the right password, and opens by itself', async () => {
    const { email, password } = await createMember(t);
    for (let i = 0; i < 3; i += 1) expect((await login(email, 'мимо цели')).status).toBe(401);
    const closed = await login(email, password);
    expect(closed.status).toBe(423);
    expect(closed.body).toMatchObject({ code: 'auth.locked', retryAfter: 900 });
    expect(closed.headers['retry-after']).toBe('900');
    t.clock.advance(15 * MINUTE - 1);
    expect((await login(email, password)).body).toMatchObject({ code: 'auth.locked', retryAfter: 1 });
    t.clock.advance(1);
    expect((await login(email, password)).status).toBe(200);
  });

  test('a sign-in in between starts the count anew', async () => {
    const { userId, email, password } = await createMember(t);
    for (let i = 0; i < 3; i += 1) {
      await login(email, 'мимо цели');
      await login(email, 'мимо цели');
      expect((await login(email, password)).status).toBe(200);
    }
    expect(await failuresOf(userId)).toBe(0);
  });

  test('an e-mail nobody has is locked just like a real one', async () => {
    const email = 'ghost@test.invalid';
    const codes = [];
    for (let i = 0; i < 4; i += 1) codes.push((await login(email, 'мимо цели')).body.code);
    expect(codes).toEqual(['auth.invalid', 'auth.invalid', 'auth.invalid', 'auth.locked']);
    t.clock.advance(15 * MINUTE);
    expect((await login(email, 'мимо цели')).body.code).toBe('auth.invalid');
  });

  test('an administrator opens it at once; the history tells', async () => {
    const { userId, email, password } = await createMember(t);
    for (let i = 0; i < 3; i += 1) await login(email, 'мимо цели');
    const admin = await signIn(t, { roles: ['admin'] });
    const locked = await t.http.get(`/api/v1/users/${userId}`).set(admin.auth);
    expect(locked.body).toMatchObject({ failedLogins: 3, lockedUntil: expect.stringContaining('+10:00') });
    const unlocked = await t.http.post(`/api/v1/users/${userId}/unlock`).set(admin.auth);
    expect(unlocked.body).toMatchObject({ failedLogins: 0, lockedUntil: null });
    expect((await login(email, password)).status).toBe(200);
    expect(await eventsOf(userId)).toEqual([
      'user.created', 'user.login-failed', 'user.login-failed', 'user.login-failed', 'user.locked',
      'user.unlocked', 'user.logged-in',
    ]);
  });

  test('twelve wrong sign-ins at once are twelve, and lock once', async () => {
    const { userId, email, password } = await createMember(t);
    await Promise.all(Array.from({ length: 12 }, () => login(email, 'мимо цели')));
    const events = await eventsOf(userId);
    expect(events.filter((type) => type === 'user.login-failed')).toHaveLength((await failuresOf(userId)) ?? -1);
    expect(events.filter((type) => type === 'user.locked')).toHaveLength(1);
    expect((await login(email, password)).body.code).toBe('auth.locked');
  });

  test('wrong passwords in one’s own settings count too, with an Idempotency-Key or without', async () => {
    const { userId, email, password } = await createMember(t);
    const auth = { authorization: `Bearer ${(await login(email, password)).body.token}` };
    const body = { current: 'мимо цели', next: 'Другая река Уссури' };
    const change = () => t.http.post('/api/v1/me/password').set({ ...auth, 'idempotency-key': 'k' }).send(body);
    expect((await change()).body.code).toBe('auth.password-wrong');
    await change();
    await t.http.delete('/api/v1/me/totp').set(auth).send({ password: 'мимо цели' });
    expect(await failuresOf(userId)).toBe(3);
    expect((await change()).body.code).toBe('auth.locked');
  });
});

test('parallel wrong sign-ins through two processes are counted exactly', async () => {
  const lenient = { LOGIN_MAX_FAILURES: '100' };
  const [a, b] = [
    await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env: lenient }),
    await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env: lenient }),
  ];
  try {
    const { userId, email } = await createMember(t);
    const wrong = (app: TestApp) => app.http.post('/api/v1/auth/login').send({ email, password: 'мимо цели' });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => wrong(i % 2 ? a : b)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([401]));
    expect(await failuresOf(userId)).toBe(30);
  } finally {
    await a.close();
    await b.close();
  }
});

describe('the throttle', () => {
  test('bounds attempts per minute by e-mail and by address, across processes', async () => {
    const clock = t.clock;
    const env = { LOGIN_PER_MINUTE: '4', TRUST_PROXY: 'true', LOGIN_MAX_FAILURES: '100' };
    const apps = [
      await startTestApp({ databaseUrl: t.databaseUrl, clock, env }),
      await startTestApp({ databaseUrl: t.databaseUrl, clock, env }),
    ];
    try {
      let turn = 0;
      const attempt = (email: string, ip: string) =>
        apps[(turn += 1) % 2]?.http.post('/api/v1/auth/login').set('x-forwarded-for', ip)
          .send({ email, password: 'мимо цели' });
      for (let i = 0; i < 4; i += 1) expect((await attempt('one@test.invalid', `10.0.0.${i}`))?.status).toBe(401);
      clock.advance(20_000);
      const byEmail = await attempt('one@test.invalid', '10.0.0.9');
      expect(byEmail?.status).toBe(429);
      expect(byEmail?.body).toMatchObject({ code: 'too-many-requests', retryAfter: 40 });
      expect(byEmail?.headers['retry-after']).toBe('40');
      for (let i = 0; i < 4; i += 1) expect((await attempt(`some${i}@test.invalid`, '10.9.9.9'))?.status).toBe(401);
      expect((await attempt('fresh@test.invalid', '10.9.9.9'))?.status).toBe(429);
      expect((await attempt('fresh@test.invalid', '10.9.9.8'))?.status).toBe(401);
      clock.advance(40_000);
      expect((await attempt('one@test.invalid', '10.0.0.9'))?.status).toBe(401);
    } finally {
      for (const app of apps) await app.close();
    }
  });

  test('twenty attempts at once are twenty', async () => {
    const env = { LOGIN_PER_MINUTE: '7', TRUST_PROXY: 'true' };
    const app = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env });
    try {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          app.http.post('/api/v1/auth/login').set('x-forwarded-for', '10.7.7.7')
            .send({ email: `p${i}@test.invalid`, password: 'мимо цели' }),
        ),
      );
      expect(answers.filter(({ status }) => status === 401)).toHaveLength(7);
      expect(answers.filter(({ status }) => status === 429)).toHaveLength(13);
    } finally {
      await app.close();
    }
  });
});
