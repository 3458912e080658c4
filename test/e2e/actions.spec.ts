import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import type { IncidentView } from '../../src/incidents/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createExecutor, createPerson, seedIds } from '../support/factories.js';
import { assignmentOf, type Cast, cast } from '../support/incidents.js';
import { signIn } from '../support/people.js';
import { assignmentRequests, assignmentStages, incidentRequests, incidentStages, type Request, type Stage } from '../support/stages.js';

let t: TestApp;
let c: Cast;
/** Everybody but the executor whose part it is. */
let others: Record<'curator' | 'executor, foreign' | 'committee' | 'it-ministry' | 'admin', { auth: { authorization: string } }>;
let other: { into: string; executorId: string; topicId: string };
beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
  const stranger = await createExecutor(t, { authorityCode: 'min-zhkh' });
  others = {
    curator: c.curator,
    'executor, foreign': stranger,
    committee: await createPerson(t, { role: 'committee' }),
    'it-ministry': await createPerson(t, { role: 'it-ministry' }),
    admin: await createPerson(t, { role: 'admin' }),
  };
  const spare = await createExecutor(t, { authorityCode: 'min-obr' });
  other = { into: (await c.record()).id, executorId: spare.contactId, topicId: seedIds.topic('g01-t01') };
});
afterAll(() => t.close());

type Role = keyof typeof others | 'executor, own';
const roleNames: Role[] = ['curator', 'executor, own', 'executor, foreign', 'committee', 'it-ministry', 'admin'];
const executorsActs = ['return', 'submit-draft', 'publish', 'revise-and-publish'];

const send = (role: Role, { own }: Stage, { path, body }: Request): Promise<Response> =>
  c.as(role === 'executor, own' ? own : others[role]).post(path, body);

/** The answer to a role that may not: not the role's route (403), another authority's part (404), not now (409). */
function refusal(role: Role, act: string): [number, string] {
  const byExecutor = executorsActs.includes(act);
  if (role === 'executor, own' && byExecutor) return [409, 'incident.action-not-allowed'];
  if (role === 'curator' && !byExecutor) return [409, 'incident.action-not-allowed'];
  if (role === 'executor, foreign' && byExecutor) return [404, 'not-found'];
  return [403, 'auth.forbidden'];
}

/** Every act by every role: those the matrix does not allow are refused and change nothing, the others move the thing on. */
async function holdTo(build: () => Promise<Stage>, requestsOf: (stage: Stage) => Record<string, Request>, allowed: Partial<Record<Role, string[]>>) {
  let stage = await build();
  const cells = roleNames.flatMap((role) => Object.keys(requestsOf(stage)).map((act) => [role, act] as const));
  const isAllowed = (role: Role, act: string) => (allowed[role] ?? []).includes(act);
  const refused = cells.filter((cell) => !isAllowed(...cell));
  const answers = await Promise.all(refused.map(async ([role, act]) => [role, act, await send(role, stage, requestsOf(stage)[act] as Request)] as const));
  expect(answers.map(([role, act, { status, body }]) => [role, act, status, body.code])).toEqual(
    refused.map(([role, act]) => [role, act, ...refusal(role, act)]),
  );
  expect((await c.view(stage.incident.id)).version).toBe(stage.incident.version);
  for (const [index, [role, act]] of cells.filter((cell) => isAllowed(...cell)).entries()) {
    if (index > 0) stage = await build();
    const answer = await send(role, stage, requestsOf(stage)[act] as Request);
    expect([role, act, answer.status, answer.body.code]).toEqual([role, act, act === 'submit-draft' ? 201 : 200, undefined]);
    expect((await c.view(stage.incident.id)).version).toBe(stage.incident.version + 1);
  }
}

/** The incident as the executor sees it. */
const asOwn = async ({ incident, own }: Stage): Promise<IncidentView> => (await c.as(own).get(`/incidents/${incident.id}`)).body;

const curators = (...acts: string[]) => ({ curator: acts });

describe('an incident', () => {
  const matrix: Record<keyof ReturnType<typeof incidentStages>, string[]> = {
    recorded: ['decline', 'merge', 'route'],
    declined: [],
    merged: [],
    routed: [],
    'routed, a return pending': ['route'],
    returned: ['decline', 'merge', 'route'],
    consolidation: ['consolidated-reply'],
    'consolidation, a return pending': ['consolidated-reply', 'route'],
    'interim-answered': [],
    'interim-answered, a return pending': ['route'],
    closed: [],
  };

  test.each(Object.entries(matrix))('%s: the curator may %j, nobody else anything', async (name, acts) => {
    const build = incidentStages(c)[name as keyof typeof matrix];
    const stage = await build();
    expect(stage.incident.status).toBe(name.split(',')[0]);
    expect(stage.incident.allowedActions.toSorted()).toEqual(acts);
    if (stage.incident.assignments.length > 0) expect((await asOwn(stage)).allowedActions).toEqual([]);
    await holdTo(build, (at) => incidentRequests(c, at, other), curators(...acts));
  });
});

