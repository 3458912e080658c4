import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { AccessCheck, type Role, roles } from '../../src/identity/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { accessTable, demoRoutes, documentRoutes, everybody, mayCall, sameForEverybody } from '../support/access-table.js';
import { actsOf } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { foreignThings, ownThings, type World, world } from '../support/belongings.js';
import { assignmentOf } from '../support/incidents.js';
import { type Person, signIn } from '../support/people.js';

let t: TestApp;
let base: string;
let w: World;
const people = new Map<Role, Person>();
beforeAll(async () => {
  t = await startTestApp();
  base = await t.app.getUrl();
  w = await world(t);
  for (const role of roles) people.set(role, await person(role));
});
afterAll(() => t.close());

const person = (role: Role): Promise<Person> => signIn(t, { roles: [role], authorityId: role === 'executor' ? w.own.authorityId : null });

interface Answer {
  status: number;
  code: string | null;
  /** The whole answer without what names the request or the thing. */
  text: string;
}

/** Calls a route; a stream is left as soon as it has begun. */
async function call(method: string, path: string, auth: Person['auth'] | null, body?: object, ids: string[] = []): Promise<Answer> {
  const url = `${base}${path.startsWith('/') ? path : `/api/v1/${path}`}`;
  const leave = new AbortController();
  const answer = await fetch(url, {
    method,
    signal: leave.signal,
    headers: { ...auth, 'if-match': '"99"', ...(body ? { 'content-type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const streamed = answer.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
  const raw = streamed ? '' : await answer.text();
  if (streamed) leave.abort();
  const code = answer.headers.get('content-type')?.startsWith('application/problem+json') ? (JSON.parse(raw) as { code: string }).code : null;
  const headers = [...answer.headers].filter(([name]) => !['x-request-id', 'date', 'content-length'].includes(name));
  const text = ids.reduce((sofar, id) => sofar.replaceAll(id, '…'), `${JSON.stringify(headers)}\n${raw}`);
  return { status: answer.status, code, text: text.replace(/"requestId":"[^"]*"/, '') };
}

const split = (route: string): [string, string] => route.split(' ') as [string, string];
const somewhere = (path: string): string => path.replace(':year', '2020').replace(':date', '2020-06-17').replaceAll(/:\w+/g, () => newId());

describe('the table', () => {
  test('holds every route of the application and no other, with the access it declares', () => {
    const declared = Object.fromEntries(t.get(AccessCheck).routes().map(({ method, path, access }) => [`${method} ${path}`, access]));
    const normal = (table: object) =>
      Object.fromEntries(Object.entries(table).map(([route, access]) => [route, Array.isArray(access) ? access.toSorted() : access]));
    const known = Object.entries(accessTable).filter(([route]) => !demoRoutes.includes(route) || route in declared);
    expect(normal(declared)).toEqual(normal(Object.fromEntries(known)));
  });

  test('leaves out nothing that the server answers to', () => {
    const fastify = t.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
    const nest = Object.keys(accessTable).map((route) => split(route)[1]).map((path) => (path.startsWith('/') ? path : `/api/v1/${path}`));
    expect(servedPaths(fastify).filter((path) => ![...nest, ...documentRoutes].includes(path))).toEqual([]);
  });

  test('says of every thing with an id that an executor may ask for whose it is', () => {
    const withId = Object.entries(accessTable).filter(([route, callers]) => /:\w+/.test(route) && mayCall(callers, 'executor') && !demoRoutes.includes(route));
    expect(withId.map(([route]) => route).toSorted()).toEqual([...sameForEverybody, ...Object.keys(ownThings)].toSorted());
  });
});

describe('every route by every role', () => {
  test.each(Object.entries(accessTable).filter(([route]) => !demoRoutes.includes(route)))('%s: %s', async (route, callers) => {
    const [method, path] = split(route);
    const body = method === 'GET' ? undefined : { 'no-such-key': 1 };
    // What ends a session or changes its owner is called by somebody who is not needed any more.
    const spent = /^(auth|me)\b/.test(path);
    for (const role of everybody) {
      const caller = role && (spent ? await person(role) : people.get(role));
      const { status, code } = await call(method, somewhere(path), caller?.auth ?? null, body);
      const expected = mayCall(callers, role) ? 'let in' : role ? 'auth.forbidden' : 'auth.required';
      expect([role, status === 500 ? status : status === 401 || status === 403 ? code : 'let in']).toEqual([role, expected]);
      if (expected !== 'let in') expect(status).toBe(role ? 403 : 401);
    }
  });
});

describe('an executor: own things are there, another authority’s are as if they did not exist', () => {
  test.each(Object.entries(ownThings))('%s', async (route, thing) => {
    const [method, pattern] = split(route);
    const { ids: own, body, status } = await thing(w, w.own);
    expect([route, (await call(method, at(pattern, own), w.own.auth, body)).status]).toEqual([route, status]);
    for (const foreign of await foreignThings(w, route)) {
      // Numbers within a thing are nobody's.
      const none = foreign.map((id) => (/^\d+$/.test(id) ? id : newId()));
      const answer = await call(method, at(pattern, foreign), w.own.auth, body, foreign);
      expect(answer).toEqual(await call(method, at(pattern, none), w.own.auth, body, none));
      expect([answer.status, answer.code]).toEqual([404, 'not-found']);
    }
  });

  test.each(['incidents', 'assignments', 'executors', 'account-managers', 'directory/duties?limit=200', 'deadlines?state=open'])('GET %s names nothing of another authority', async (path) => {
    const { incident, assignment, contact } = w.foreignIds;
    const { text } = await call('GET', path, w.own.auth);
    const theirs = [incident, assignment, contact, w.foreign.contactId];
    expect(theirs.filter((id) => text.includes(id))).toEqual([]);
    const seen = await call('GET', path, w.c.curator.auth);
    expect(theirs.some((id) => seen.text.includes(id))).toBe(true);
  });
});

test('of a shared incident an executor sees their own part alone: in the view, the history, the lists and in a refusal', async () => {
  const acts = actsOf(w.c);
  let incident = await w.c.route(await w.c.record(), w.own, w.foreign);
  incident = await acts.draft(incident, w.own, 'interim');
  incident = await acts.requestChanges(await acts.draft(incident, w.foreign), w.foreign);
  const part = assignmentOf(incident, w.foreign);
  const theirs = [part.id, w.foreign.authorityId, w.foreign.contactId, w.foreign.userId, ...part.drafts.map(({ id }) => id), 'Назовите дату'];
  const paths = [`incidents/${incident.id}`, `incidents/${incident.id}/history`, 'incidents?limit=100', 'assignments?limit=100', 'deadlines?state=open&limit=100'];
  for (const path of paths) {
    const { status, text } = await call('GET', path, w.own.auth);
    expect([path, status, text.includes(incident.id), theirs.filter((id) => text.includes(id))]).toEqual([path, 200, true, []]);
  }
  const own = assignmentOf(incident, w.own).id;
  const refused = await call('POST', `assignments/${own}/return`, w.own.auth, { reason: 'Не наше' });
  expect([refused.status, theirs.filter((id) => refused.text.includes(id))]).toEqual([412, []]);
});

const at = (pattern: string, ids: readonly string[]): string => ids.reduce((path, id) => path.replace(/:\w+/, id), pattern);

/** Paths the server knows, from Fastify's own tree of routes. */
function servedPaths(fastify: FastifyInstance): string[] {
  const parents: string[] = [];
  return fastify.printRoutes({ commonPrefix: false }).split('\n').flatMap((line) => {
    const [, indent = '', name = '', methods] = /^([│ ]*)[├└]── (.*?)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
    if (!name) return [];
    const depth = indent.length / 4;
    parents.length = depth;
    parents[depth] = name;
    return methods && !/^(HEAD|OPTIONS)$/.test(methods) ? [parents.join('')] : [];
  });
}
