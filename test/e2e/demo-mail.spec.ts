import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DemoModule, DemoState } from '../../src/demo/index.js';
import { MovableClock } from '../../src/platform/clock/index.js';
import { Database } from '../../src/platform/database/index.js';
import { Letters } from '../../src/platform/mail/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createExecutor } from '../support/factories.js';
import { assignmentOf, type Cast, cast, draftOf } from '../support/incidents.js';
import { mailboxEnv, ownLetter } from '../support/mailbox.js';
import { makeLetters } from '../support/letters.js';
import { media } from '../support/media.js';

const WEDNESDAY = '2020-06-17T10:00:00+10:00';
/** An invented person of the demo with a mailbox of their own. */
const EMAIL = 'chernov@minsvyaz.example';

let t: TestApp;
let c: Cast;
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otklik-demo-mail-'));
  const clock = MovableClock.frozen(WEDNESDAY);
  t = await startTestApp({ clock, env: mailboxEnv, extra: [DemoModule.with(clock, await DemoState.open(directory, new Date(WEDNESDAY)))] });
  c = await cast(t);
});
afterAll(async () => {
  await t.close();
  await rm(directory, { recursive: true, force: true });
});

/** A letter of ours that lies in a demo person's mailbox. */
async function delivered() {
  const person = await createExecutor(t, { authorityCode: 'min-zdrav', email: EMAIL });
  const incident = await c.route(await c.record(), person);
  const { messageId } = await ownLetter(t, person.userId, { subject: 'assignment', id: assignmentOf(incident, person).id }, 30, EMAIL);
  await t.get(Database).separately(() => t.get(Database).change(`UPDATE letter SET state = 'sent', sent_at = created_at, next_attempt_at = NULL WHERE message_id = $1`, [messageId]));
  const [letter] = await t.get(Letters).byMessageIds([messageId]);
  return { person, incident, id: letter?.id ?? '' };
}

test('a letter is read in its person’s mailbox and answered there: the answer goes the way of every letter to us', async () => {
  const { person, incident, id } = await delivered();
  const list = await t.http.get('/demo/mail').query({ person: EMAIL });
  expect([list.status, list.text.includes(`/demo/mail/${id}`), /<script|style=/.test(list.text)]).toEqual([200, true, false]);
  const page = await t.http.get(`/demo/mail/${id}`);
  expect([page.status, page.text.includes(`src="/demo/mail/${id}/body"`), /<script|style=/.test(page.text)]).toEqual([200, true, false]);
  const body = await t.http.get(`/demo/mail/${id}/body`);
  expect(body.headers['content-security-policy']).toContain('sandbox');

  const unclear = await t.http.post(`/demo/mail/${id}`).field('text', 'Принято, спасибо');
  expect([unclear.status, unclear.headers['location']]).toEqual([303, `/demo/mail/${id}`]);
  expect((await t.http.get(`/demo/mail/${id}`)).text).toContain('Ответа для жителя в нём нет');

  const answered = await t.http.post(`/demo/mail/${id}`).field('text', 'Промежуточный ответ\r\nИщем врача <срочно>.').attach('photo', media.jpeg(Buffer.from('Приём')), 'priem.jpg');
  expect(answered.status).toBe(303);
  expect((await t.http.get(`/demo/mail/${id}`)).text).toMatch(/Ответ: проект ответа ушёл на согласование[\s\S]*Ищем врача &lt;срочно&gt;/);
  expect(draftOf(await c.view(incident.id), person)).toMatchObject({ kind: 'interim', text: 'Ищем врача <срочно>.', attachments: [{ fileName: 'priem.jpg' }] });
});

test('of several matters in one letter each is answered by itself; a letter that asks nothing has no form', async () => {
  const person = await createExecutor(t, { authorityCode: 'min-zdrav', email: 'savchenko@minzdrav.example' });
  const incidents = [await c.route(await c.record(), person), await c.route(await c.record(), person)];
  await makeLetters(t);
  t.clock.advance(120_000);
  await makeLetters(t);
  const db = t.get(Database);
  await db.separately(() => db.change(`UPDATE letter SET state = 'sent', sent_at = created_at, next_attempt_at = NULL WHERE to_address = $1`, [person.email]));
  const [letter] = await db.rows<{ id: string }>(`SELECT id FROM letter WHERE to_address = $1 AND kind = 'several'`, [person.email]);
  const page = (await t.http.get(`/demo/mail/${letter?.id}`)).text;
  const ways = [...page.matchAll(/<option value="([^"]+)">Re: Сообщение № (\d+):/g)].map(([, to = '', number]) => ({ to, number: Number(number) }));
  expect(ways.map(({ number }) => number)).toEqual(incidents.map(({ number }) => number));
  await t.http.post(`/demo/mail/${letter?.id}`).field('to', ways[1]?.to ?? '').field('text', 'Врач будет 1 июля.');
  const drafts = await Promise.all(incidents.map(async ({ id }) => assignmentOf(await c.view(id), person).drafts.length));
  expect(drafts).toEqual([0, 1]);
  expect((await t.http.post(`/demo/mail/${letter?.id}`).field('to', 'otklik+else@otklik.example').field('text', 'Да')).status).toBe(404);
  await db.separately(() => db.change(`UPDATE letter SET answers_subject = NULL, answers_id = NULL, html = '<p>Срок истёк</p>' WHERE id = $1`, [letter?.id]));
  expect((await t.http.get(`/demo/mail/${letter?.id}`)).text).toMatch(/отвечать не нужно/);
});

test('another site’s page cannot answer, what is no form is refused, and no other letter exists', async () => {
  const [{ id }] = await t.get(Database).rows<{ id: string }>(`SELECT id FROM letter ORDER BY id LIMIT 1`) as [{ id: string }];
  expect((await t.http.post(`/demo/mail/${id}`).set('sec-fetch-site', 'cross-site').field('text', 'Да')).status).toBe(403);
  expect((await t.http.post(`/demo/mail/${id}`).send({ text: 'Да' })).status).toBe(415);
  expect((await t.http.get('/demo/mail/01a20f81-3245-7264-a9c2-8bcf4d0a3c54')).status).toBe(404);
});
