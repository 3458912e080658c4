import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { IncidentView } from '../../src/incidents/index.js';
import { MailboxWorker, SmtpListener } from '../../src/mailbox/index.js';
import { Database } from '../../src/platform/database/index.js';
import { ReplyTokens } from '../../src/platform/mail/index.js';
import { readLetter } from '../../src/mailbox/letters/read-letter.js';
import { MovableClock, SystemClock } from '../../src/platform/clock/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { Dovecot, onDovecot } from '../support/dovecot.js';
import { eventually } from '../support/eventually.js';
import { type ContactPerson, createExecutor } from '../support/factories.js';
import { freePort } from '../support/processes.js';
import { assignmentOf, type Cast, cast, draftOf } from '../support/incidents.js';
import { mailboxEnv, OWN_SERVER, ownLetter, Post, REPLY_ADDRESS, written } from '../support/mailbox.js';

const PATIENCE = 25_000;
const BOX = 'otklik';
/** A working morning that goes on: letters that can wait are not held back, and no process is ahead of another. */
const OFFSET = Date.parse('2020-06-17T10:00:00+10:00') - new SystemClock().now().getTime();

/** The organisation's mail server: our letters come to it, people send their answers through it, it puts them into our mailbox. */
class MailServer {
  readonly inboxes = new Map<string, Buffer[]>();
  private readonly server: SMTPServer;

  private constructor(private readonly handIn: (raw: Buffer, recipient: string) => Promise<unknown>) {
    this.server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: (stream, { envelope }, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks);
          void this.route(envelope.rcptTo.map(({ address }) => address.toLowerCase()), raw).then(() => done(), done);
        });
      },
    });
  }

  /** @param handIn puts a letter into our mailbox, or brings it to our own listener. */
  static async start(handIn: (raw: Buffer, recipient: string) => Promise<unknown>): Promise<MailServer> {
    const mail = new MailServer(handIn);
    await new Promise<void>((listening) => void mail.server.listen(0, '127.0.0.1', () => listening()));
    return mail;
  }

  get port(): number {
    return (this.server.server.address() as { port: number }).port;
  }

  close(): Promise<void> {
    return new Promise((closed) => void this.server.close(() => closed()));
  }

  private async route(recipients: string[], raw: Buffer): Promise<void> {
    for (const recipient of recipients) {
      if (!recipient.startsWith('otklik')) {
        this.inboxes.set(recipient, [...(this.inboxes.get(recipient) ?? []), raw]);
        continue;
      }
      const { from } = await readLetter(raw);
      const finding = `Authentication-Results: ${OWN_SERVER}; dmarc=pass header.from=${from?.slice(from.indexOf('@') + 1)}\r\n`;
      await this.handIn(Buffer.concat([Buffer.from(finding), raw]), recipient);
    }
  }
}

/** One letter over a connection of its own. */
async function sendTo(port: number, raw: Buffer, envelope: { from: string; to: string }) {
  const client = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  try {
    return await client.sendMail({ envelope, raw });
  } finally {
    client.close();
  }
}

