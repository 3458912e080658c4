import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { defineJob, JobQueue, Rounds } from '../../platform/jobs/index.js';

/** Works off what the networks have told. */
export const eventsJob = defineJob({ name: 'intake.events', queue: 'intake', schema: z.object({}), attempts: 3, backoffMs: 2000 });

/** How long one wake-up speaks for all the calls that come meanwhile, milliseconds. */
const REST_MS = 500;

/** Wakes the working off through the queue, one job a second whatever comes; what the queue loses is found by the sweep. */
@Injectable()
export class EventWaker {
  private readonly adding = new Rounds(() => this.add());

  constructor(
    private readonly db: Database,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Calls that come while one wake-up is being put into the queue ask for one more together. */
  afterCommit(): void {
    this.db.afterCommit(() => void this.adding.run());
  }

  private async add(): Promise<{ count: number }> {
    const second = Math.floor(this.clock.now().getTime() / 1000) + 1;
    await this.jobs.add(eventsJob, {}, { id: `events-${second}`, runAt: new Date(second * 1000) });
    await new Promise((done) => setTimeout(done, REST_MS).unref());
    return { count: 1 };
  }
}
