import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { DeliverLetters, LetterOutcomes, Letters, type NewLetter, Outbox, RecoverLetters, Resend } from '../../src/platform/mail/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { SmtpFake } from '../support/smtp.js';

const MINUTE = 60_000;
let smtp: SmtpFake;
let t: TestApp;
const heard: { id: string; outcome: string }[] = [];

beforeAll(async () => {
  smtp = await SmtpFake.start();
  t = await startTestApp({ env: { SMTP_URL: smtp.url, MAIL_FROM: 'Отклик <otklik@otklik.example>', MAIL_REPLY_ADDRESS: 'otvet@otklik.example', MAIL_GIVE_UP_HOURS: '4', MAIL_TIMEOUT_SECONDS: '2' } });
  t.get(LetterOutcomes).on('*', async ({ id, outcome }) => void heard.push({ id, outcome }));
});

afterAll(async () => {
  await t?.close();
  await smtp?.down();
});

beforeEach(async () => {
  smtp.behave = () => 'accept';
  smtp.onLetter = async () => undefined;
  smtp.received.length = 0;
  smtp.attempts.length = 0;
  heard.length = 0;
});

afterEach(async () => {
  // Nothing of one test is due in the next.
  await t.get(Database).separately(() => t.get(Database).change(`UPDATE letter SET state = 'failed', next_attempt_at = NULL WHERE state IN ('queued', 'sending')`));
});

let number = 0;
const letter = (more: Partial<NewLetter> = {}): NewLetter => {
  number += 1;
  return { kind: 'note', to: { userId: null, name: 'Анна Ким', address: `anna-${number}@min.example` }, subject: 'Проба', html: '<p>Проба</p>', text: 'Проба', ...more };
};
const queue = (...letters: NewLetter[]): Promise<string[]> => t.get(Database).transaction(() => t.get(Outbox).queue(letters));
const deliver = (): Promise<number> => t.get(DeliverLetters).execute();
const state = async (id: string) => (await t.get(Letters).one(id))?.state;
/** Moves the clock on in steps and delivers what falls due. */
async function pass(minutes: number, step = 1): Promise<void> {
  for (let gone = 0; gone < minutes; gone += step) {
    t.clock.advance(step * MINUTE);
    await deliver();
  }
}

