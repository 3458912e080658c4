import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { declineGrounds } from '../../src/incidents/incident.transitions.js';
import { assignmentWorkflow, FollowAccounts, type IncidentView, incidentWorkflow } from '../../src/incidents/index.js';
import { setAccount } from '../support/accounts.js';
import { type Acts, actsOf, type Kind } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { type ContactPerson, createExecutor, createPerson, seedIds } from '../support/factories.js';
import { assignmentOf, type Cast, cast } from '../support/incidents.js';
import { signIn } from '../support/people.js';
import { assignmentRequests, assignmentStages, incidentRequests, incidentStages, type Request, type Stage } from '../support/stages.js';

let t: TestApp;
let c: Cast;
let acts: Acts;
/** Everybody but the executor whose part it is. */
let others: Record<'curator' | 'executor, foreign' | 'committee' | 'it-ministry' | 'admin', { auth: { authorization: string } }>;
let other: { into: string; executorId: string; topicId: string };
beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
  acts = actsOf(c);
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
    await walk(stage.incident);
  }
}

/** Rows of the tables that were gone through, as the history tells. */
const walked = new Set<string>();
const rowOf = (event: string, { from, to, clause }: { from: string | null; to: string | null; clause: string | null }) => `${event}: ${from} → ${to}, ${clause}`;

async function walk({ id }: IncidentView): Promise<void> {
  const { items } = (await c.as(c.curator).get(`/incidents/${id}/history?limit=200`)).body as { items: (Parameters<typeof rowOf>[1] & { event: string })[] };
  for (const item of items) if (item.to) walked.add(rowOf(item.event, item));
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
    'routed, one of several withdrawn': ['route'],
    returned: ['decline', 'merge', 'route'],
    consolidation: ['consolidated-reply'],
    'consolidation, a return pending': ['consolidated-reply', 'route'],
    'interim-answered': [],
    'interim-answered, a return pending': ['route'],
    'returned, an interim answer out': ['route'],
    'consolidation, an interim answer out, a return pending': ['consolidated-reply', 'route'],
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

describe('what follows by itself', () => {
  /** The state after each step. */
  const steps = async (...ways: ((incident: IncidentView) => Promise<IncidentView>)[]): Promise<string[]> => {
    const states: string[] = [];
    let incident = await c.record();
    for (const way of ways) {
      incident = await way(incident);
      states.push(incident.status);
    }
    await walk(incident);
    return states;
  };
  const to = (...people: ContactPerson[]) => (incident: IncidentView) => c.route(incident, ...people);
  const back = (person: ContactPerson) => (incident: IncidentView) => acts.giveBack(incident, person);
  const away = (person: ContactPerson) => (incident: IncidentView) => acts.withdraw(incident, person);
  const ready = (person: ContactPerson, kind?: Kind) => async (incident: IncidentView) => acts.approve(await acts.draft(incident, person, kind), person);
  const out = (person: ContactPerson) => (incident: IncidentView) => acts.publish(incident, person);

  test.each(declineGrounds)('declined for %s, from the beginning and after a return', async (ground) => {
    for (const name of ['recorded', 'returned'] as const) {
      const { incident } = await incidentStages(c)[name]();
      const answer = await c.as(c.curator).post(`/incidents/${incident.id}/decline`, { ground });
      expect(answer.body).toMatchObject({ status: 'declined', declined: { ground } });
      await walk(incident);
    }
  });

  test('nobody is left: after a return, after a withdrawal, with every part ready', async () => {
    expect(await steps(to(c.health, c.forests, c.finance), back(c.finance), ready(c.health), ready(c.forests), away(c.health), away(c.forests))).toEqual([
      'routed', 'routed', 'routed', 'consolidation', 'consolidation', 'returned',
    ]);
    expect(await steps(to(c.health, c.forests), ready(c.health), ready(c.forests), away(c.health), away(c.forests))).toEqual([
      'routed', 'routed', 'consolidation', 'consolidation', 'returned',
    ]);
  });

  test('after an interim answer another executor returns it, the next answers interim again and then finally', async () => {
    expect(await steps(
      to(c.health), ready(c.health, 'interim'), out(c.health), away(c.health), to(c.finance), back(c.finance),
      to(c.forests), ready(c.forests, 'interim'), out(c.forests), ready(c.forests), out(c.forests),
    )).toEqual([
      'routed', 'routed', 'interim-answered', 'returned', 'interim-answered', 'returned',
      'interim-answered', 'interim-answered', 'interim-answered', 'interim-answered', 'closed',
    ]);
  });

  test('the account is closed while a draft is reviewed, revised and waits for publication; and opened again', async () => {
    const states = ['in-review, final', 'changes-requested, final', 'approved, final', 'changes-requested, final'] as const;
    const built = [];
    for (const name of states) built.push(await assignmentStages(c)[name]());
    await setAccount(t, c.health, 'vk', false);
    await t.get(FollowAccounts).execute();
    await setAccount(t, c.health, 'vk', true);
    await t.get(FollowAccounts).execute();
    const after = [];
    for (const { incident } of built) {
      await walk(incident);
      const { status, publisher } = assignmentOf(await c.view(incident.id), c.health);
      after.push([status, publisher]);
    }
    expect(after).toEqual([['in-review', 'curator'], ['changes-requested', 'executor'], ['handed-over', 'curator'], ['changes-requested', 'executor']]);
  });
});

test('every row of both tables was gone through', () => {
  const rows = [incidentWorkflow, assignmentWorkflow].flatMap(({ name, table }) => table.map(({ event, ...row }) => rowOf(`${name}.${event}`, row)));
  expect(rows.filter((row) => !walked.has(row))).toEqual([]);
});
