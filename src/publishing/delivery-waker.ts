import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../platform/database/index.js';
import { defineJob, JobQueue } from '../platform/jobs/index.js';

/** Sends what is due in a second. */
export const sendJob = defineJob({ name: 'publishing.send', queue: 'publishing', schema: z.object({}), attempts: 3, backoffMs: 2000 });

/** Wakes the sending through the queue, one job for each second; what the queue loses is found by the sweep. */
@Injectable()
export class DeliveryWaker {
  constructor(
    private readonly db: Database,
    private readonly jobs: JobQueue,
  ) {}

  afterCommit(at: Date): void {
    const second = Math.ceil(at.getTime() / 1000);
    this.db.afterCommit(() => void this.jobs.add(sendJob, {}, { id: `send-${second}`, runAt: new Date(second * 1000) }));
  }
}
