import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import type { IncidentView } from '../../src/incidents/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { type Acts, actsOf } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type ContactPerson, createCurator, seedIds } from '../support/factories.js';
import { assignmentOf, type Cast, cast, draftOf, openTerms } from '../support/incidents.js';

let t: TestApp;
let c: Cast;
let acts: Acts;
let colleague: ContactPerson;
beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
  acts = actsOf(c);
  colleague = await createCurator(t, { surname: 'Вторая' });
});
afterAll(() => t.close());

/** A race is run some times: it need not be lost the first time. */
const rounds = [1, 2, 3];

/** Answers of requests sent at the same moment, the successful first. */
const atOnce = async (...requests: Promise<Response>[]): Promise<Response[]> => (await Promise.all(requests)).toSorted((a, b) => a.status - b.status);
const outcomes = (answers: Response[]) => answers.map(({ status, body }) => (status < 300 ? status : [status, body.code]));
const notAllowed = [409, 'incident.action-not-allowed'];

const eventsOf = async ({ id }: IncidentView, ...types: string[]): Promise<string[]> =>
  (await t.get(Database).rows<{ type: string }>(`SELECT type FROM event WHERE stream_id = $1 AND type = ANY($2)`, [id, types])).map(({ type }) => type);
const sent = async (): Promise<IncidentView> => acts.draft(await c.route(await c.record(), c.health), c.health);

describe('two curators and one draft', () => {
  test.each(rounds)('approving at once: one succeeds, the other hears 409 (%i)', async () => {
    const incident = await sent();
    const path = `/drafts/${draftOf(incident, c.health).id}/approve`;
    expect(outcomes(await atOnce(c.as(c.curator).post(path), c.as(colleague).post(path)))).toEqual([200, notAllowed]);
    expect(openTerms(await c.view(incident.id))).toEqual(['reply.publish']);
    expect(await eventsOf(incident, 'assignment.approve')).toHaveLength(1);
  });

  test.each(rounds)('one approves while the other requests changes: exactly one of them is done (%i)', async () => {
    const incident = await sent();
    const path = `/drafts/${draftOf(incident, c.health).id}`;
    const answers = await atOnce(c.as(c.curator).post(`${path}/approve`), c.as(colleague).post(`${path}/request-changes`, { remarks: 'Короче' }));
    expect(outcomes(answers)).toEqual([200, notAllowed]);
    const after = await c.view(incident.id);
    const approved = draftOf(after, c.health).status === 'approved';
    expect(assignmentOf(after, c.health).status).toBe(approved ? 'approved' : 'changes-requested');
    expect(openTerms(after)).toEqual([approved ? 'reply.publish' : 'reply.revise']);
    expect(await eventsOf(incident, 'assignment.approve', 'assignment.request-changes')).toHaveLength(1);
  });

  test.each(rounds)('with If-Match the second gets 412 and the present state (%i)', async () => {
    const incident = await sent();
    const decide = (who: ContactPerson, act: string, body: object) =>
      t.http.post(`/api/v1/drafts/${draftOf(incident, c.health).id}/${act}`).set({ ...who.auth, 'if-match': `"${incident.version}"` }).send(body).then((answer) => answer);
    const [done, refused] = await atOnce(decide(c.curator, 'approve', {}), decide(colleague, 'request-changes', { remarks: 'Короче' }));
    expect(done).toMatchObject({ status: 200, headers: { etag: `"${incident.version + 1}"` } });
    expect(refused).toMatchObject({ status: 412, body: { code: 'precondition.failed' } });
    expect(refused?.body.current).toEqual(done?.body);
  });
});

test.each(rounds)('two drafts of one executor at once: one is sent (%i)', async () => {
  const incident = await c.route(await c.record(), c.health);
  const path = `/assignments/${assignmentOf(incident, c.health).id}/drafts`;
  const answers = await atOnce(...['final', 'interim'].map((kind) => c.as(c.health).post(path, { kind, text: 'Ответ' })));
  expect(outcomes(answers)).toEqual([201, notAllowed]);
  const after = await c.view(incident.id);
  expect(assignmentOf(after, c.health).drafts).toHaveLength(1);
  expect(openTerms(after).filter((key) => key === 'reply.review')).toHaveLength(1);
});

test.each(rounds)('a return and a draft at once: one of them happens (%i)', async () => {
  const incident = await c.route(await c.record(), c.health);
  const path = `/assignments/${assignmentOf(incident, c.health).id}`;
  const answers = await atOnce(c.as(c.health).post(`${path}/return`, { reason: 'Не наше' }), c.as(c.health).post(`${path}/drafts`, { kind: 'final', text: 'Ответ' }));
  expect(answers.map(({ status }) => status < 300)).toEqual([true, false]);
  const { status } = assignmentOf(await c.view(incident.id), c.health);
  expect(status).toBe(answers[0]?.status === 201 ? 'in-review' : 'returned');
});

