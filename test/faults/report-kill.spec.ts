import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Letters } from '../../src/platform/mail/index.js';
import { DueDeadlines } from '../../src/regulation/index.js';
import { KeepMonths } from '../../src/reporting/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { type ContactPerson } from '../support/factories.js';
import { cast } from '../support/incidents.js';
import { Product } from '../support/processes.js';
import { SmtpFake } from '../support/smtp.js';

const GOVERNOR = 'gubernator@khv.example';
const WORKER = 'dist/test/support/worker-at.js';

let smtp: SmtpFake;
let directory: string;
let t: TestApp;
let curator: ContactPerson;

const env = () => ({ SMTP_URL: smtp.url, MAIL_FROM: 'Отклик <otklik@otklik.example>', VAR_DIR: directory });
/** A real worker process whose clock stands where the test's does. */
const worker = () => Product.start({ ...env(), ROLE: 'worker', DATABASE_URL: t.databaseUrl, CLOCK: t.clock.now().toISOString() }, WORKER);
const report = async (month: string) => (await t.http.get(`/api/v1/reports/monthly/${month}`).set(curator.auth).expect(200)).body as Report;
const act = (month: string, name: string, body: object = {}) => t.http.post(`/api/v1/reports/monthly/${month}/${name}`).set(curator.auth).send(body);
interface Report {
  status: string;
  sentAt: string | null;
  failure: string | null;
  allowedActions: string[];
  deadline: { state: string; metAt: string | null; passedAt: string | null };
}

beforeAll(async () => {
  smtp = await SmtpFake.start();
  directory = await mkdtemp(join(tmpdir(), 'otklik-report-kill-'));
  t = await startTestApp({ now: '2020-06-10T10:00:00+10:00', env: env() });
  const c = await cast(t);
  curator = c.curator;
  await c.route(await c.record(), c.health);
  const settings = { recipientEmail: GOVERNOR, recipientName: 'Губернатору Хабаровского края', attached: ['pdf'] };
  await t.http.put('/api/v1/reports/settings').set(curator.auth).send(settings).expect(200);
});
afterEach(async () => {
  await Product.killAll();
  smtp.onLetter = async () => undefined;
  smtp.onRecipient = async () => undefined;
});
afterAll(async () => {
  await t?.close();
  await smtp?.down();
  await rm(directory, { recursive: true, force: true });
});

/** From the first of the month to an approved report, the clock going through it. */
async function approved(month: string, { first, begins, approval }: { first: string; begins: string; approval: string }): Promise<void> {
  for (const moment of [first, begins, approval]) {
    t.clock.set(moment);
    await t.get(KeepMonths).keep();
    await t.get(DueDeadlines).fireDue();
  }
  expect(await report(month)).toMatchObject({ status: 'draft', deadline: { state: 'open' } });
  await act(month, 'approve').expect(200);
}

/** Sends while one worker runs, which is killed with signal 9 when `at` calls back. */
async function sentAndKilled(month: string, at: (kill: () => Promise<void>) => void): Promise<void> {
  const first = await worker();
  let gone: Promise<unknown> | null = null;
  at(async () => {
    gone ??= first.kill();
    await gone;
  });
  await act(month, 'send').expect(200);
  await eventually(() => expect(gone).not.toBeNull(), 60_000);
  expect(await gone).toMatchObject({ signal: 'SIGKILL' });
  smtp.onLetter = async () => undefined;
  smtp.onRecipient = async () => undefined;
}

const toGovernor = (month: string) => smtp.for(GOVERNOR).filter(({ mail }) => mail.attachments.some(({ filename }) => filename === `otchet-${month}.pdf`));

