import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Templates } from '../../src/platform/templates/index.js';
import { startTestApp, type TestApp } from '../support/app.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

test('a style sheet is kept for ever at the address of its contents, and no longer than asked elsewhere', async () => {
  const address = t.get(Templates).addressOf('page.css');
  const answer = await t.http.get(address).expect(200);
  expect(answer.headers).toMatchObject({ 'content-type': 'text/css; charset=utf-8', 'cache-control': 'public, max-age=31536000, immutable', 'x-content-type-options': 'nosniff' });
  expect(answer.text).toContain('@media print');
  await t.http.get(address).set('if-none-match', String(answer.headers['etag'])).expect(304);
  const other = await t.http.get('/assets/000000000000/page.css').expect(200);
  expect([other.text, other.headers['cache-control']]).toEqual([answer.text, 'no-cache']);
});

test.each(['/assets/x/none.css', '/assets/x/..%2f..%2fpackage.json', '/assets/x/%2e%2e'])('%s is nothing', async (address) => {
  const answer = await t.http.get(address).expect(404);
  expect(answer.headers['content-type']).toContain('application/problem+json');
});
