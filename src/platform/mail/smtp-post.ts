import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import type { Clock } from '../clock/index.js';
import type { Config } from '../config/index.js';
import { StartError } from '../errors/index.js';
import { isMailbox } from './header-text.js';
import type { Letter } from './letter.entity.js';
import type { MailSettings } from './mail-settings.js';
import { type LetterFile, Post, type PostResult } from './post.js';
import { type Progress, resultOfFailure } from './smtp-result.js';

/** An attempt as it goes through nodemailer. */
type Attempt = SendMailOptions & { progress: Progress; handOver: () => Promise<void> };

/** Sends letters to the SMTP server of SMTP_URL over a few connections that stay open. */
export class SmtpPost extends Post {
  override readonly lanes: number;
  override readonly transport = 'smtp';
  private readonly transporter: Transporter;
  private closing = false;

  constructor(
    config: Config,
    private readonly settings: MailSettings,
    private readonly clock: Clock,
  ) {
    super();
    this.lanes = config.MAIL_CONNECTIONS;
    this.transporter = createTransport({
      url: config.SMTP_URL,
      pool: true,
      maxConnections: config.MAIL_CONNECTIONS,
      maxRequeues: 1,
      rateLimit: config.MAIL_PER_MINUTE,
      rateDelta: 60_000,
      connectionTimeout: 30_000,
      greetingTimeout: 30_000,
      socketTimeout: config.MAIL_TIMEOUT_SECONDS * 1000,
      disableFileAccess: true,
      disableUrlAccess: true,
      dkim: dkimOf(config),
    });
    // Each attempt hears of its own failure; what befalls an idle connection concerns nobody.
    this.transporter.on('error', () => undefined);
    this.transporter.use('stream', (mail, done) => {
      const { progress, handOver } = mail.data as unknown as Attempt;
      const whole = mail.message.createReadStream.bind(mail.message);
      // Read only once the server has asked for the message (354): what comes after its last byte is the final dot.
      mail.message.createReadStream = () => Readable.from(untilHandedOver(whole, progress, handOver), { objectMode: false }) as ReturnType<typeof whole>;
      done();
    });
  }

  override async send(letter: Letter, files: readonly LetterFile[], handOver: () => Promise<void>): Promise<PostResult> {
    if (!isMailbox(letter.toAddress)) return { kind: 'refused', reason: 'The address is not one of a mailbox' };
    const progress: Progress = { started: false, handedOver: false, closing: false };
    try {
      const attempt: Attempt = { ...this.message(letter, files), progress, handOver };
      const { response } = await this.transporter.sendMail(attempt);
      return { kind: 'accepted', response: String(response ?? '').slice(0, 1000) };
    } catch (error) {
      return resultOfFailure(error as Error, { ...progress, closing: this.closing });
    }
  }

  override close(): void {
    this.closing = true;
    (this.transporter.transporter as unknown as { close: (options: { force: boolean }) => void }).close({ force: true });
  }

  private message(letter: Letter, files: readonly LetterFile[]): SendMailOptions {
    const { from, replyAddress } = this.settings;
    return {
      from,
      to: { name: letter.toName, address: letter.toAddress },
      // Bounces come to the mailbox that is read, where there is one.
      envelope: { from: replyAddress ?? from.address, to: letter.toAddress },
      replyTo: letter.replyTo ? { name: from.name, address: letter.replyTo } : undefined,
      subject: letter.subject,
      html: letter.html,
      text: letter.text,
      date: this.clock.now(),
      messageId: letter.messageId,
      inReplyTo: letter.inReplyTo ?? undefined,
      references: letter.refs.length > 0 ? [...letter.refs] : undefined,
      headers: {
        // No machine should answer a machine (RFC 3834); the second is for Exchange.
        'Auto-Submitted': letter.autoReply ? 'auto-replied' : 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        ...(letter.unsubscribe
          ? { 'List-Unsubscribe': { prepared: true, value: `<${letter.unsubscribe}>` }, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
          : {}),
      },
      attachments: files.map(({ fileName, mediaType, content }) => ({ filename: fileName, contentType: mediaType, content })),
    };
  }
}

/** The message itself, and before its end the word that it is handed over now. */
async function* untilHandedOver(open: () => AsyncIterable<Buffer>, progress: Progress, handOver: () => Promise<void>): AsyncGenerator<Buffer> {
  progress.started = true;
  for await (const chunk of open()) yield chunk;
  await handOver();
  progress.handedOver = true;
}

function dkimOf({ MAIL_DKIM_DOMAIN: domainName, MAIL_DKIM_SELECTOR: keySelector, MAIL_DKIM_KEY_FILE: file }: Config) {
  if (!domainName || !keySelector || !file) return undefined;
  try {
    return { domainName, keySelector, privateKey: readFileSync(file, 'utf8') };
  } catch (error) {
    throw new StartError(`The DKIM key (MAIL_DKIM_KEY_FILE) cannot be read: ${(error as NodeJS.ErrnoException).code}`, { cause: error });
  }
}