test.each(rounds)('two routes at once: one executor receives it (%i)', async () => {
  const incident = await c.record();
  const route = (who: ContactPerson, to: ContactPerson) =>
    c.as(who).post(`/incidents/${incident.id}/route`, { topicId: seedIds.topic('g01-t01'), executorIds: [to.contactId] });
  expect(outcomes(await atOnce(route(c.curator, c.health), route(colleague, c.forests)))).toEqual([200, notAllowed]);
  expect((await c.view(incident.id)).assignments).toHaveLength(1);
});

test.each(rounds)('publishing twice at once: one publication (%i)', async () => {
  const incident = await acts.approve(await sent(), c.health);
  const publish = () => c.as(c.health).post(`/assignments/${assignmentOf(incident, c.health).id}/publish`, { url: c.link('vk') });
  expect(outcomes(await atOnce(publish(), publish()))).toEqual([200, notAllowed]);
  expect((await c.view(incident.id)).publications).toHaveLength(1);
});

test.each(rounds)('the last two parts approved at once: the hour to consolidate starts once (%i)', async () => {
  let incident = await c.route(await c.record(), c.health, c.forests);
  for (const person of [c.health, c.forests]) incident = await acts.draft(incident, person);
  const approve = (who: ContactPerson, part: ContactPerson) => c.as(who).post(`/drafts/${draftOf(incident, part).id}/approve`);
  expect(outcomes(await atOnce(approve(c.curator, c.health), approve(colleague, c.forests)))).toEqual([200, 200]);
  const after = await c.view(incident.id);
  expect([after.status, openTerms(after), after.version]).toEqual(['consolidation', ['reply.consolidate'], incident.version + 2]);
  const answer = (who: ContactPerson) => c.as(who).post(`/incidents/${incident.id}/consolidated-reply`, { text: 'Сводный', url: c.link('vk') });
  expect(outcomes(await atOnce(answer(c.curator), answer(colleague)))).toEqual([200, notAllowed]);
});

describe('the same Idempotency-Key twice at once', () => {
  const keyed = (who: ContactPerson, path: string, body: object, key: string) =>
    t.http.post(`/api/v1${path}`).set({ ...who.auth, 'idempotency-key': key }).send(body).then((answer) => answer);

  test.each(rounds)('records once and answers twice alike (%i)', async () => {
    const key = newId();
    const body = { network: 'vk', url: c.link('vk'), author: { name: 'Автор' }, text: 'Вопрос', postedAt: '2020-06-17T09:00:00+10:00' };
    const [first, second] = await Promise.all([keyed(c.curator, '/incidents', body, key), keyed(c.curator, '/incidents', body, key)]);
    expect([first?.status, second?.status, second?.text]).toEqual([201, 201, first?.text]);
    expect([first, second].filter((answer) => answer?.headers['idempotency-replayed'])).toHaveLength(1);
  });

  test.each(rounds)('approves once and answers twice alike (%i)', async () => {
    const incident = await sent();
    const approve = () => keyed(c.curator, `/drafts/${draftOf(incident, c.health).id}/approve`, {}, `approve-${incident.id}`);
    const [first, second] = await Promise.all([approve(), approve()]);
    expect([first?.status, second?.status, second?.text]).toEqual([200, 200, first?.text]);
    expect((await c.view(incident.id)).version).toBe(incident.version + 1);
  });
});

describe('merging', () => {
  test.each(rounds)('A into B and B into A at once: one of them, and nobody waits for ever (%i)', async () => {
    const [a, b] = [await c.record(), await c.record()];
    const merge = (who: ContactPerson, from: IncidentView, into: IncidentView) => c.as(who).post(`/incidents/${from.id}/merge`, { into: into.id });
    expect(outcomes(await atOnce(merge(c.curator, a, b), merge(colleague, b, a)))).toEqual([200, [409, 'incident.merge-target-closed']]);
    expect([(await c.view(a.id)).status, (await c.view(b.id)).status].toSorted()).toEqual(['merged', 'recorded']);
  });

  test.each(rounds)('a ring of three at once leaves one open (%i)', async () => {
    const ring = [await c.record(), await c.record(), await c.record()];
    const answers = await Promise.all(ring.map(({ id }, index) => c.as(c.curator).post(`/incidents/${id}/merge`, { into: ring[(index + 1) % 3]?.id })));
    expect(answers.every(({ status }) => status === 200 || status === 409)).toBe(true);
    const statuses = await Promise.all(ring.map(async ({ id }) => (await c.view(id)).status));
    expect(statuses).toContain('recorded');
  });
});

test('the same post recorded eight times at once is one incident', async () => {
  const body = { network: 'ok', url: c.link('ok'), author: { name: 'Автор' }, text: 'Вопрос', postedAt: '2020-06-17T09:00:00+10:00' };
  const [made, ...others] = await atOnce(...Array.from({ length: 8 }, () => c.as(c.curator).post('/incidents', body)));
  expect(made?.status).toBe(201);
  for (const other of others) expect(other).toMatchObject({ status: 409, body: { code: 'incident.duplicate', incidentId: made?.body.id } });
});
