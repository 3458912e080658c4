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
/** Number of the last write looked at. */
let seenWrites = '0';
/** How often each status was answered. */
const statuses = new Map<number, number>();

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
  await countWrites();
});
afterAll(() => t.close());

/**
 * Counts what is written from now on: a row of every table that is added, changed or taken away leaves a number behind
 * when its transaction is committed, so that one small query tells whether anything has changed, wherever it is.
 */
async function countWrites(): Promise<void> {
  const db = t.get(Database);
  const run = (sql: string) => db.transaction(() => db.change(sql));
  await run(`CREATE TABLE fuzz_write (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what text NOT NULL)`);
  await run(`CREATE FUNCTION fuzz_write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO fuzz_write (what) VALUES (TG_OP || ' ' || TG_TABLE_NAME); RETURN NULL; END $$`);
  const tables = await db.rows<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'fuzz_write'`);
  for (const { name } of tables.filter((table) => !transient.has(table.name))) {
    await run(`CREATE TRIGGER fuzz_write AFTER INSERT OR DELETE OR UPDATE ON "${name}" FOR EACH ROW EXECUTE FUNCTION fuzz_write()`);
  }
}

/** What was written since it was last asked. */
async function written(): Promise<string[]> {
  const rows = await t.get(Database).rows<{ id: string; what: string }>(`SELECT id, what FROM fuzz_write WHERE id > $1 ORDER BY id`, [seenWrites]);
  seenWrites = rows.at(-1)?.id ?? seenWrites;
  return rows.map(({ what }) => what);
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

interface Answer {
  status: number;
  text: string;
  type: string;
}

async function send({ operation, path, query, body, token, key, ifMatch }: Request, number: number): Promise<Answer> {
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

/** Answers as the interface promises them. */
function check({ operation, path, query, body }: Request, { status, text, type }: Answer): void {
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  if (status >= 500) throw new Error(`${status} to ${operation.method} ${path}?${query} ${JSON.stringify(body)}: ${text}`);
  if (status >= 400 && operation.method !== 'HEAD') expect({ operation: operation.path, type }).toEqual({ operation: operation.path, type: expect.stringContaining('application/problem+json') });
}

test(`${REQUESTS} random requests: no failure of the server, no change after a refusal`, async () => {
  const all = operations(document).filter(({ path, method }) => !leftOut.includes(path) && !(method === 'POST' && path.endsWith('/auth/logout')));
  expect(all.length).toBeGreaterThan(40);
  const each = Math.ceil(REQUESTS / all.length);
  let sent = 0;
  for (const operation of all) {
    const reads = ['GET', 'HEAD'].includes(operation.method);
    const requests = fc.sample(request(operation), { numRuns: each + AT_ONCE, seed: 20_200_317 + sent });
    while (requests.length > 0) {
      // What only reads changes nothing, refused or not, and comes in crowds; acts come one by one, so that a change is
      // somebody's, and the last of them in a crowd.
      const batch = requests.splice(0, reads || requests.length <= AT_ONCE ? AT_ONCE : 1);
      const answers = await Promise.all(batch.map((one, i) => send(one, sent + i)));
      sent += batch.length;
      for (const [i, answer] of answers.entries()) check(batch[i] as Request, answer);
      const changes = await written();
      const mayChange = counted.includes(operation.path) || (!reads && answers.some(({ status }) => status < 400));
      if (changes.length > 0 && !mayChange) throw new Error(`Changed all the same: ${operation.method} ${batch[0]?.path} ${answers[0]?.status} ${changes.join(', ')}`);
    }
  }
  expect(sent).toBeGreaterThanOrEqual(REQUESTS);
  // The requests must get past the door: some succeed, some meet the rules, some the schemas.
  expect(Object.fromEntries([200, 201, 400, 403, 404, 409].map((status) => [status, (statuses.get(status) ?? 0) > 2]))).toEqual({ 200: true, 201: true, 400: true, 403: true, 404: true, 409: true });
  // The count itself must see the acts that succeeded.
  expect(Number(seenWrites)).toBeGreaterThan(100);
}, 600_000);
