import { Injectable, Logger } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { HandlesJob, Scheduled } from '../../platform/jobs/index.js';
import { MailboxStorage } from './mailbox-storage.js';
import { understandJob } from './understand-job.js';
import { UnderstandLetter } from './understand-letter.js';

/** Letters of one sweep. */
const BATCH = 200;

/** Understands letters one by one: woken by the queue, and by the timetable for what the queue lost. */
@Injectable()
export class MailboxWorker {
  private readonly logger = new Logger('Mailbox');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly understand: UnderstandLetter,
    private readonly storage: MailboxStorage,
  ) {}

  @HandlesJob(understandJob)
  async work({ id }: z.output<typeof understandJob.schema>): Promise<void> {
    await this.understand.execute(id);
  }

  @Scheduled('mailbox.sweep')
  async sweep(): Promise<void> {
    await this.workOff();
    await this.storage.spool.sweep(new Date(this.clock.now().getTime() - 24 * 3_600_000));
  }

  /** Everything that is due. @returns how many letters were looked at. */
  async workOff(): Promise<number> {
    const due = await this.db.rows<{ id: string }>(
      `SELECT id FROM incoming_letter WHERE state = 'received' AND run_at <= $1 ORDER BY run_at, id LIMIT ${BATCH}`,
      [this.clock.now()],
    );
    for (const { id } of due) {
      await this.understand.execute(id).catch((error: Error) => this.logger.error(`Letter ${id} was not understood (it is tried again): ${error.message}`));
    }
    return due.length;
  }
}
