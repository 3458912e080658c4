import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import type { z } from 'zod';
import { Clock } from '../clock/index.js';
import { JOB_LOG, type JobLog } from './job-log.js';
import { type JobDefinition, type QueueName, queues } from './job.js';
import type { QueueBackend } from './queue-backend.js';
import { within } from './within.js';

export const QUEUE_BACKEND = Symbol('queue-backend');

/** A Redis that is down would let `add` wait for ever. */
const ADD_TIMEOUT_MS = 5000;

/**
 * Wakes handlers through BullMQ. A job is an optimisation: the row it points to says what is due,
 * and a sweep finds whatever the queue lost. So a failure to add is logged, never thrown.
 */
@Injectable()
export class JobQueue implements OnApplicationShutdown {
  private readonly open = new Map<QueueName, Queue>();

  constructor(
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly clock: Clock,
    @Inject(JOB_LOG) private readonly log: JobLog,
  ) {
    for (const name of Object.keys(queues) as QueueName[]) {
      const queue = backend.queue(name);
      queue.on('error', (error) => this.log.warn(`Queue ${name}: ${error.message}`));
      this.open.set(name, queue);
    }
  }

  /** Waits until every queue answers. A queue constructed while its server is down stays dead silently. */
  async ready(timeoutMs = 15_000): Promise<void> {
    await within(timeoutMs, Promise.all([...this.open.values()].map((queue) => queue.waitUntilReady())));
  }

  /**
   * Adds a job to run at `runAt` (the application's clock), at once without it.
   * Jobs with one `id` are one job as long as it waits.
   * @returns whether the queue took it.
   */
  async add<S extends z.ZodType>(
    job: JobDefinition<S>,
    payload: z.input<S>,
    { runAt, id }: { runAt?: Date; id?: string } = {},
  ): Promise<boolean> {
    try {
      const delay = runAt ? Math.max(0, runAt.getTime() - this.clock.now().getTime()) : 0;
      const added = this.queue(job.queue).add(job.name, job.schema.parse(payload), {
        delay,
        jobId: id,
        attempts: job.attempts,
        backoff: { type: 'exponential', delay: job.backoffMs },
        // The id of a kept finished job would be refused silently when it is added again.
        removeOnComplete: true,
        removeOnFail: { age: 86_400, count: 1000 },
      });
      await within(ADD_TIMEOUT_MS, added);
      return true;
    } catch (error) {
      this.log.warn(`Job ${job.name} was not queued (the sweep will find its rows): ${(error as Error).message}`);
      return false;
    }
  }

  /** The BullMQ queue itself, for metrics and tests. */
  queue(name: QueueName): Queue {
    const queue = this.open.get(name);
    if (!queue) throw new Error(`No queue ${name}`);
    return queue;
  }

  async onApplicationShutdown(): Promise<void> {
    await within(ADD_TIMEOUT_MS, Promise.all([...this.open.values()].map((queue) => queue.close()))).catch(() => undefined);
    await this.backend.close();
  }
}