describe('delivery', () => {
  test('a letter leaves when its cause commits, and not at all when it is undone', async () => {
    const undone = t.get(Database).transaction(async () => {
      await t.get(Outbox).queue([letter()]);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    const [id = ''] = await queue(letter());
    expect(await deliver()).toBe(1);
    expect(smtp.received).toHaveLength(1);
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'sent', transport: 'smtp', attempts: 1, attention: false });
    expect(heard).toEqual([{ id, outcome: 'sent' }]);
  });

  test('the server is down for an hour: everything arrives once, soon after it is back', async () => {
    await smtp.down();
    const ids = await queue(...Array.from({ length: 10 }, () => letter()));
    await deliver();
    await pass(60, 2);
    expect(smtp.received).toHaveLength(0);
    await smtp.up();
    await pass(11);
    expect(smtp.received.map(({ to }) => to[0]).toSorted()).toEqual([...new Set(smtp.received.map(({ to }) => to[0]))].toSorted());
    expect(smtp.received).toHaveLength(10);
    for (const id of ids) expect(await state(id)).toBe('sent');
  });

  test('greylisting and other refusals for now are waited out', async () => {
    smtp.behave = (_, attempt) => (attempt < 3 ? { reply: 451, to: attempt === 1 ? 'recipient' : 'letter' } : 'accept');
    const [id = ''] = await queue(letter());
    await deliver();
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'queued', attempts: 1 });
    await pass(10);
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'sent', attempts: 3, doubtful: false });
    expect(smtp.received).toHaveLength(1);
  });

  test('a refusal for good is final, visible and told', async () => {
    smtp.behave = (to) => (to.startsWith('nobody') ? { reply: 550, to: 'recipient' } : 'accept');
    const [bad = '', good = ''] = await queue(letter({ to: { userId: null, name: 'Н', address: 'nobody@min.example' } }), letter());
    await deliver();
    await pass(30, 10);
    expect(await t.get(Letters).one(bad)).toMatchObject({ state: 'failed', attempts: 1, attention: true, lastError: expect.stringContaining('550') });
    expect(await state(good)).toBe('sent');
    expect(heard).toContainEqual({ id: bad, outcome: 'failed' });
  });

  test('what the server refuses for hours is given up', async () => {
    smtp.behave = () => ({ reply: 450, to: 'recipient' });
    const [id = ''] = await queue(letter());
    await deliver();
    await pass(210, 30);
    expect(await state(id)).toBe('queued');
    await pass(60, 5);
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'failed', attention: true });
    expect(heard).toEqual([{ id, outcome: 'failed' }]);
  });

  test('a connection cut after the letter, or within it, is tried again under the same Message-ID', async () => {
    smtp.behave = (_, attempt) => (attempt === 1 ? 'cut' : attempt === 2 ? 'cut-within' : 'accept');
    const [id = ''] = await queue(letter({ html: `<p>${'Долгое письмо. '.repeat(20_000)}</p>` }));
    await deliver();
    const waiting = await t.get(Letters).one(id);
    expect(waiting).toMatchObject({ state: 'queued', doubtful: true });
    await pass(5);
    expect(await state(id)).toBe('sent');
    expect(smtp.received.map(({ mail }) => mail.messageId)).toEqual([waiting?.messageId]);
  });

  test('a server that keeps the letter and cuts the connection all the same gets it again under the same Message-ID, and the letter says so', async () => {
    smtp.behave = (_, attempt) => (attempt === 1 ? 'keep-and-cut' : 'accept');
    const [id = ''] = await queue(letter());
    await deliver();
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'queued', doubtful: true });
    await pass(5);
    // Who has it can tell by its Message-ID that it is one letter; we say that it may have been sent before.
    expect(new Set(smtp.received.map(({ mail }) => mail.messageId)).size).toBe(1);
    expect(smtp.received).toHaveLength(2);
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'sent', doubtful: true, attempts: 2 });
    await pass(60, 10);
    expect(smtp.received).toHaveLength(2);
  });

  test('a server that takes the letter and stays silent leaves it uncertain: it is not sent again by itself', async () => {
    smtp.behave = () => 'hang';
    const [id = ''] = await queue(letter());
    await deliver();
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'uncertain', attention: true });
    await pass(60, 10);
    expect(smtp.attempts).toHaveLength(1);
    expect(heard).toEqual([{ id, outcome: 'uncertain' }]);
  });

  test('a slow server is waited for', async () => {
    smtp.behave = () => ({ afterMs: 700 });
    const [id = ''] = await queue(letter());
    await deliver();
    expect(await state(id)).toBe('sent');
  });

  test('two processes deliver side by side and nothing twice', async () => {
    const other = await startTestApp({ databaseUrl: t.databaseUrl, clock: t.clock, env: { SMTP_URL: smtp.url, MAIL_FROM: 'otklik@otklik.example' } });
    try {
      await queue(...Array.from({ length: 60 }, () => letter()));
      await Promise.all([deliver(), other.get(DeliverLetters).execute(), t.get(RecoverLetters).execute(), other.get(RecoverLetters).execute()]);
      expect(smtp.received).toHaveLength(60);
      expect(new Set(smtp.received.map(({ to }) => to[0])).size).toBe(60);
    } finally {
      await other.close();
    }
  });

  test('a worker that lost its letter to another does not finish handing it over', async () => {
    const [id = ''] = await queue(letter());
    const db = t.get(Database);
    // The connection to PostgreSQL that held the round's lock is gone, and the sweep took the letter over in mid-send.
    smtp.behave = () => ({ reply: 451, to: 'letter' });
    const taken = new Promise<void>((done) => {
      const original = smtp.behave;
      smtp.behave = (to, attempt) => {
        void db.separately(() => db.change(`UPDATE letter SET state = 'queued', attempt_id = NULL, next_attempt_at = $2 WHERE id = $1`, [id, new Date(t.clock.now().getTime() + MINUTE)])).then(() => done());
        return original(to, attempt);
      };
    });
    // A slow network: the letter is long enough for the take-over to come first.
    await Promise.all([deliver(), taken]);
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'queued' });
    expect(smtp.received).toHaveLength(0);
  });
});

