import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Database } from '../../src/platform/database/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createPerson, seedIds } from '../support/factories.js';
import { assignmentOf, cast, draftOf, expectView } from '../support/incidents.js';
import { bodies, fitting, type OpenApi, type Operation, operations } from '../support/openapi-fuzz.js';

const REQUESTS = 10_000;
const AT_ONCE = 20;
/** Left out: an open stream never ends, and a probe of the queue waits for a worker. */
const leftOut = ['/api/v1/events', '/health/ready'];
/** A wrong password or code is counted against the user although the request is refused: that is what lockout is. */
const counted = ['/api/v1/auth/login', '/api/v1/me/password', '/api/v1/me/totp', '/api/v1/me/totp/confirm'];
/** Tables that change by being looked at. */
const transient = new Set(['session', 'idempotency_key', 'login_counter', 'heartbeat']);

let t: TestApp;
let base: string;
let document: OpenApi;
let ids: string[];
let tokens: string[];

beforeAll(async () => {
  t = await startTestApp();
  base = await t.app.getUrl();
  document = (await t.http.get('/api/openapi.json')).body as OpenApi;
  const c = await cast(t);
  const routed = await c.route(await c.record(), c.health);
  const drafted = expectView(await c.as(c.health).post(`/assignments/${assignmentOf(routed, c.health).id}/drafts`, { kind: 'final', text: 'Ответ' }), 201);
  const several = await c.route(await c.record(), c.forests, c.finance);
  const returned = await c.route(await c.record('ok'), c.forests);
  ids = [
    routed.id, assignmentOf(routed, c.health).id, draftOf(drafted, c.health).id, several.id, returned.id,
    ...several.assignments.map(({ id }) => id), ...returned.assignments.map(({ id }) => id), (await c.record()).id,
    c.health.contactId, c.forests.contactId, c.curator.contactId, c.health.userId, seedIds.authority('min-zdrav'), seedIds.topic('g01-t01'), seedIds.location('08701000'),
  ];
  const others = await Promise.all((['admin', 'committee', 'it-ministry'] as const).map((role) => createPerson(t, { role })));
  tokens = [c.curator, c.curator, c.curator, c.health, c.forests, ...others].map(({ token }) => token);
});
afterAll(() => t.close());

/** A digest of everything that is kept, so that a change shows wherever it is. */
async function fingerprint(): Promise<string> {
  const db = t.get(Database);
  const tables = await db.rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`);
  const sums = tables
    .filter(({ name }) => !transient.has(name))
    .map(({ name }) => `SELECT '${name}' AS name, count(*) AS n, coalesce(sum(hashtext(x::text)::bigint), 0) AS sum FROM "${name}" x`);
  return JSON.stringify(await db.rows(sums.join(' UNION ALL ')));
}

interface Request {
  operation: Operation;
  path: string;
  query: string;
  body: unknown;
  token: number;
  key: boolean;
  ifMatch: string | null;
}

const request = (operation: Operation): fc.Arbitrary<Request> => {
  const names = operation.parameters.filter(({ in: place }) => place === 'query');
  const segment = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() }, { weight: 1, arbitrary: fc.constantFrom('2020', '2020-12-31', '%00', '..', 'x'.repeat(300), '\u{1F600}') });
  return fc.record({
    operation: fc.constant(operation),
    path: fc.array(segment, { minLength: 3, maxLength: 3 }).map((values) => {
      let next = 0;
      return operation.path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(values[next++] ?? 'x'));
    }),
    query: fc
      .tuple(...names.map(({ schema }) => fc.option(fc.oneof({ weight: 5, arbitrary: fitting(schema, document, ids) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) }))))
      .map((values) => names.map(({ name }, i) => (values[i] === null ? '' : `${name}=${encode(String(values[i]))}`)).filter(Boolean).join('&')),
    body: bodies(operation.body, document, ids),
    token: fc.nat(tokens.length - 1),
    key: fc.boolean(),
    ifMatch: fc.option(fc.constantFrom('"1"', 'W/"2"', '*', 'junk', '"99999999999"'), { freq: 6 }),
  });
};

/** Lone surrogates cannot be written into an address. */
const encode = (text: string): string => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '?'));

async function send({ operation, path, query, body, token, key, ifMatch }: Request, number: number): Promise<{ status: number; text: string; type: string }> {
  const withBody = !['GET', 'HEAD', 'DELETE'].includes(operation.method);
  const answer = await fetch(`${base}${path}${query ? `?${query}` : ''}`, {
    method: operation.method,
    headers: {
      authorization: `Bearer ${tokens[token]}`,
      ...(withBody ? { 'content-type': 'application/json' } : {}),
      ...(key && operation.method === 'POST' ? { 'idempotency-key': `fuzz-${number}` } : {}),
      ...(ifMatch ? { 'if-match': ifMatch } : {}),
    },
    ...(withBody ? { body: JSON.stringify(body) ?? 'undefined' } : {}),
    redirect: 'manual',
  });
  return { status: answer.status, text: await answer.text(), type: answer.headers.get('content-type') ?? '' };
}

test(`${REQUESTS} random requests: no failure of the server, no change after a refusal`, async () => {
  const all = operations(document).filter(({ path, method }) => !leftOut.includes(path) && !(method === 'POST' && path.endsWith('/auth/logout')));
  expect(all.length).toBeGreaterThan(40);
  const each = Math.ceil(REQUESTS / all.length / AT_ONCE);
  const statuses = new Map<number, number>();
  let sent = 0;
  let before = await fingerprint();
  for (const operation of all) {
    for (const [round, batch] of fc.sample(fc.array(request(operation), { minLength: AT_ONCE, maxLength: AT_ONCE }), { numRuns: each, seed: 20_200_317 + sent }).entries()) {
      const answers = await Promise.all(batch.map((one, i) => send(one, sent + i)));
      sent += batch.length;
      for (const [i, { status, text, type }] of answers.entries()) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500) throw new Error(`${status} to ${operation.method} ${batch[i]?.path}?${batch[i]?.query} ${JSON.stringify(batch[i]?.body)}: ${text}`);
        if (status >= 400 && operation.method !== 'HEAD') expect({ operation: operation.path, type }).toEqual({ operation: operation.path, type: expect.stringContaining('application/problem+json') });
      }
      const after = round === each - 1 || answers.every(({ status }) => status >= 400) ? await fingerprint() : before;
      if (answers.every(({ status }) => status >= 400) && after !== before && !counted.includes(operation.path)) throw new Error(`Refused and changed all the same: ${operation.method} ${operation.path}\n${before}\n${after}`);
      before = answers.every(({ status }) => status >= 400) ? after : await fingerprint();
    }
  }
  expect(sent).toBeGreaterThanOrEqual(REQUESTS);
  // The requests must get past the door: some succeed, some meet the rules, some the schemas.
  expect(Object.fromEntries([200, 201, 400, 403, 404, 409].map((status) => [status, (statuses.get(status) ?? 0) > 2]))).toEqual({ 200: true, 201: true, 400: true, 403: true, 404: true, 409: true });
}, 600_000);
