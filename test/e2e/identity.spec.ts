import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { signIn } from '../support/people.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

test('signs in', async () => {
  const p = await signIn(t, { roles: ['curator'] });
  expect((await t.http.get('/api/v1/nowhere').set(p.auth)).status).toBe(404);
});
