import { Inject, Injectable } from '@nestjs/common';
import addressparser from 'nodemailer/lib/addressparser';
import { CONFIG, type Config } from '../config/index.js';

/** A mailbox with the name shown for it. */
export interface Mailbox {
  name: string;
  address: string;
}

/** How this installation sends mail. */
@Injectable()
export class MailSettings {
  /** `smtp`; `built-in` keeps letters readable in the product itself (demo); `none` lets them wait. */
  readonly transport: 'smtp' | 'built-in' | 'none';
  readonly from: Mailbox;
  /** The mailbox answers are read from; null when nobody reads answers. */
  readonly replyAddress: string | null;
  /** Domain of our own Message-IDs. */
  readonly domain: string;

  constructor(@Inject(CONFIG) config: Config) {
    this.transport = config.SMTP_URL ? 'smtp' : config.demo ? 'built-in' : 'none';
    const [parsed] = addressparser(config.MAIL_FROM ?? 'Отклик <otklik@localhost.localdomain>', { flatten: true });
    this.from = { name: parsed?.name || 'Отклик', address: parsed?.address ?? 'otklik@localhost.localdomain' };
    this.replyAddress = config.MAIL_REPLY_ADDRESS ?? null;
    this.domain = this.from.address.slice(this.from.address.lastIndexOf('@') + 1);
  }
}