describe.each(['imap', 'smtp'] as const)('everything by letters, answers taken by %s', (way) => (way === 'imap' ? onDovecot : describe)('a real SMTP server for ours', () => {
  let dovecot: Dovecot | null = null;
  let mail: MailServer;
  let t: TestApp;
  let c: Cast;
  let varDir: string;
  let env: Record<string, string>;
  const workers: TestApp[] = [];
  beforeAll(async () => {
    if (way === 'imap') dovecot = await Dovecot.start();
    mail = await MailServer.start((raw, recipient) => (dovecot ? dovecot.deliver(BOX, raw) : sendTo(workers[0]?.get(SmtpListener).port ?? 0, raw, { from: 'sender@test.example', to: recipient })));
    // One installation: the processes share storage and key.
    varDir = await mkdtemp(join(tmpdir(), 'otklik-mailbox-'));
    env = { ...mailboxEnv, SMTP_URL: `smtp://127.0.0.1:${mail.port}`, VAR_DIR: varDir, NOTIFY_GROUP_SECONDS: '0' };
    t = await startTestApp({ clock: MovableClock.running(OFFSET), env });
    c = await cast(t);
    workers.push(await worker());
  });
  afterAll(async () => {
    for (const one of [...workers, t]) await one?.close();
    await mail?.close();
    await dovecot?.close();
    await rm(varDir, { recursive: true, force: true });
  });

  const worker = async () => {
    const source: Record<string, string> = dovecot ? { IMAP_URL: dovecot.url(BOX), IMAP_POLL_SECONDS: '2' } : { MAIL_LISTEN_PORT: String(await freePort()) };
    return startTestApp({ clock: MovableClock.running(OFFSET), databaseUrl: t.databaseUrl, env: { ...env, ...source, ROLE: 'worker' } });
  };

  const answered = new Set<string>();
  /**
   * The newest letter in a person's mailbox that can be answered about this very thing and was not answered yet, as the product
   * wrote it by itself: by its Reply-To, or by the address beside one of several matters in one letter.
   */
  async function inMailbox(person: ContactPerson, { subject, id }: { subject: string; id: string }, again: boolean) {
    let found: { letter: Awaited<ReturnType<typeof readLetter>>; replyTo: string } | undefined;
    await eventually(async () => {
      for (const raw of (mail.inboxes.get(person.email) ?? []).toReversed()) {
        const letter = await readLetter(raw);
        const own = letter.headers.find(({ name }) => name === 'reply-to')?.value ?? '';
        for (const [replyTo] of `${own} ${letter.html ?? ''}`.matchAll(/otklik\+[a-z0-9]+@otklik\.example/g)) {
          const right = await t.get(ReplyTokens).verify(t.get(ReplyTokens).tokenIn(replyTo) ?? '');
          if (right?.subject !== subject || right.subjectId !== id || (!again && answered.has(replyTo))) continue;
          answered.add(replyTo);
          found = { letter, replyTo };
          return;
        }
      }
      throw new Error(`No letter about the ${subject} for ${person.email}`);
    }, PATIENCE);
    return found as NonNullable<typeof found>;
  }

  /** The person reads our letter and answers it with their own client. */
  async function answers(person: ContactPerson, about: { subject: string; id: string }, text: string, again = false): Promise<void> {
    const { letter, replyTo } = await inMailbox(person, about, again);
    const client = createTransport({ host: '127.0.0.1', port: mail.port, ignoreTLS: true });
    const quoted = (letter.text ?? '').split('\n').map((line) => `> ${line}`).join('\n');
    const thread = letter.messageId ?? undefined;
    await client.sendMail({ from: person.email, to: replyTo, subject: `Re: ${letter.subject}`, inReplyTo: thread, references: thread, text: `${text}\n\nпт, 9 окт. 2020 г. в 10:20, Отклик <${replyTo}>:\n\n${quoted}\n` });
    client.close();
  }

  const until = async (incident: IncidentView, holds: (now: IncidentView) => boolean): Promise<IncidentView> => {
    let now = incident;
    await eventually(async () => {
      now = await c.view(incident.id);
      if (!holds(now)) throw new Error(JSON.stringify(now.assignments.map(({ status }) => status)));
    }, PATIENCE);
    return now;
  };
  const part = (incident: IncidentView, person: ContactPerson) => ({ subject: 'assignment', id: assignmentOf(incident, person).id });
  const version = (incident: IncidentView, person: ContactPerson) => ({ subject: 'draft', id: draftOf(incident, person).id });
  const whenAt = (incident: IncidentView, person: ContactPerson, status: string) => until(incident, (now) => assignmentOf(now, person).status === status);

  test('assign → draft → remarks → revised and published', async () => {
    let incident = await c.route(await c.record(), c.health);
    await answers(c.health, part(incident, c.health), 'Вопрос находится на контроле министерства.');
    incident = await whenAt(incident, c.health, 'in-review');
    await answers(c.curator, version(incident, c.health), 'Назовите дату и телефон.');
    incident = await whenAt(incident, c.health, 'changes-requested');
    await answers(c.health, part(incident, c.health), `Терапевт начнёт приём 1 июля.\n\n${c.link('vk')}`);
    incident = await until(incident, ({ status }) => status === 'closed');
    expect(incident.publications.map(({ text }) => text)).toEqual(['Терапевт начнёт приём 1 июля.']);
    await allByMail(incident, ['assignment.submit-draft', 'assignment.request-changes', 'assignment.revise-and-publish']);
  });

  test('assign → interim → final', async () => {
    let incident = await c.route(await c.record(), c.health);
    await answers(c.health, part(incident, c.health), 'Промежуточный ответ\nИщем врача.');
    incident = await whenAt(incident, c.health, 'in-review');
    await answers(c.curator, version(incident, c.health), 'Согласовано');
    incident = await whenAt(incident, c.health, 'approved');
    await answers(c.health, part(incident, c.health), c.link('vk'));
    incident = await whenAt(incident, c.health, 'interim-published');
    await answers(c.health, part(incident, c.health), 'Врач принят, приём с 1 июля.', true);
    incident = await whenAt(incident, c.health, 'in-review');
    await answers(c.curator, version(incident, c.health), 'Без замечаний');
    incident = await whenAt(incident, c.health, 'approved');
    await answers(c.health, part(incident, c.health), c.link('vk'));
    incident = await until(incident, ({ status }) => status === 'closed');
    expect(incident.publications.map(({ kind }) => kind)).toEqual(['interim', 'final']);
    await allByMail(incident, ['assignment.submit-draft', 'assignment.approve', 'assignment.publish']);
  });

  test('two executors and one answer; a third returned it', async () => {
    let incident = await c.route(await c.record(), c.health, c.forests, c.finance);
    await answers(c.finance, part(incident, c.finance), 'Не наша компетенция: денег на это не просили.');
    await answers(c.health, part(incident, c.health), 'Врач будет.');
    await answers(c.forests, part(incident, c.forests), 'Дорогу к больнице расчистим.');
    incident = await until(incident, (now) => ['in-review', 'in-review', 'returned'].every((status) => now.assignments.some((one) => one.status === status)) && now.assignments.filter(({ status }) => status === 'in-review').length === 2);
    for (const person of [c.health, c.forests]) await answers(c.curator, version(incident, person), 'Согласовано');
    incident = await until(incident, ({ status }) => status === 'consolidation');
    await answers(c.curator, { subject: 'incident', id: incident.id }, `Врач будет, дорогу расчистим.\n\n${c.link('vk')}`);
    incident = await until(incident, ({ status }) => status === 'closed');
    await allByMail(incident, ['assignment.return', 'assignment.submit-draft', 'assignment.approve', 'incident.consolidated-reply']);
  });

  test('no account in the network: remarks, the text handed back, and the curator publishes it (M-13.2)', async () => {
    let incident = await c.route(await c.record(), c.finance);
    await answers(c.finance, part(incident, c.finance), 'Деньги выделены.');
    incident = await whenAt(incident, c.finance, 'in-review');
    await answers(c.curator, version(incident, c.finance), 'Сколько и когда?');
    incident = await whenAt(incident, c.finance, 'changes-requested');
    await answers(c.finance, part(incident, c.finance), 'Два миллиона рублей, до 1 июля.');
    incident = await whenAt(incident, c.finance, 'handed-over');
    await answers(c.curator, version(incident, c.finance), c.link('vk'));
    incident = await until(incident, ({ status }) => status === 'closed');
    expect(incident.publications.map(({ text }) => text)).toEqual(['Два миллиона рублей, до 1 июля.']);
    await allByMail(incident, ['assignment.submit-draft', 'assignment.request-changes', 'assignment.revise-and-publish', 'assignment.publish-for-executor']);
  });

  test('a deputy gets the letters of who is away, and answers them from their own mailbox', async () => {
    const deputy = await createExecutor(t, { authorityCode: 'min-zdrav' });
    const now = t.clock.now();
    expect((await c.as(c.curator).post(`/executors/${c.health.contactId}/deputies`, { deputyId: deputy.contactId, from: now.toISOString(), to: new Date(now.getTime() + 3_600_000).toISOString() })).status).toBeLessThan(300);
    let incident = await c.route(await c.record(), c.health);
    await answers(deputy, part(incident, c.health), 'Врач будет, я за коллегу.');
    incident = await whenAt(incident, c.health, 'in-review');
    await answers(c.curator, version(incident, c.health), 'Согласовано');
    incident = await whenAt(incident, c.health, 'approved');
    await answers(deputy, part(incident, c.health), c.link('vk'));
    incident = await until(incident, ({ status }) => status === 'closed');
    await allByMail(incident, ['assignment.submit-draft', 'assignment.approve', 'assignment.publish']);
    const { body } = await c.as(c.curator).get(`/incidents/${incident.id}/history`);
    const by = (body.items as { event: string; actor: { userId: string } }[]).filter(({ event }) => ['assignment.submit-draft', 'assignment.publish'].includes(event)).map(({ actor }) => actor.userId);
    expect(by).toEqual([deputy.userId, deputy.userId]);
  });

  (way === 'imap' ? test : test.skip)('several workers read every letter once, and another goes on when the one that reads is gone or the server was away', async () => {
    const post = new Post(t);
    workers.push(await worker(), await worker());
    const sent = async (from: number, count: number) => {
      for (let n = from; n < from + count; n += 1) await (dovecot as Dovecot).deliver(BOX, written({ from: 'nobody@test.example', to: REPLY_ADDRESS, text: `Письмо ${n}`, messageId: `<many-${n}@client.example>` }));
    };
    const read = async () => (await t.get(Database).rows<{ n: number }>(`SELECT count(*)::int AS n FROM incoming_letter WHERE message_id LIKE '<many-%'`))[0]?.n;
    await sent(0, 10);
    await eventually(async () => expect(await read()).toBe(10), PATIENCE);
    await (workers.shift() as TestApp).close();
    await sent(10, 5);
    await eventually(async () => expect(await read()).toBe(15), PATIENCE);
    await (dovecot as Dovecot).stop();
    await (dovecot as Dovecot).up();
    await sent(15, 5);
    await eventually(async () => expect(await read()).toBe(20), PATIENCE);
    // What the mailbox holds is what was stored, and nothing was deleted.
    const { all, seen } = await (dovecot as Dovecot).count(BOX);
    const [stored] = await t.get(Database).rows<{ n: number }>(`SELECT count(*)::int AS n FROM incoming_letter WHERE source = 'imap'`);
    expect([all, seen]).toEqual([stored?.n, stored?.n]);
    expect(await post.owners('nobody@test.example')).toEqual([]);
  });

  async function allByMail(incident: IncidentView, events: readonly string[]): Promise<void> {
    const { body } = await c.as(c.curator).get(`/incidents/${incident.id}/history`);
    const items = (body.items as { event: string; channel: string }[]).filter(({ event }) => events.includes(event));
    expect(new Set(items.map(({ event }) => event))).toEqual(new Set(events));
    expect(items.filter(({ channel }) => channel !== 'e-mail')).toEqual([]);
  }
}));

