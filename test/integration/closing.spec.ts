import { Agent, get } from 'node:http';
import { expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { Database } from '../../src/platform/database/index.js';
import { closeServer } from '../../src/platform/http/index.js';
import { startTestApp } from '../support/app.js';
import { EchoBook, EchoModule } from '../support/echo.module.js';
import { eventually } from '../support/eventually.js';

const fastifyOf = (t: Awaited<ReturnType<typeof startTestApp>>) => t.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;

test('a request in hand is finished, a new one is not taken, and an idle connection does not hold the process', async () => {
  const t = await startTestApp({ extra: [EchoModule] });
  const db = t.get(Database);
  await db.transaction(() => db.change(`CREATE TABLE echo (text text NOT NULL)`));
  const agent = new Agent({ keepAlive: true });
  const url = await t.app.getUrl();
  await new Promise<void>((done) => void get(`${url}/health/live`, { agent }, (answer) => answer.resume().on('end', done)));
  let open: () => void = () => undefined;
  const book = t.get(EchoBook);
  book.gate = new Promise<void>((done) => (open = done));
  const inHand = t.http.post('/api/v1/echo').send({ text: 'раз' }).then((answer) => answer);
  await eventually(() => expect(book.waiting).toBe(1));
  const closing = closeServer(fastifyOf(t));
  await eventually(() => expect(fastifyOf(t).server.listening).toBe(false));
  await expect(t.http.get('/health/live')).rejects.toThrow();
  open();
  expect((await inHand).status).toBe(201);
  await closing;
  expect(await db.rows(`SELECT text FROM echo`)).toEqual([{ text: 'раз' }]);
  agent.destroy();
  await t.close();
});

test('a request that does not end is cut off after the grace', async () => {
  const t = await startTestApp({ extra: [EchoModule] });
  const book = t.get(EchoBook);
  book.gate = new Promise<void>(() => undefined);
  const stuck = t.http.post('/api/v1/echo').send({ text: 'раз' }).then(() => 'answered', () => 'cut off');
  await eventually(() => expect(book.waiting).toBe(1));
  await closeServer(fastifyOf(t), 50);
  expect(await stuck).toBe('cut off');
  await t.close();
});
