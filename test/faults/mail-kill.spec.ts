import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { CONFIG, type Config } from '../../src/platform/config/index.js';
import { Database } from '../../src/platform/database/index.js';
import { DeliverLetters, Letters, Outbox, RecoverLetters } from '../../src/platform/mail/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { Product } from '../support/processes.js';
import { SmtpFake } from '../support/smtp.js';

let smtp: SmtpFake;
let t: TestApp;

beforeAll(async () => {
  smtp = await SmtpFake.start();
  t = await startTestApp({ env: env() });
});
beforeEach(() => {
  smtp.received.length = 0;
  smtp.onLetter = async () => undefined;
  smtp.onRecipient = async () => undefined;
});
afterEach(() => Product.killAll());
afterAll(async () => {
  await t?.close();
  await smtp?.down();
});

const env = () => ({ SMTP_URL: smtp.url, MAIL_FROM: 'otklik@otklik.example' });

/** A real worker process that is killed when `at` calls back, with one letter on its way. */
async function killedWhile(at: (kill: () => Promise<void>) => void): Promise<string> {
  const letter = { kind: 'note', to: { userId: null, name: 'Анна', address: 'anna@min.example' }, subject: 'Проба', html: '<p>Проба</p>', text: 'Проба' };
  const worker = await Product.start({ ...env(), ROLE: 'worker', DATABASE_URL: t.databaseUrl, VAR_DIR: t.get<Config>(CONFIG).VAR_DIR });
  let gone: Promise<unknown> | null = null;
  at(async () => {
    gone ??= worker.kill();
    await gone;
  });
  const [id = ''] = await t.get(Database).transaction(() => t.get(Outbox).queue([letter]));
  await eventually(() => expect(gone).not.toBeNull(), 30_000);
  await gone;
  smtp.onLetter = async () => undefined;
  smtp.onRecipient = async () => undefined;
  return id;
}

/** What the next worker does. */
async function goOn(id: string, state: string): Promise<void> {
  // PostgreSQL drops the lock of the dead as soon as it notices that the connection is gone.
  await eventually(async () => {
    await t.get(RecoverLetters).execute();
    await t.get(DeliverLetters).execute();
    expect(await t.get(Letters).one(id)).toMatchObject({ state });
  });
}

test('a worker killed before the letter was handed over: the next one sends it, once', async () => {
  const id = await killedWhile((kill) => (smtp.onRecipient = kill));
  expect(await t.get(Letters).one(id)).toMatchObject({ state: 'sending', handedOverAt: null });
  await goOn(id, 'sent');
  expect(smtp.received).toHaveLength(1);
});

test('a worker killed between the last byte and the answer: the letter may have been sent, is not sent again, and says so', async () => {
  const id = await killedWhile((kill) => (smtp.onLetter = kill));
  await goOn(id, 'uncertain');
  await t.get(DeliverLetters).execute();
  expect(smtp.received).toHaveLength(1);
  expect(await t.get(Letters).one(id)).toMatchObject({ attention: true, doubtful: true, lastError: expect.stringContaining('may have been sent') });
  // The answer that comes to it clears it up.
  const { messageId } = (await t.get(Letters).one(id)) as { messageId: string };
  expect(await t.get(Outbox).arrived(messageId)).toBe(id);
  expect(await t.get(Letters).one(id)).toMatchObject({ state: 'sent', attention: false });
});
