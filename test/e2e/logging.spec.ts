import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { EchoModule } from '../support/echo.module.js';
import { eventually } from '../support/eventually.js';

let t: TestApp;
const lines: string[] = [];

beforeAll(async () => {
  t = await startTestApp({ extra: [EchoModule], env: { LOG_LEVEL: 'info' }, logTo: { write: (line) => void lines.push(line) } });
});
afterAll(() => t.close());
beforeEach(() => void lines.splice(0));

const entries = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
/** The line is written when the answer has left, which the caller may see first. */
const logged = (find: (entry: Record<string, unknown>) => boolean) =>
  eventually(() => expect(entries().filter(find)).toHaveLength(1)).then(() => entries().find(find));

test('a request is one line: id, route pattern, status, duration and user, never the address', async () => {
  const user = newId();
  const answer = await t.http.get(`/api/v1/echo/${newId()}?q=Иванов`).set('x-request-id', 'caller-1').set('x-test-user', user);
  expect(answer.headers['x-request-id']).toBe('caller-1');
  const line = await logged((entry) => entry['msg'] === 'request');
  expect(line).toMatchObject({ level: 'info', requestId: 'caller-1', method: 'GET', route: '/api/v1/echo/:id', status: 500, userId: user, durationMs: expect.any(Number) });
  expect(lines.join('')).not.toMatch(/Иванов|%D0/);
});

test('an id that is no plain token is replaced', async () => {
  const answer = await t.http.get('/api/v1/nowhere').set('x-request-id', 'a b');
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
  expect(await logged((entry) => entry['msg'] === 'request')).toMatchObject({ route: '(none)', status: 404 });
});

test('an unforeseen failure is logged with its stack and without what it quotes', async () => {
  const answer = await t.http.get(`/api/v1/echo/${newId()}/fault`);
  expect(answer.body).toMatchObject({ status: 500, code: 'internal' });
  expect(answer.text).not.toContain('914');
  const line = await logged((entry) => entry['msg'] === 'Unforeseen failure');
  expect(line).toMatchObject({ level: 'error', requestId: answer.body.requestId, err: { message: 'Позвоните Ивану: [phone]', stack: expect.stringContaining('echo.module') } });
});

test('a database failure is logged without the values it was given', async () => {
  await t.http.post('/api/v1/echo').send({ text: 'Яма у дома Сидорова' });
  await logged((entry) => entry['msg'] === 'Unforeseen failure');
  expect(lines.join('')).toContain('INSERT INTO echo');
  expect(lines.join('')).not.toMatch(/Яма|Сидоров/);
});