describe('from the first of the month to the 20th', () => {
  test('warned, approved, sent once although the worker is killed while it sends and two others take over; the term is met', async () => {
    await approved('2020-06', { first: '2020-07-01T00:01:00+10:00', begins: '2020-07-02T09:00:00+10:00', approval: '2020-07-17T17:50:00+10:00' });
    const history = (await t.http.get('/api/v1/reports/monthly/2020-06/history').set(curator.auth).expect(200)).body.items as { event: string }[];
    expect(history.map(({ event }) => event)).toEqual(['report.form', 'deadline.half', 'deadline.soon', 'report.approve']);
    await sentAndKilled('2020-06', (kill) => (smtp.onRecipient = kill));
    expect(await report('2020-06')).toMatchObject({ status: 'sending', deadline: { state: 'open' } });
    await Promise.all([worker(), worker()]);
    await eventually(async () => expect(await report('2020-06')).toMatchObject({ status: 'sent', failure: null }), 60_000);
    expect(await report('2020-06')).toMatchObject({ sentAt: '2020-07-17T17:50:00+10:00', deadline: { state: 'met', metAt: '2020-07-17T17:50:00+10:00', passedAt: null } });
    expect(toGovernor('2020-06')).toHaveLength(1);
  }, 240_000);

  test('killed between the last byte and the answer: not sent again by itself, and said so; the curator who has asked ends it, as of the moment it went out', async () => {
    await approved('2020-07', { first: '2020-08-01T00:01:00+10:00', begins: '2020-08-03T09:00:00+10:00', approval: '2020-08-19T17:00:00+10:00' });
    expect((await act('2020-07', 'confirm')).body.code).toBe('report.action-not-allowed');
    await sentAndKilled('2020-07', (kill) => (smtp.onLetter = kill));
    await worker();
    await eventually(async () => expect(await report('2020-07')).toMatchObject({ status: 'sending', failure: expect.stringContaining('may have been sent') }), 60_000);
    await Product.killAll();
    expect(toGovernor('2020-07')).toHaveLength(1);
    expect(await report('2020-07')).toMatchObject({ allowedActions: ['confirm'] });
    // Nobody asks until the term has passed.
    t.clock.set('2020-08-20T10:00:00+10:00');
    await t.get(DueDeadlines).fireDue();
    expect(await report('2020-07')).toMatchObject({ deadline: { state: 'overdue', passedAt: '2020-08-20T00:00:00+10:00' } });
    await act('2020-07', 'confirm').expect(200);
    expect(await report('2020-07')).toMatchObject({ status: 'sent', sentAt: '2020-08-19T17:00:00+10:00', failure: null, allowedActions: ['correct'], deadline: { state: 'met', metAt: '2020-08-19T17:00:00+10:00' } });
    expect(await t.get(Letters).list({ attention: true, limit: 10 })).toEqual([]);
    expect((await act('2020-07', 'confirm')).body.code).toBe('report.action-not-allowed');
    expect(toGovernor('2020-07')).toHaveLength(1);
  }, 240_000);

  test('when nobody approves, the missed term is recorded once, by a real worker', async () => {
    for (const moment of ['2020-09-01T00:01:00+10:00', '2020-09-01T09:00:00+10:00', '2020-09-20T00:00:00+10:00']) {
      t.clock.set(moment);
      if (moment < '2020-09-20') await t.get(KeepMonths).keep();
    }
    await Promise.all([worker(), worker()]);
    await eventually(async () => expect(await report('2020-08')).toMatchObject({ status: 'draft', deadline: { state: 'overdue', passedAt: '2020-09-20T00:00:00+10:00' } }), 60_000);
    const history = (await t.http.get('/api/v1/reports/monthly/2020-08/history').set(curator.auth).expect(200)).body.items as { event: string }[];
    expect(history.filter(({ event }) => event === 'deadline.passed')).toHaveLength(1);
    // Late is accepted and marked (settled rule 6).
    await act('2020-08', 'approve').expect(200);
    await act('2020-08', 'send').expect(200);
    await eventually(async () => expect(await report('2020-08')).toMatchObject({ status: 'sent', deadline: { state: 'met-late' } }), 60_000);
    expect(toGovernor('2020-08')).toHaveLength(1);
  }, 240_000);
});