test('headers: no line of anybody becomes one, conversations hold together, machines are told', async () => {
  const to = { userId: null, name: 'Анна "Ким"\r\nBcc: all@min.example', address: 'headers@min.example' };
  const about = { thread: 'incident:1', to, subject: 'Тема\r\nX-Evil: 1' };
  await queue(letter({ ...about, unsubscribe: 'https://otklik.example/u/1', attachments: [{ fileName: 'a\r\nX-Evil: 2.txt', mediaType: 'text/plain', content: Buffer.from('файл') }] }));
  await deliver();
  await queue(letter(about), letter(about));
  await deliver();
  const [first, ...next] = smtp.for('headers@min.example').map(({ mail }) => mail);
  expect(first?.headers.has('x-evil')).toBe(false);
  expect(first?.headers.has('bcc')).toBe(false);
  expect(first?.subject).toBe('Тема X-Evil: 1');
  expect(first?.headers.get('auto-submitted')).toBe('auto-generated');
  expect(smtp.received[0]?.raw).toContain('List-Unsubscribe: <https://otklik.example/u/1>');
  expect(smtp.received[0]?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  expect(smtp.received[0]?.from).toBe('otvet@otklik.example');
  expect(first?.attachments.map(({ content }) => content.toString())).toEqual(['файл']);
  expect(next.every(({ references }) => [references].flat().includes(first?.messageId))).toBe(true);
  const [second, third] = next.toSorted((a, b) => [a.references].flat().length - [b.references].flat().length);
  expect([second?.inReplyTo, third?.inReplyTo]).toEqual([first?.messageId, second?.messageId]);
  await queue(letter({ to: { userId: null, name: 'Х', address: 'a@min.example, b@min.example' } }));
  await deliver();
  expect(smtp.attempts).toHaveLength(3);
});

test('letters are signed where a key is given', async () => {
  const { generateKeyPairSync } = await import('node:crypto');
  const { writeFile, mkdtemp, rm } = await import('node:fs/promises');
  const folder = await mkdtemp('/tmp/otklik-dkim-');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  await writeFile(`${folder}/key.pem`, privateKey);
  const signed = await startTestApp({
    databaseUrl: t.databaseUrl, clock: t.clock,
    env: { SMTP_URL: smtp.url, MAIL_FROM: 'otklik@otklik.example', MAIL_DKIM_DOMAIN: 'otklik.example', MAIL_DKIM_SELECTOR: 'mail', MAIL_DKIM_KEY_FILE: `${folder}/key.pem` },
  });
  try {
    await queue(letter());
    await signed.get(DeliverLetters).execute();
    expect(smtp.received[0]?.raw).toMatch(/^DKIM-Signature: v=1; a=rsa-sha256; c=relaxed\/relaxed; d=otklik\.example;/);
  } finally {
    await signed.close();
    await rm(folder, { recursive: true });
  }
});

describe('what became of a letter', () => {
  test('a bounce is linked to the letter, told, and can be sent again', async () => {
    const [id = ''] = await queue(letter());
    await deliver();
    const { messageId } = (await t.get(Letters).one(id)) as { messageId: string };
    expect(await t.get(Outbox).bounced(messageId, '550 no such user')).toBe(id);
    expect(await t.get(Outbox).bounced('<nobody@nowhere>', 'x')).toBeNull();
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'bounced', attention: true, lastError: '550 no such user' });
    expect(heard.at(-1)).toEqual({ id, outcome: 'bounced' });
    await t.get(Resend).execute(id, { address: 'new@min.example' });
    await deliver();
    expect(smtp.for('new@min.example')).toHaveLength(1);
    await expect(t.get(Resend).execute(id)).rejects.toMatchObject({ code: 'mail.not-resendable' });
    await expect(t.get(Resend).execute(newId())).rejects.toMatchObject({ code: 'not-found' });
    await expect(t.get(Resend).execute(id, { address: 'a@b.example, c@d.example' })).rejects.toMatchObject({ code: 'mail.address-invalid' });
  });

  test('a listener that fails undoes itself alone, and is told again', async () => {
    let fails = true;
    t.get(LetterOutcomes).on('fragile', async ({ id }) => {
      await t.get(Database).change(`UPDATE letter SET response = 'heard' WHERE id = $1`, [id]);
      if (fails) throw new Error('not now');
    });
    const [id = ''] = await queue(letter({ kind: 'fragile' }));
    await deliver();
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'sent', outcomeDue: true, response: expect.stringContaining('250') });
    fails = false;
    const { SettleLetter } = await import('../../src/platform/mail/settle-letter.js');
    await t.get(SettleLetter).tellAgain();
    expect(await t.get(Letters).one(id)).toMatchObject({ state: 'sent', outcomeDue: false, response: 'heard' });
  });
});
