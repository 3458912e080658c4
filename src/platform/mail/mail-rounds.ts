import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Database } from '../database/index.js';
import { HealthWarnings } from '../health/index.js';
import { HandlesJob, Scheduled } from '../jobs/index.js';
import { DeliverLetters } from './deliver-letters.js';
import { MailSettings } from './mail-settings.js';
import { deliverJob } from './mail-waker.js';
import { RecoverLetters } from './recover-letters.js';
import { SettleLetter } from './settle-letter.js';

/** Has letters delivered when the queue wakes it, and repairs what the queue or a worker lost. */
@Injectable()
export class MailRounds implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly settings: MailSettings,
    private readonly deliver: DeliverLetters,
    private readonly recover: RecoverLetters,
    private readonly settle: SettleLetter,
    private readonly warnings: HealthWarnings,
  ) {}

  onApplicationBootstrap(): void {
    this.warnings.add(() => this.warn());
  }

  @HandlesJob(deliverJob)
  async wake(): Promise<void> {
    await this.deliver.execute();
  }

  @Scheduled('mail.sweep')
  async sweep(): Promise<boolean> {
    await this.recover.execute();
    await this.settle.tellAgain();
    return this.deliver.step();
  }

  private async warn(): Promise<{ code: string; detail: string }[]> {
    const warnings = [];
    if (this.settings.transport === 'none') {
      warnings.push({ code: 'mail.no-server', detail: 'SMTP_URL is not set: letters wait and nobody gets any. Set SMTP_URL and MAIL_FROM' });
    } else if (await this.db.row(`SELECT 1 FROM letter WHERE state = 'queued' AND server_away LIMIT 1`)) {
      warnings.push({ code: 'mail.server-away', detail: 'The SMTP server does not answer or does not let us in: letters wait. See SMTP_URL and the log' });
    }
    if (!this.settings.replyAddress) {
      warnings.push({ code: 'mail.no-answers', detail: 'MAIL_REPLY_ADDRESS is not set: letters cannot be answered, people must use the portal' });
    }
    return warnings;
  }
}
