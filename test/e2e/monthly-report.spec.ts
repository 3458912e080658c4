import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/index.js';
import { DeliverLetters, Letters } from '../../src/platform/mail/index.js';
import { DueDeadlines } from '../../src/regulation/index.js';
import { KeepMonths } from '../../src/reporting/index.js';
import { actsOf } from '../support/acts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { createPerson, type Person } from '../support/factories.js';
import { type Cast, cast, type IncidentView } from '../support/incidents.js';
import { makeLetters } from '../support/letters.js';
import { SmtpFake } from '../support/smtp.js';

const MONTH = '/api/v1/reports/monthly/2020-06';
const GOVERNOR = 'gubernator@khv.example';

let directory: string;
let smtp: SmtpFake;
let t: TestApp;
/** Another process on the same database. */
let other: TestApp;
let c: Cast;
let committee: Person;
/** Routed in June and answered only after the report was sent. */
let unanswered: IncidentView;
/** Of June too: merged, returned and declined only after the report was sent. */
let later: IncidentView;
let returned: IncidentView;
let declined: IncidentView;

const keep = (app = t) => app.get(KeepMonths).keep();
const get = (path = '', query: object = {}) => t.http.get(`${MONTH}${path}`).query(query).set(c.curator.auth);
const post = (act: string, body?: object, version?: number) => {
  const request = t.http.post(`${MONTH}/${act}`).set(c.curator.auth);
  return (version === undefined ? request : request.set('if-match', `"${version}"`)).send(body);
};
const history = async () => ((await get('/history')).body as { items: { event: string }[] }).items.map(({ event }) => event);
const binary = async (format: string, query: object = {}): Promise<Buffer> => {
  const answer = await t.http.get(`${MONTH}.${format}`).query(query).set(c.curator.auth).buffer(true).parse((stream, done) => {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => done(null, Buffer.concat(chunks)));
  });
  expect(answer.status).toBe(200);
  return answer.body as Buffer;
};
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

beforeAll(async () => {
  smtp = await SmtpFake.start();
  // Processes of one installation share the folder of frozen forms.
  directory = await mkdtemp(join(tmpdir(), 'otklik-reports-'));
  const env = { SMTP_URL: smtp.url, MAIL_FROM: 'Отклик <otklik@otklik.example>', VAR_DIR: directory };
  t = await startTestApp({ now: '2020-06-10T10:00:00+10:00', env });
  c = await cast(t);
  committee = await createPerson(t, { role: 'committee' });
  const acts = actsOf(c);
  const answered = await c.route(await c.record(), c.health);
  await acts.publish(await acts.approve(await acts.draft(answered, c.health), c.health), c.health);
  unanswered = await c.route(await c.record('ok'), c.forests);
  await c.as(c.curator).post(`/incidents/${(await c.record()).id}/decline`, { ground: 'no-question' });
  later = await c.record();
  declined = await c.record();
  returned = await c.route(await c.record(), c.health);
  t.clock.set('2020-06-30T23:59:59+10:00');
  await c.record();
  other = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env });
});
afterAll(async () => {
  await other?.close();
  await t?.close();
  await smtp?.down();
  await rm(directory, { recursive: true, force: true });
});

test('when the month has ended the curator has the term; the draft is there on the first working day, once however many form it', async () => {
  await keep();
  expect((await get()).status).toBe(404);
  t.clock.set('2020-07-01T00:00:30+10:00');
  await Promise.all([keep(), keep(other)]);
  const list = await t.http.get('/api/v1/reports/monthly').set(c.curator.auth).expect(200);
  expect(list.body.items).toEqual([expect.objectContaining({ month: '2020-06', status: 'awaited' })]);
  const terms = await t.http.get('/api/v1/deadlines?obligation=report.monthly').set(c.curator.auth).expect(200);
  expect(terms.body.items).toEqual([expect.objectContaining({ startedAt: '2020-07-01T00:00:00+10:00', dueAt: '2020-07-20T00:00:00+10:00', stream: 'report' })]);
  // 1 July 2020 was declared non-working.
  t.clock.set('2020-07-02T08:59:00+10:00');
  await keep();
  expect((await get()).status).toBe(404);
  t.clock.set('2020-07-02T09:00:00+10:00');
  await Promise.all([keep(), keep(other), keep()]);
  await keep(other);
  const { body } = await get().expect(200);
  expect(body).toMatchObject({ month: '2020-06', edition: 1, status: 'draft', version: 1, allowedActions: ['write', 'refresh', 'approve'] });
  expect(body.figures.totals).toMatchObject({ received: 7, declined: 1, closed: 1, underWay: 5 });
  expect((await history()).filter((event) => event === 'report.form')).toHaveLength(1);
  expect(body.editions).toHaveLength(1);
  await makeLetters(t);
  t.clock.advance(60_000);
  await makeLetters(t);
  const [letter, ...more] = (await t.get(Letters).list({ userId: c.curator.userId, limit: 50 })).filter(({ subject }) => subject.includes('Отчёт за июнь 2020 года'));
  expect([letter?.toAddress, more]).toEqual([c.curator.email, []]);
  expect((await t.get(Letters).one(letter?.id ?? ''))?.text).toMatch(/Проект отчёта за июнь 2020 года сформирован[\s\S]*до конца 19 июля 2020 года[\s\S]*monthly\/2020-06\.html/);
});

