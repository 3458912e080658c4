import { readFileSync } from 'node:fs';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { MailSettings, ReplyTokens } from '../../platform/mail/index.js';
import { ContentTooLong } from '../../platform/storage/index.js';
import { MailboxStorage } from '../incoming/mailbox-storage.js';
import { ReceiveLetter } from '../incoming/receive-letter.js';

const MB = 1024 * 1024;
const refusal = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode });

/** Takes letters by SMTP (RFC 5321): for our own addresses alone, and says 250 only when a letter is stored. */
@Injectable()
export class SmtpListener implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Mailbox');
  private server: SMTPServer | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly settings: MailSettings,
    private readonly tokens: ReplyTokens,
    private readonly storage: MailboxStorage,
    private readonly receive: ReceiveLetter,
  ) {}

  /** Port it listens on; null while it does not. */
  get port(): number | null {
    const address = this.server?.server.address();
    return typeof address === 'object' ? (address?.port ?? null) : null;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.MAIL_LISTEN_PORT !== undefined && this.config.ROLE !== 'api') await this.listen(this.config.MAIL_LISTEN_PORT);
  }

  /** @throws Error when the port is taken. */
  async listen(port: number): Promise<void> {
    const { MAIL_LISTEN_CERT_FILE: cert, MAIL_LISTEN_KEY_FILE: key, MAIL_LISTEN_HOST, MAIL_MAX_MB } = this.config;
    const tls = cert && key ? { cert: readFileSync(cert), key: readFileSync(key) } : null;
    const server = new SMTPServer({
      name: this.settings.domain,
      size: MAIL_MAX_MB * MB,
      disabledCommands: tls ? ['AUTH'] : ['AUTH', 'STARTTLS'],
      ...tls,
      maxClients: 50,
      disableReverseLookup: true,
      onRcptTo: ({ address }, _session, done) => done(this.isOurs(address) ? null : refusal(550, '5.1.1 No such mailbox here')),
      onData: (stream, session, done) => void this.take(stream, session).then((fault) => done(fault), (error: Error) => done(error)),
    });
    server.on('error', (error) => this.logger.warn(`SMTP: ${error.message}`));
    await new Promise<void>((listening, failed) => {
      server.server.once('error', failed);
      server.listen(port, MAIL_LISTEN_HOST, () => listening());
    });
    this.server = server;
  }

  async beforeApplicationShutdown(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (server) await new Promise<void>((closed) => void server.close(() => closed()));
  }

  private isOurs(address: string): boolean {
    return address.toLowerCase() === this.settings.replyAddress?.toLowerCase() || this.tokens.tokenIn(address) !== null;
  }

  /** @returns why it is not taken: for good when it is too long, else to be tried again. */
  private async take(stream: SMTPServerDataStream, { remoteAddress, hostNameAppearsAs, envelope }: SMTPServerSession): Promise<Error | null> {
    const maxBytes = this.config.MAIL_MAX_MB * MB;
    try {
      const file = await this.storage.spool.receive(stream, maxBytes);
      const { mailFrom, rcptTo } = envelope;
      const from = mailFrom ? mailFrom.address : '';
      await this.receive.execute({
        file, source: 'smtp',
        envelope: { ip: remoteAddress, helo: hostNameAppearsAs || undefined, mailFrom: from, rcptTo: rcptTo.map(({ address }) => address) },
      });
      return null;
    } catch (error) {
      stream.resume();
      if (stream.sizeExceeded || error instanceof ContentTooLong) return refusal(552, `5.3.4 The letter is larger than ${this.config.MAIL_MAX_MB} MB`);
      this.logger.error(`A letter was not stored (its server tries again): ${(error as Error).message}`);
      return refusal(451, '4.3.0 Try again later');
    }
  }
}
