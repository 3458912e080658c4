import { Controller, Get, Module } from '@nestjs/common';
import { describe, expect, test } from '@jest/globals';
import { AccessCheck } from '../../src/identity/index.js';
import { Database } from '../../src/platform/database/index.js';
import { PurgeSessions } from '../../src/identity/purge-sessions.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn } from '../support/people.js';

const ADMIN = { ADMIN_EMAIL: 'Head@krai.example', ADMIN_PASSWORD: 'Тихий Амур в июне' };
const login = (t: TestApp, email = ADMIN.ADMIN_EMAIL) =>
  t.http.post('/api/v1/auth/login').send({ email, password: ADMIN.ADMIN_PASSWORD });

type Options = Parameters<typeof startTestApp>[0];

async function withApp(options: Options, check: (t: TestApp) => Promise<void>): Promise<void> {
  const t = await startTestApp(options);
  try {
    await check(t);
  } finally {
    await t.close();
  }
}

describe('the first administrator', () => {
  test('is created once by several processes starting at once on an empty database', async () => {
    await withApp({ env: { LOG_LEVEL: 'silent' } }, async (t) => {
      const apps = await Promise.all([1, 2, 3].map(() => startTestApp({ databaseUrl: t.databaseUrl, env: ADMIN })));
      try {
        const users = await t.get(Database).rows(`SELECT email, roles, must_change_password FROM user_account`);
        expect(users).toEqual([{ email: 'head@krai.example', roles: ['admin'], must_change_password: false }]);
        expect((await login(t)).body.user.roles).toEqual(['admin']);
      } finally {
        for (const app of apps) await app.close();
      }
    });
  });

  test('is not created where there are users', async () => {
    await withApp({}, async (t) => {
      await signIn(t, { roles: ['curator'] });
      await withApp({ databaseUrl: t.databaseUrl, env: ADMIN }, async (again) => {
        expect((await login(again)).status).toBe(401);
      });
    });
  });

  test('without the variables one line warns', async () => {
    const lines: string[] = [];
    const logTo = { write: (line: string) => void lines.push(line) };
    await withApp({ env: { LOG_LEVEL: 'warn' }, logTo }, async () => undefined);
    expect(lines.filter((line) => line.includes('ADMIN_EMAIL'))).toHaveLength(1);
  });

  test('a weak ADMIN_PASSWORD stops the start with one line that does not repeat it', async () => {
    const failed = startTestApp({ env: { ...ADMIN, ADMIN_PASSWORD: 'qwertyuiop12' } });
    const line = /^Configuration error: ADMIN_PASSWORD: too weak \(common; at least 12 characters\)$/;
    await expect(failed).rejects.toThrow(line);
  });
});

test('the last administrator stays, also when two of them disable each other at once', async () => {
  await withApp({}, async (t) => {
    const [a, b] = [await signIn(t, { roles: ['admin'] }), await signIn(t, { roles: ['admin', 'curator'] })];
    const disable = (who: typeof a, id: string) =>
      t.http.patch(`/api/v1/users/${id}`).set(who.auth).send({ disabled: true });
    const answers = await Promise.all([disable(a, b.userId), disable(b, a.userId)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status !== 200)[0]?.body.code).toMatch(/user\.last-admin|auth\.required/);
    const left = answers[0]?.status === 200 ? a : b;
    for (const body of [{ disabled: true }, { roles: ['curator'] }]) {
      const answer = await t.http.patch(`/api/v1/users/${left.userId}`).set(left.auth).send(body);
      expect(answer.body).toMatchObject({ status: 409, code: 'user.last-admin' });
    }
  });
});

describe('declared access', () => {
  @Controller('forgotten')
  class ForgottenController {
    @Get()
    read(): string {
      return 'open';
    }
  }
  @Module({ controllers: [ForgottenController] })
  class ForgottenModule {}

  test('a route that declares none stops the boot', async () => {
    const failed = startTestApp({ extra: [ForgottenModule] });
    await expect(failed).rejects.toThrow('Routes without declared access: ForgottenController.read');
  });

  test('every route of the product has one', async () => {
    await withApp({}, async (t) => {
      const routes = t.get(AccessCheck).routes();
      const edit = { handler: 'UsersController.edit', method: 'PATCH', path: 'users/:id', access: ['admin'] };
      const login = { handler: 'AuthController.login', method: 'POST', path: 'auth/login', access: 'public' };
      expect(routes).toEqual(expect.arrayContaining([edit, login]));
      expect(routes.filter(({ access }) => access === null)).toEqual([]);
    });
  });
});

test('the purge forgets sessions that ended over a month ago, in batches, and old counters', async () => {
  await withApp({}, async (t) => {
    const db = t.get(Database);
    const live = await signIn(t, { roles: ['curator'] });
    const dead = await signIn(t, { roles: ['curator'], lasting: false });
    await db.transaction(() =>
      db.change(
        `INSERT INTO session (id, user_id, token_hash, created_at, last_used_at, expires_at)
         SELECT gen_random_uuid(), user_id, 'many' || n, created_at, last_used_at, expires_at
         FROM session, generate_series(1, 2500) n WHERE id = $1`,
        [dead.sessionId],
      ),
    );
    await login(t, 'nobody@krai.example');
    const count = async (table: string) => (await db.row<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))?.n;
    t.clock.advance(30 * 86_400_000);
    await t.get(PurgeSessions).run();
    expect(await count('session')).toBe(2502);
    expect(await count('login_counter')).toBe(1);
    t.clock.advance(13 * 3_600_000);
    await t.get(PurgeSessions).run();
    expect(await count('session')).toBe(1);
    expect(await count('login_counter')).toBe(0);
    expect((await t.http.get('/api/v1/me').set(live.auth)).status).toBe(200);
  });
});