test('nobody but a curator sees a draft or touches it', async () => {
  for (const person of [c.health, committee]) {
    expect((await t.http.get(MONTH).set(person.auth)).status).toBe(404);
    expect((await t.http.get(`${MONTH}.pdf`).set(person.auth)).status).toBe(404);
    expect((await t.http.post(`${MONTH}/approve`).set(person.auth).send()).status).toBe(403);
  }
});

test('the curator puts words into sections; an outdated view is refused with the present one', async () => {
  const words = { summary: 'Основной рост — по благоустройству.\n\nПриняты меры.', terms: 'Сроки соблюдены.' };
  const patch = (body: object, version: number) => t.http.patch(MONTH).set(c.curator.auth).set('if-match', `"${version}"`).send(body);
  expect((await patch({ words }, 1).expect(200)).body).toMatchObject({ version: 2, words });
  const stale = await patch({ words: { terms: 'Другое' } }, 1);
  expect(stale.status).toBe(412);
  expect(stale.body.current.version).toBe(2);
  const unknown = await patch({ words: { sumary: 'Опечатка' } }, 2);
  expect([unknown.status, unknown.body.code]).toEqual([400, 'report.section-unknown']);
  expect(unknown.body.detail).toMatch(/sumary\. Есть: summary, .*content-plans/);
  expect((await patch({ words: { terms: null } }, 2).expect(200)).body.words).toEqual({ summary: words.summary });
  const page = (await binary('html')).toString('utf8');
  expect(page).toContain('Основной рост — по благоустройству.');
  expect(page).toContain('Проект');
  // There was no record before June: nothing is compared.
  expect(page).toContain('7 сообщений из социальных сетей. Учёт сообщений ведётся с 10 июня 2020 года');
  const past = ((await get('/history')).body as { items: { event: string; actor: { name: string | null } }[] }).items;
  expect(past.find(({ event }) => event === 'report.write')?.actor.name).toMatch(/^\S+ \S+/);
});

test('formed anew, it says what changed since the last draft', async () => {
  t.clock.set('2020-07-03T10:00:00+10:00');
  const open = await c.record();
  await c.as(c.curator).post(`/incidents/${open.id}/decline`, { ground: 'threat-to-officials' });
  const [recorded] = await t.get(Database).rows<{ id: string }>(`SELECT id FROM incident WHERE status = 'recorded' ORDER BY number DESC LIMIT 1`);
  await c.as(c.curator).post(`/incidents/${recorded?.id}/decline`, { ground: 'obscene-or-insulting' });
  t.clock.advance(60_000);
  const { body } = await post('refresh', {}, 3).expect(200);
  expect(body).toMatchObject({ version: 4, status: 'draft' });
  expect(body.changes).toEqual(expect.arrayContaining([
    { figure: 'Отклонено', was: 1, now: 2 },
    { figure: 'Остаются в работе', was: 5, now: 4 },
    { figure: 'Основание отклонения: Нецензурные или оскорбительные выражения (М, п. 4)', was: 0, now: 1 },
  ]));
  // July's message is July's.
  expect(body.figures.totals.received).toBe(7);
});

test('the term warns at half and a quarter of an hour before its end', async () => {
  t.clock.set('2020-07-10T12:00:00+10:00');
  await t.get(DueDeadlines).fireDue();
  expect(await history()).toContain('deadline.half');
});

let frozen: Record<string, string>;

