import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';

let t: TestApp;
beforeAll(async () => {
  t = await startTestApp();
});
afterAll(() => t.close());

test('the bare address leads to every door, and each of them opens', async () => {
  const { text, headers } = await t.http.get('/').expect(200);
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  const doors = [...text.matchAll(/<li><a href="([^"]+)"/g)].map(([, href]) => href as string);
  expect(doors.toSorted()).toEqual(['/api/docs', '/registry']);
  for (const door of doors) {
    await t.http.get(door).expect(200);
    await t.http.get(`${door}/`).expect(200);
  }
});