describe('an assignment', () => {
  type Cell = { executor?: string[]; curator?: string[] };
  const withdraw = ['withdraw'];
  const reviewing: Cell = { curator: ['approve', 'request-changes', 'withdraw'] };
  const reviewingToPublish: Cell = { curator: ['approve', 'publish-for-executor', 'request-changes', 'withdraw'] };
  const revising: Cell = { executor: ['revise-and-publish'], curator: withdraw };
  const handedOver: Cell = { curator: ['publish-for-executor', 'withdraw'] };
  const drafting: Cell = { executor: ['submit-draft'], curator: withdraw };
  const matrix: Record<keyof ReturnType<typeof assignmentStages>, Cell> = {
    assigned: { executor: ['return', 'submit-draft'], curator: withdraw },
    'in-review, final': reviewing,
    'in-review, interim': reviewing,
    'in-review, curator publishes': reviewingToPublish,
    'in-review, interim, curator publishes': reviewingToPublish,
    'in-review, one of several': reviewing,
    'changes-requested, final': revising,
    'changes-requested, interim': revising,
    'changes-requested, curator publishes': revising,
    'changes-requested, one of several': revising,
    'approved, final': { executor: ['publish'], curator: withdraw },
    'approved, interim': { executor: ['publish'], curator: withdraw },
    'handed-over, final': handedOver,
    'handed-over, interim': handedOver,
    'handed-over, revised': handedOver,
    'part-ready': { curator: withdraw },
    'interim-published': drafting,
    'interim-published, by the curator': drafting,
    'interim-published, one of several': drafting,
    'in-review, final after interim': reviewing,
    published: {},
    returned: {},
    rerouted: {},
    withdrawn: {},
  };
  const onDrafts = ['approve', 'request-changes', 'publish-for-executor'];

  test.each(Object.entries(matrix))('%s: %j', async (name, { executor = [], curator = [] }) => {
    const build = assignmentStages(c)[name as keyof typeof matrix];
    const stage = await build();
    for (const [incident, acts] of [[stage.incident, curator], [await asOwn(stage), executor]] as const) {
      const assignment = assignmentOf(incident, stage.own);
      expect(assignment.status).toBe(name.split(',')[0]);
      expect(assignment.allowedActions.toSorted()).toEqual(acts);
      for (const [index, draft] of assignment.drafts.entries()) {
        const newest = index === assignment.drafts.length - 1;
        expect(draft.allowedActions.toSorted()).toEqual(newest ? acts.filter((act) => onDrafts.includes(act)) : []);
      }
    }
    await holdTo(build, (at) => assignmentRequests(c, at), { curator, 'executor, own': executor });
  });

  test('only the version the assignment stands at can be decided on', async () => {
    const stage = await assignmentStages(c)['in-review, final after interim']();
    const [interim] = assignmentOf(stage.incident, stage.own).drafts;
    for (const [act, body] of [['approve', {}], ['request-changes', { remarks: 'Нет' }]] as const) {
      expect((await c.as(c.curator).post(`/drafts/${interim?.id}/${act}`, body)).body).toMatchObject({ status: 409, code: 'incident.action-not-allowed' });
    }
  });

  test('somebody with both roles acts as executor for their own authority alone, and under the role the act asks for', async () => {
    const both = await signIn(t, { roles: ['executor', 'curator'], authorityId: c.forests.authorityId });
    const incident = await c.route(await c.record(), c.health, c.forests);
    const seen = (await c.as(both).get(`/incidents/${incident.id}`)).body as IncidentView;
    expect(assignmentOf(seen, c.health).allowedActions).toEqual(['withdraw']);
    expect(assignmentOf(seen, c.forests).allowedActions).toEqual(['return', 'submit-draft', 'withdraw']);
    const draft = { kind: 'final', text: 'Ответ' };
    expect((await c.as(both).post(`/assignments/${assignmentOf(incident, c.health).id}/drafts`, draft)).body.code).toBe('incident.action-not-allowed');
    expect((await c.as(both).post(`/assignments/${assignmentOf(incident, c.forests).id}/drafts`, draft)).status).toBe(201);
    await c.as(both).post(`/assignments/${assignmentOf(incident, c.health).id}/withdraw`, { reason: 'Не их' });
    const { items } = (await c.as(c.curator).get(`/incidents/${incident.id}/history`)).body as { items: { event: string; actor: { role: string } }[] };
    expect(items.filter(({ event }) => /withdraw|submit/.test(event)).map(({ event, actor }) => [event, actor.role])).toEqual([
      ['assignment.submit-draft', 'executor'], ['assignment.withdraw', 'curator'],
    ]);
  });
});
