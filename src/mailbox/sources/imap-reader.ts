import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { HealthWarnings } from '../../platform/health/index.js';
import { MailboxStorage } from '../incoming/mailbox-storage.js';
import { ReceiveLetter } from '../incoming/receive-letter.js';
import { ImapMailbox, imapPlace } from './imap-mailbox.js';

/** Pauses before the mailbox is tried again, milliseconds. */
const PAUSES = [1000, 2000, 5000, 15_000, 60_000];
/** How often a worker that does not read looks whether the one that did is gone. */
const WATCH_MS = 3000;
const MB = 1024 * 1024;

/** Keeps one connection of the whole installation to the mailbox: whichever worker holds the lock reads, the others wait. */
@Injectable()
export class ImapReader implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Mailbox');
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;
  private fault: string | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly storage: MailboxStorage,
    private readonly receive: ReceiveLetter,
    private readonly warnings: HealthWarnings,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.config.IMAP_URL || this.config.ROLE === 'api') return;
    this.warnings.add(async () => (this.fault ? [{ code: 'mailbox.away', detail: `The mailbox cannot be read (IMAP_URL): ${this.fault}` }] : []));
    this.running = this.run(this.config.IMAP_URL);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(address: string): Promise<void> {
    const place = imapPlace(address);
    const { signal } = this.stopping;
    let failures = 0;
    while (!signal.aborted) {
      let wait = WATCH_MS;
      try {
        await this.db.alone(`mailbox.imap:${place.user}@${place.host}/${place.folder}`, async () => {
          this.fault = null;
          const mailbox = new ImapMailbox(place, this.config.MAIL_MAX_MB * MB, { db: this.db, clock: this.clock, storage: this.storage, receive: this.receive });
          await mailbox.read(this.config.IMAP_POLL_SECONDS, signal);
        });
        failures = 0;
      } catch (error) {
        this.fault = (error as Error).message;
        this.logger.warn(`The mailbox cannot be read, it is tried again: ${this.fault}`);
        wait = PAUSES[Math.min(failures, PAUSES.length - 1)] as number;
        failures += 1;
      }
      await pause(wait, undefined, { signal }).catch(() => undefined);
    }
  }
}
