import { type MailboxOwner, MailboxOwners } from '../../src/executors/index.js';
import { MailboxStorage, MailboxWorker, ReceiveLetter } from '../../src/mailbox/index.js';
import { Clock } from '../../src/platform/clock/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { Letters, Outbox, ReplyTokens } from '../../src/platform/mail/index.js';
import type { TestApp } from './app.js';

/** Name of the installation's own mail server in the letters of these tests. */
export const OWN_SERVER = 'mx.otklik.example';
export const REPLY_ADDRESS = 'otklik@otklik.example';

/** Variables of an installation that reads answers and believes its own mail server. */
export const mailboxEnv = { MAIL_REPLY_ADDRESS: REPLY_ADDRESS, MAIL_FROM: `Отклик <${REPLY_ADDRESS}>`, MAIL_AUTHSERV_ID: OWN_SERVER };

/** A letter of ours that can be answered. */
export interface OwnLetter {
  replyTo: string;
  messageId: string;
}

/** Writes a letter as the product would: about an assignment or a draft, to one user. */
export async function ownLetter(t: TestApp, userId: string, about: { subject: string; id: string }, days = 30, address = 'somebody@test.example'): Promise<OwnLetter> {
  const expiresAt = new Date(t.get(Clock).now().getTime() + days * 86_400_000);
  return t.get(Database).separately(async () => {
    const [replyTo] = await t.get(ReplyTokens).issue([{ subject: about.subject, subjectId: about.id, version: null, userId, expiresAt }]);
    const [id] = await t.get(Outbox).queue([
      {
        kind: 'test', to: { userId, name: 'Кому-то', address }, subject: 'Сообщение', html: '<p>Сообщение</p>', text: 'Сообщение',
        replyTo, answers: { subject: about.subject, subjectId: about.id, version: null },
      },
    ]);
    const letter = await t.get(Letters).one(id as string);
    return { replyTo: replyTo as string, messageId: letter?.messageId ?? '' };
  });
}

interface Written {
  from: string;
  /** Our letter that is answered; members can be replaced. */
  to?: string;
  inReplyTo?: string | null;
  text?: string;
  messageId?: string;
  /** Header lines more, each with its end. */
  extra?: string;
  /** What the own mail server found; null for no finding. */
  verdict?: string | null;
  /** The body with its own content type, in place of `text`. */
  body?: string | Buffer;
}

/** A letter as it reaches us. */
export function written({ from, to = REPLY_ADDRESS, inReplyTo = null, text = '', messageId = `<${newId()}@client.example>`, extra = '', verdict = 'pass', body }: Written): Buffer {
  const domain = from.slice(from.indexOf('@') + 1);
  const head = [
    ...(verdict === null ? [] : [`Authentication-Results: ${OWN_SERVER}; dmarc=${verdict} header.from=${domain}`]),
    `From: =?utf-8?B?${Buffer.from('Анна Исполнителева').toString('base64')}?= <${from}>`, `To: ${to}`, 'Subject: Re: message', 'Date: Wed, 17 Jun 2020 10:30:00 +1000',
    `Message-ID: ${messageId}`, ...(inReplyTo ? [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`] : []), 'MIME-Version: 1.0',
  ];
  const rest = body ?? `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n${text.replaceAll('\n', '\r\n')}\r\n`;
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n${extra}`), Buffer.from(rest)]);
}

/** What became of a letter. */
export interface Outcome {
  id: string;
  state: string;
  reason: string | null;
  incidentId: string | null;
  helped: boolean;
}

/** Brings letters in and has them understood. */
export class Post {
  constructor(private readonly t: TestApp) {}

  /** Takes a letter in as the demo's desk never would: through the whole path, without a connection. */
  async receive(raw: Buffer, envelope?: { ip?: string; helo?: string; mailFrom?: string; rcptTo?: string[] }, wholeSize?: number): Promise<string> {
    const file = await this.t.get(MailboxStorage).spooled(raw);
    const { id } = await this.t.get(ReceiveLetter).execute({ file, source: 'imap', envelope, wholeSize });
    return id;
  }

  async bring(raw: Buffer, envelope?: { ip?: string; helo?: string; mailFrom?: string; rcptTo?: string[] }): Promise<Outcome> {
    const id = await this.receive(raw, envelope);
    await this.t.get(MailboxWorker).workOff();
    return this.outcome(id);
  }

  /** Somebody answers a letter of ours. */
  answer(from: string, { replyTo, messageId }: OwnLetter, text: string, more: Partial<Written> = {}): Promise<Outcome> {
    return this.bring(written({ from, to: replyTo, inReplyTo: messageId, text, ...more }));
  }

  async outcome(id: string): Promise<Outcome> {
    const row = await this.t.get(Database).row<Outcome>(
      `SELECT id, state, reason, incident_id AS "incidentId", helped_at IS NOT NULL AS helped FROM incoming_letter WHERE id = $1`, [id],
    );
    if (!row) throw new Error(`No letter ${id}`);
    return row;
  }

  /** Bodies of the letters of explanation written so far, newest first. */
  async helps(): Promise<{ to: string; text: string; html: string }[]> {
    return this.t.get(Database).rows(`SELECT to_address AS "to", text, html FROM letter WHERE kind IN ('mailbox.help', 'mailbox.kept') ORDER BY created_at DESC, id DESC`);
  }

  owners(address: string): Promise<MailboxOwner[]> {
    return this.t.get(MailboxOwners).of(address);
  }
}
