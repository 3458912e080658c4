import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Credentials } from '../../src/identity/credentials.js';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { createMember, type Person, signIn } from '../support/people.js';

const WAITING = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;

let t: TestApp;
let db: Database;
beforeAll(async () => {
  t = await startTestApp();
  db = t.get(Database);
});
afterAll(() => t.close());

/** Holds rows of users, lets `start` run until `waiting` requests stand before a lock, changes the rows, lets go. */
async function meanwhile<T>(ids: string[], start: () => Promise<T>, waiting: number, change?: string): Promise<T> {
  const started = await db.separately(async () => {
    await db.rows(`SELECT id FROM user_account WHERE id = ANY ($1) ORDER BY id FOR UPDATE`, [ids]);
    const running = start();
    await eventually(async () => {
      // Within a transaction the first look at the activity is kept.
      await db.rows(`SELECT pg_stat_clear_snapshot()`);
      expect(await db.rows(WAITING)).toHaveLength(waiting);
    });
    if (change) await db.change(`UPDATE user_account SET ${change} WHERE id = ANY ($1)`, [ids]);
    // Not the promise itself: the transaction would wait for what waits for it.
    return { running };
  });
  return started.running;
}

describe('between the comparison and the session', () => {
  test.each([
    ['the user is disabled', `disabled_at = now()`],
    ['wrong sign-ins lock the user', `locked_until = '2199-01-01'`],
    ['the password is changed', `password_hash = '!'`],
  ])('%s: nobody is signed in', async (_, change) => {
    const { userId, email, password } = await createMember(t);
    const login = async () => t.http.post('/api/v1/auth/login').send({ email, password });
    const answer = await meanwhile([userId], login, 1, change);
    expect(answer.body).toMatchObject({ status: 401, code: 'auth.invalid' });
    expect(await db.rows(`SELECT 1 FROM session WHERE user_id = $1`, [userId])).toHaveLength(0);
  });
});

test('of two administrators who disable each other at the same moment one stays', async () => {
  const [a, b] = [await signIn(t, { roles: ['admin'] }), await signIn(t, { roles: ['admin', 'curator'] })];
  const disable = async (who: Person, { userId }: Person) =>
    t.http.patch(`/api/v1/users/${userId}`).set(who.auth).send({ disabled: true });
  const answers = await meanwhile([a.userId, b.userId], () => Promise.all([disable(a, b), disable(b, a)]), 2);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('user.last-admin');
});

test('a failure counts even when the act around the comparison is undone', async () => {
  const { userId } = await createMember(t);
  const act = db.transaction(() => t.get(Credentials).confirm(userId, 'мимо цели', {}));
  await expect(act).rejects.toMatchObject({ code: 'auth.password-wrong' });
  expect(await db.row(`SELECT failed_logins AS n FROM user_account WHERE id = $1`, [userId])).toEqual({ n: 1 });
});

test('a session of a disabled user is dead even where nobody has ended it', async () => {
  const { userId, auth } = await signIn(t, { roles: ['curator'] });
  await db.transaction(() => db.change(`UPDATE user_account SET disabled_at = now() WHERE id = $1`, [userId]));
  expect((await t.http.get('/api/v1/me').set(auth)).body.code).toBe('auth.required');
});
