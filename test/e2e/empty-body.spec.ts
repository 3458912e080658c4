import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { assignmentOf, type Cast, cast, draftOf, expectView } from '../support/incidents.js';

let t: TestApp;
let c: Cast;
beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
});
afterAll(() => t.close());

test('an act without words may be sent with an empty JSON body; one that needs words says which', async () => {
  let incident = await c.route(await c.record(), c.health);
  incident = expectView(await c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/drafts`, { kind: 'final', text: 'Ответ' }), 201);
  const approve = `/api/v1/drafts/${draftOf(incident, c.health).id}/approve`;
  const missing = await t.http.post(approve.replace('approve', 'request-changes')).set(c.curator.auth).set('content-type', 'application/json').send('');
  expect(missing.body).toMatchObject({ status: 400, code: 'validation.failed' });
  const poisoned = await t.http.post(approve).set(c.curator.auth).set('content-type', 'application/json').send('{"__proto__": {"x": 1}}');
  expect(poisoned.body).toMatchObject({ status: 400, code: 'request.malformed' });
  const answer = await t.http.post(approve).set(c.curator.auth).set('content-type', 'application/json').send('');
  expect(answer.status).toBe(200);
});