test('approved, it is frozen: words, figures and the bytes of every form', async () => {
  expect((await post('send', {})).body.code).toBe('report.action-not-allowed');
  // Two at once: one of them approves.
  const answers = await Promise.all([post('approve', {}, 4), post('approve', {}, 4)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  const { body } = await get().expect(200);
  expect(body).toMatchObject({ status: 'approved', allowedActions: ['send', 'correct'] });
  frozen = Object.fromEntries(body.forms.map(({ format, sha256 }: { format: string; sha256: string }) => [format, sha256]));
  expect(Object.keys(frozen).toSorted()).toEqual(['docx', 'html', 'json', 'pdf', 'xlsx']);
  for (const [format, hash] of Object.entries(frozen)) expect([format, sha(await binary(format))]).toEqual([format, hash]);
  expect((await t.http.patch(MONTH).set(c.curator.auth).send({ words: { summary: 'Поздно' } })).body.code).toBe('report.action-not-allowed');
  expect((await post('refresh')).body.code).toBe('report.action-not-allowed');
  const known = await t.http.get(`${MONTH}.pdf`).set(c.curator.auth).set('if-none-match', `"${frozen['pdf']}"`);
  expect(known.status).toBe(304);
});

test('sent by mail to the Governor, once from two processes, it meets the term', async () => {
  expect((await post('send', {})).body.code).toBe('report.recipient-missing');
  const settings = { recipientEmail: GOVERNOR, recipientName: 'Губернатору Хабаровского края', attached: ['pdf', 'xlsx'] };
  await t.http.put('/api/v1/reports/settings').set(c.curator.auth).send(settings).expect(200);
  t.clock.set('2020-07-15T11:00:00+10:00');
  const key = { 'idempotency-key': 'send-june' };
  const first = await t.http.post(`${MONTH}/send`).set({ ...c.curator.auth, ...key }).send({});
  expect(first.body.status).toBe('sending');
  const again = await t.http.post(`${MONTH}/send`).set({ ...c.curator.auth, ...key }).send({});
  expect(again.headers['idempotency-replayed']).toBe('true');
  expect((await post('send', {})).body.code).toBe('report.action-not-allowed');
  await Promise.all([t.get(DeliverLetters).execute(), other.get(DeliverLetters).execute(), t.get(DeliverLetters).execute()]);
  const [letter, ...more] = smtp.for(GOVERNOR);
  expect(more).toEqual([]);
  expect(letter?.mail.subject).toBe('Отчёт о работе с сообщениями из социальных сетей за июнь 2020 года');
  expect(letter?.mail.attachments.map(({ filename, content }) => [filename, sha(content)])).toEqual([['otchet-2020-06.pdf', frozen['pdf']], ['otchet-2020-06.xlsx', frozen['xlsx']]]);
  expect(letter?.mail.text).toContain(`otchet-2020-06.pdf: ${frozen['pdf']}`);
  expect(letter?.mail.html).toContain(frozen['xlsx']);
  // Telephones show it at its size, and its figures say of which moment they are.
  expect(letter?.mail.html).toContain('<meta name="viewport"');
  for (const body of [letter?.mail.text, letter?.mail.html]) expect(body).toMatch(/Сведения на \p{L}+, \d{1,2} \p{L}+ 2020 года, \d\d:\d\d/u);
  const { body } = await get().expect(200);
  expect(body).toMatchObject({ status: 'sent', recipient: GOVERNOR, sentAt: '2020-07-15T11:00:00+10:00' });
  expect(body.deadline).toMatchObject({ obligation: 'report.monthly', state: 'met', metAt: '2020-07-15T11:00:00+10:00' });
});

test('whatever happens later to its messages, to names, to the calendar, a sent edition stays as it is to the byte; a correction is an edition of its own', async () => {
  const before = (await get().expect(200)).body;
  const acts = actsOf(c);
  // Forests have no account in Odnoklassniki: the curator publishes (M-13.2).
  await acts.publishFor(await acts.approve(await acts.draft(unanswered, c.forests), c.forests), c.forests);
  t.clock.set('2020-07-16T10:00:00+10:00');
  await c.as(c.curator).post(`/incidents/${later.id}/merge`, { into: returned.id });
  await c.as(c.curator).post(`/incidents/${declined.id}/decline`, { ground: 'intent-to-harm' });
  await c.route(await acts.giveBack(returned, c.health), c.forests);
  expect(await Promise.all([later, declined, returned].map(async ({ id }) => (await c.view(id)).status))).toEqual(['merged', 'declined', 'routed']);
  const admin = await createPerson(t, { role: 'admin' });
  await t.http.patch(`/api/v1/authorities/${c.health.authorityId}`).set(admin.auth).send({ name: 'Министерство здоровья края', shortName: 'Минздоровья' }).expect(200);
  await t.http.put('/api/v1/calendar/overrides/2020-06-15').set(admin.auth).send({ kind: 'non-working', reason: 'карантин' }).expect(200);
  await t.http.put('/api/v1/reports/settings').set(c.curator.auth).send({ recipientEmail: GOVERNOR, recipientName: 'Другому лицу', attached: ['pdf', 'xlsx'] }).expect(200);
  expect((await get().expect(200).expect(200)).body.figures).toEqual(before.figures);
  for (const [format, hash] of Object.entries(frozen)) expect([format, sha(await binary(format))]).toEqual([format, hash]);
  t.clock.advance(60_000);
  const { body } = await post('correct', { reason: 'Учтён поздний ответ' }).expect(201);
  expect(body).toMatchObject({ edition: 2, status: 'draft', reason: 'Учтён поздний ответ', words: before.words });
  expect(body.figures.totals).toMatchObject({ received: 7, declined: 3, merged: 1, closed: 2, underWay: 1 });
  expect(JSON.stringify(body.figures)).toContain('Минздоровья');
  expect(body.changes.length).toBeGreaterThan(0);
  expect((await post('correct', { reason: 'Ещё раз' })).status).toBe(409);
  expect((await get('', { edition: 1 }).expect(200)).body).toMatchObject({ status: 'sent', figures: before.figures, allowedActions: [] });
  for (const [format, hash] of Object.entries(frozen)) expect([format, sha(await binary(format, { edition: 1 }))]).toEqual([format, hash]);
  await post('approve', {}).expect(200);
  await post('send', { attached: ['docx'] }).expect(200);
  await t.get(DeliverLetters).execute();
  expect(smtp.for(GOVERNOR)).toHaveLength(2);
  expect(smtp.for(GOVERNOR)[1]?.mail.subject).toContain('издание 2');
  expect((await get().expect(200)).body).toMatchObject({ edition: 2, status: 'sent' });
});

test('a letter that is refused for good brings the report back to be sent again', async () => {
  await post('correct', { reason: 'Проверка адреса' }).expect(201);
  await post('approve', {}).expect(200);
  smtp.behave = () => ({ reply: 550, to: 'recipient' });
  await post('send', {}).expect(200);
  await t.get(DeliverLetters).execute();
  expect((await get().expect(200)).body).toMatchObject({ edition: 3, status: 'approved', allowedActions: ['send', 'correct'], failure: expect.stringContaining('550') });
  smtp.behave = () => 'accept';
});

test('when nobody approves, the missed term is recorded; months nobody kept are made up for', async () => {
  t.clock.set('2020-10-20T00:00:00+10:00');
  await keep();
  await t.get(DueDeadlines).fireDue();
  const list = (await t.http.get('/api/v1/reports/monthly').set(c.curator.auth).expect(200)).body.items as { month: string; status: string }[];
  expect(list.map(({ month, status }) => [month, status])).toEqual([['2020-09', 'draft'], ['2020-08', 'draft'], ['2020-07', 'draft'], ['2020-06', 'approved']]);
  const september = await t.http.get('/api/v1/reports/monthly/2020-09').set(c.curator.auth).expect(200);
  expect(september.body.deadline).toMatchObject({ state: 'overdue', dueAt: '2020-10-20T00:00:00+10:00', passedAt: '2020-10-20T00:00:00+10:00' });
  const past = await t.http.get('/api/v1/reports/monthly/2020-09/history').set(c.curator.auth).expect(200);
  expect((past.body.items as { event: string }[]).map(({ event }) => event)).toContain('deadline.passed');
});

test('a period is given in days, each of them whole, or in instants', async () => {
  const received = async (from: string, to: string) => (await t.http.get('/api/v1/reports/summary').query({ from, to }).set(c.curator.auth).expect(200)).body as { from: string; to: string; received: { count: number; href: string } };
  const days = await received('2020-06-10', '2020-06-30');
  expect(days).toMatchObject({ from: '2020-06-10T00:00:00+10:00', to: '2020-07-01T00:00:00+10:00', received: { count: 7 } });
  expect(await received('2020-06-10', '2020-06-30T23:59:59+10:00')).toMatchObject({ received: { count: 6 } });
  expect(await received('2020-06-30', '2020-06-30')).toMatchObject({ received: { count: 1 } });
  const ask = (path: string, query: object) => t.http.get(`/api/v1/reports/${path}`).query(query).set(c.curator.auth);
  const june = { from: '2020-06-01', to: '2020-06-30' };
  expect((await ask('preview', june).expect(200)).body.figures.month).toBe('2020-06');
  expect((await ask('incidents', { ...june, figure: 'received' }).expect(200)).body.items).toHaveLength(7);
  for (const path of ['summary', 'preview', 'incidents']) {
    const figure = path === 'incidents' ? { figure: 'received' } : {};
    expect((await ask(path, { from: '2020-06-30', to: '2020-06-10', ...figure })).body.code).toBe('report.period-order');
    expect((await ask(path, { from: '2020-02-30', to: '2020-06-10', ...figure })).status).toBe(400);
  }
});
