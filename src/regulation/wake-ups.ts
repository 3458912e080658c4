import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { defineJob, JobQueue } from '../platform/jobs/index.js';

/** Wakes the handler for everything due in one second; thousands of deadlines share it. */
export const wakeJob = defineJob({
  name: 'deadlines.wake',
  queue: 'deadlines',
  schema: z.strictObject({ second: z.int() }),
  attempts: 5,
  backoffMs: 200,
});

/** Only the near future sits in the queue; the plan of every minute puts the rest there in time. */
const NEAR_SECONDS = 15 * 60;

/** Puts wake-ups into the queue: one delayed job for each distinct second in which something is due. */
@Injectable()
export class WakeUps {
  constructor(
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
    private readonly db: Database,
  ) {}

  /** After the open transaction has committed, wakes the handler at these moments, as far as they are near. */
  armAfterCommit(moments: readonly Date[]): void {
    if (moments.length > 0) this.db.afterCommit(() => void this.arm(moments));
  }

  /** Takes every wake-up that waits out of the queue. */
  async forget(): Promise<void> {
    await this.jobs.queue(wakeJob.queue).drain(true);
  }

  /** Wakes the handler at these moments, as far as they are near. What the queue refuses is left to the sweep. */
  async arm(moments: readonly Date[]): Promise<void> {
    const now = Math.floor(this.clock.now().getTime() / 1000);
    const seconds = new Set(moments.map((moment) => Math.max(now, Math.floor(moment.getTime() / 1000))));
    for (const second of [...seconds].sort((a, b) => a - b)) {
      if (second > now + NEAR_SECONDS) return;
      // A job of this very second may be running already: it may have looked for the last time.
      const id = second === now ? undefined : `wake-${second}`;
      const taken = await this.jobs.add(wakeJob, { second }, { id, runAt: new Date(second * 1000) });
      if (!taken) return;
    }
  }
}