describe('the SMTP listener', () => {
  let t: TestApp;
  let c: Cast;
  let port: number;
  beforeAll(async () => {
    t = await startTestApp({ env: { ...mailboxEnv, MAIL_MAX_MB: '1' } });
    c = await cast(t);
    await t.get(SmtpListener).listen(0);
    port = t.get(SmtpListener).port as number;
  });
  afterAll(() => t.close());
  afterEach(() => t.clock.advance(60_000));

  const send = (raw: Buffer, to: string, from = 'a@test.example') => sendTo(port, raw, { from, to });

  test('stores a letter before it says 250, and it acts', async () => {
    const incident = await c.route(await c.record(), c.health);
    const own = await ownLetter(t, c.health.userId, { subject: 'assignment', id: assignmentOf(incident, c.health).id });
    await send(written({ from: c.health.email, to: 'undisclosed@test.example', inReplyTo: own.messageId, text: 'Врач будет 1 июля.' }), own.replyTo, c.health.email);
    const [row] = await t.get(Database).rows<{ state: string; envelope: object }>(`SELECT state, envelope FROM incoming_letter WHERE source = 'smtp' ORDER BY received_at DESC LIMIT 1`);
    expect(row).toMatchObject({ state: 'received', envelope: { mailFrom: c.health.email, rcptTo: [own.replyTo], ip: '127.0.0.1' } });
    await t.get(MailboxWorker).workOff();
    expect(draftOf(await c.view(incident.id), c.health).text).toBe('Врач будет 1 июля.');
  });

  test('takes letters for our own addresses alone, and none that are too large', async () => {
    const raw = written({ from: 'a@test.example', text: 'Спам' });
    await expect(send(raw, 'somebody@elsewhere.example')).rejects.toMatchObject({ responseCode: 550 });
    const large = written({ from: 'a@test.example', text: 'много '.repeat(200_000) });
    await expect(send(large, REPLY_ADDRESS)).rejects.toMatchObject({ responseCode: 552 });
    const [count] = await t.get(Database).rows<{ n: number }>(`SELECT count(*)::int AS n FROM incoming_letter WHERE size > 1000000`);
    expect(count?.n).toBe(0);
  });
});
