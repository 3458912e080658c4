import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../database/index.js';
import { defineJob, JobQueue } from '../jobs/index.js';

/** Delivers what is due in a second. */
export const deliverJob = defineJob({
  name: 'mail.deliver',
  queue: 'mail',
  schema: z.object({}),
  attempts: 3,
  backoffMs: 5000,
});

/** Wakes the delivery through the queue, one job for each second. */
@Injectable()
export class MailWaker {
  constructor(
    private readonly db: Database,
    private readonly jobs: JobQueue,
  ) {}

  /** Once the caller's transaction has committed; what the queue loses is found by the sweep. */
  wakeAfterCommit(moments: readonly Date[]): void {
    const seconds = [...new Set(moments.map((at) => Math.ceil(at.getTime() / 1000)))].slice(0, 60);
    this.db.afterCommit(() => {
      for (const second of seconds) void this.jobs.add(deliverJob, {}, { id: `mail-${second}`, runAt: new Date(second * 1000) });
    });
  }
}
