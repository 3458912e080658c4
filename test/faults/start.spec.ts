import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { Product } from '../support/processes.js';

/** What the process says on standard error and how it ends. */
async function refused(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const product = await Product.spawn(env);
  const { code } = await product.exit;
  return { code, said: product.errors };
}

let database: TestDatabase;
let varDir: string;
let open: Server[] = [];
beforeAll(async () => {
  database = await createTestDatabase();
  varDir = await mkdtemp(join(tmpdir(), 'otklik-start-'));
});
afterEach(async () => {
  await Product.killAll();
  await Promise.all(open.map((server) => new Promise((done) => server.close(done))));
  open = [];
});
afterAll(async () => {
  await database?.drop();
  await rm(varDir, { recursive: true, force: true });
});

/** A server that takes connections and never says a word. @returns its port. */
async function silentServer(): Promise<number> {
  const server = createServer((socket) => socket.on('error', () => undefined).resume());
  open.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return (server.address() as { port: number }).port;
}

const withDatabase = (more: Record<string, string>) => ({ DATABASE_URL: database.url, VAR_DIR: varDir, ...more });
const elsewhere = (port: number) => `postgres://nobody:secret@127.0.0.1:${port}/nowhere`;

test('wrong variables: one line that names each, exit 1', async () => {
  const { code, said } = await refused({ ROLE: 'boss', DATABASE_POOL: 'many', VAR_DIR: varDir });
  expect(code).toBe(1);
  expect(said).toMatch(/^Configuration error: ROLE: [^\n]+; DATABASE_POOL: [^\n]+\n$/);
});

test('an address that is none is a wrong variable like any other', async () => {
  const { code, said } = await refused({ VK_API_URL: 'not an address', VAR_DIR: varDir });
  expect([code, said]).toEqual([1, 'Configuration error: VK_API_URL: Invalid URL\n']);
});

test('a database that refuses connections: one line without the password, exit 1', async () => {
  const { code, said } = await refused({ DATABASE_URL: elsewhere(1), VAR_DIR: varDir });
  expect(code).toBe(1);
  expect(said).toMatch(/^The database at 127\.0\.0\.1:1\/nowhere \(DATABASE_URL\) cannot be reached: connect ECONNREFUSED[^\n]*\n$/);
});

test('a database that does not know us: its own words', async () => {
  const url = new URL(database.url);
  url.password = 'wrong';
  const { code, said } = await refused(withDatabase({ DATABASE_URL: url.href }));
  expect(code).toBe(1);
  expect(said).toMatch(/^The database at [^\n]+ cannot be reached: password authentication failed[^\n]*\n$/);
});

test('a Redis that refuses connections: one line without the password, exit 1', async () => {
  const { code, said } = await refused(withDatabase({ REDIS_URL: 'redis://:secret@127.0.0.1:1' }));
  expect(code).toBe(1);
  expect(said).toMatch(/^Redis at 127\.0\.0\.1:1 \(REDIS_URL\) cannot be reached: connect ECONNREFUSED[^\n]*\n$/);
});

test('a database or a Redis that is silent: the start does not wait for ever', async () => {
  const port = await silentServer();
  const [noDatabase, noRedis] = await Promise.all([
    refused({ DATABASE_URL: elsewhere(port), VAR_DIR: varDir }),
    refused(withDatabase({ REDIS_URL: `redis://:secret@127.0.0.1:${port}` })),
  ]);
  expect(noDatabase.said).toMatch(/^The database at 127\.0\.0\.1:\d+\/nowhere \(DATABASE_URL\) cannot be reached: timeout[^\n]*\n$/);
  expect(noRedis.said).toMatch(/^Redis at 127\.0\.0\.1:\d+ \(REDIS_URL\) cannot be reached: no answer within 10000 ms\n$/);
  expect([noDatabase.code, noRedis.code]).toEqual([1, 1]);
});

test('a port that is taken: one line, exit 1', async () => {
  const port = await silentServer();
  const { code, said } = await refused(withDatabase({ PORT: String(port) }));
  expect({ code, said }).toEqual({ code: 1, said: `Cannot listen on 127.0.0.1:${port} (HOST, PORT): the port is taken by another program\n` });
});
