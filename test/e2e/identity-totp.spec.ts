import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TOTP } from 'otpauth';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createMember, type Member, signIn } from '../support/people.js';

const STEP = 30_000;
let t: TestApp;
beforeAll(async () => {
  t = await startTestApp({ env: { LOGIN_MAX_FAILURES: '4' } });
});
afterAll(() => t.close());

const codeOf = (uri: string): string => {
  const { searchParams } = new URL(uri);
  const totp = new TOTP({ secret: String(searchParams.get('secret')), digits: 6, period: 30, algorithm: 'SHA1' });
  return totp.generate({ timestamp: t.clock.now().getTime() });
};
const login = ({ email, password }: Member, totp?: string) =>
  t.http.post('/api/v1/auth/login').send({ email, password, totp });
const post = (path: string, auth: object, body: object = {}) =>
  t.http.post(`/api/v1${path}`).set(auth as Record<string, string>).send(body);

interface Enabled {
  member: Member;
  auth: { authorization: string };
  uri: string;
  recoveryCodes: string[];
}

/** A member who signs in by code, with the address their authenticator has read. */
async function enabled(): Promise<Enabled> {
  const member = await createMember(t);
  const auth = { authorization: `Bearer ${(await login(member)).body.token}` };
  const { uri } = (await post('/me/totp', auth)).body;
  const { recoveryCodes } = (await post('/me/totp/confirm', auth, { code: codeOf(uri) })).body;
  return { member, auth, uri, recoveryCodes };
}

describe('setting up sign-in by code', () => {
  test('asks for nothing until a code has been confirmed', async () => {
    const member = await createMember(t);
    const auth = { authorization: `Bearer ${(await login(member)).body.token}` };
    expect((await post('/me/totp/confirm', auth, { code: '000000' })).body.code).toBe('totp.not-begun');
    const { secret, uri } = (await post('/me/totp', auth)).body;
    expect(uri).toContain(secret);
    const wrong = codeOf(uri) === '000000' ? '000001' : '000000';
    expect((await post('/me/totp/confirm', auth, { code: wrong })).body.code).toBe('totp.code-wrong');
    expect((await login(member)).status).toBe(200);
    const confirmed = await post('/me/totp/confirm', auth, { code: codeOf(uri) });
    expect(confirmed.status).toBe(200);
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    expect((await t.http.get('/api/v1/me').set(auth)).body.totpEnabled).toBe(true);
    expect((await post('/me/totp', auth)).body.code).toBe('totp.already-enabled');
    expect((await post('/me/totp/confirm', auth, { code: codeOf(uri) })).body.code).toBe('totp.already-enabled');
  });

  test('keeps neither the secret nor the recovery codes in clear', async () => {
    const { uri, member, recoveryCodes } = await enabled();
    const rows = await t.get(Database).rows<{ row: string }>(
      `SELECT u::text AS row FROM user_account u WHERE id = $1
       UNION ALL SELECT r::text FROM recovery_code r WHERE user_id = $1
       UNION ALL SELECT e::text FROM event e WHERE stream_id = $1`, [member.userId],
    );
    const all = rows.map(({ row }) => row).join('\n');
    expect(all).not.toContain(String(new URL(uri).searchParams.get('secret')));
    for (const code of recoveryCodes) expect(all).not.toContain(code);
  });
});

describe('signing in by code', () => {
  test('needs the code after the right password, and does not tell about it after a wrong one', async () => {
    const { member, uri } = await enabled();
    t.clock.advance(STEP);
    expect((await login(member)).body.code).toBe('auth.totp-required');
    expect((await login({ ...member, password: 'мимо цели' })).body.code).toBe('auth.invalid');
    expect((await login(member, codeOf(uri))).status).toBe(200);
  });

  test('no code works twice: not the one confirmed, not one signed in with, not at the same moment', async () => {
    const { member, uri } = await enabled();
    expect((await login(member, codeOf(uri))).body.code).toBe('auth.totp-invalid');
    t.clock.advance(STEP);
    const code = codeOf(uri);
    const answers = await Promise.all([login(member, code), login(member, code), login(member, code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    t.clock.advance(STEP);
    expect((await login(member, code)).body.code).toBe('auth.totp-invalid');
  });

  test('wrong codes lock', async () => {
    const { member, uri } = await enabled();
    t.clock.advance(STEP);
    for (let i = 0; i < 4; i += 1) {
      expect((await login(member, 'zzzz-zzzz-zzzz-zzzz')).body.code).toBe('auth.totp-invalid');
    }
    expect((await login(member, codeOf(uri))).body.code).toBe('auth.locked');
  });

  test('a recovery code stands in once, however it is typed', async () => {
    const { member, recoveryCodes: [first = '', second = ''] } = await enabled();
    expect((await login(member, first.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await login(member, first)).body.code).toBe('auth.totp-invalid');
    const other = await enabled();
    expect((await login(other.member, second)).body.code).toBe('auth.totp-invalid');
    expect((await login(member, second)).status).toBe(200);
  });
});

describe('ending sign-in by code', () => {
  test('needs the password; recovery codes are void afterwards', async () => {
    const { member, auth, recoveryCodes } = await enabled();
    const end = (password: string) => t.http.delete('/api/v1/me/totp').set(auth).send({ password });
    expect((await end('мимо цели')).body.code).toBe('auth.password-wrong');
    expect((await end(member.password)).status).toBe(204);
    expect((await login(member)).status).toBe(200);
    const left = await t.get(Database).rows(`SELECT 1 FROM recovery_code WHERE user_id = $1`, [member.userId]);
    expect(left).toHaveLength(0);
    expect(recoveryCodes).toHaveLength(10);
  });

  test('an administrator can do it for one who has lost both telephone and codes', async () => {
    const { member, auth } = await enabled();
    const admin = await signIn(t, { roles: ['admin'] });
    const changed = await t.http.patch(`/api/v1/users/${member.userId}`).set(admin.auth).send({ resetTotp: true });
    expect(changed.body.totpEnabled).toBe(false);
    expect((await t.http.get('/api/v1/me').set(auth)).status).toBe(401);
    expect((await login(member)).status).toBe(200);
  });
});
