import { Inject, Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import type { Worker } from 'bullmq';
import { CONFIG, type Config } from '../config/index.js';
import { HandlesJob } from './handles-job.decorator.js';
import { JOB_LOG, type JobLog } from './job-log.js';
import { JobQueue, QUEUE_BACKEND } from './job-queue.js';
import { type JobDefinition, knownJobs, type QueueName, queues } from './job.js';
import { MarkedMethods } from './marked-methods.js';
import type { QueueBackend } from './queue-backend.js';
import { within } from './within.js';

/** Milliseconds the jobs in hand are given; a queue server that is gone would hold a worker for ever. */
const GRACE_MS = 5000;

type Handler = (payload: unknown) => Promise<void>;

/**
 * Works the queues off in processes whose ROLE is `worker` or `all`.
 * The boot fails when a job of the catalogue has no handler, or two.
 */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly workers: Worker[] = [];

  constructor(
    private readonly methods: MarkedMethods,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
    private readonly jobs: JobQueue,
    @Inject(CONFIG) private readonly config: Config,
    @Inject(JOB_LOG) private readonly log: JobLog,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const handlers = this.handlers();
    await this.jobs.ready();
    if (this.config.ROLE === 'api') return;
    for (const name of Object.keys(queues) as QueueName[]) {
      const worker = this.backend.worker(name, (job) => this.run(handlers, job), {
        concurrency: queues[name].concurrency,
        // A job of a killed worker comes back within seconds instead of a minute.
        lockDuration: 10_000,
        stalledInterval: 5_000,
        maxStalledCount: 5,
        runRetryDelay: 1_000,
      });
      worker.on('error', (error) => this.log.warn(`Worker ${name}: ${error.message}`));
      worker.on('failed', (job, error) => this.log.error(`Job ${job?.name ?? '?'} failed: ${error.message}`));
      await worker.waitUntilReady();
      this.workers.push(worker);
    }
  }

  /** Takes no more jobs and finishes those in hand, within the grace; what is not finished comes back to another worker. */
  async beforeApplicationShutdown(): Promise<void> {
    const closing = this.workers.map((worker) =>
      within(GRACE_MS, worker.close()).catch((error: Error) => this.log.warn(`Worker ${worker.name} did not stop: ${error.message}`)),
    );
    await Promise.all(closing);
  }

  private async run(handlers: Map<string, { definition: JobDefinition; handle: Handler }>, job: { name: string; data: unknown }): Promise<void> {
    const found = handlers.get(job.name);
    if (!found) throw new Error(`No handler for job ${job.name}`);
    const payload = found.definition.schema.parse(job.data);
    await found.handle(payload);
  }

  private handlers(): Map<string, { definition: JobDefinition; handle: Handler }> {
    const handlers = new Map<string, { definition: JobDefinition; handle: Handler }>();
    for (const { mark, call } of this.methods.find<JobDefinition, Handler>(HandlesJob)) {
      if (handlers.has(mark.name)) throw new Error(`Job ${mark.name} has two handlers`);
      handlers.set(mark.name, { definition: mark, handle: call });
    }
    for (const { name } of knownJobs()) if (!handlers.has(name)) throw new Error(`Job ${name} has no handler`);
    return handlers;
  }
}
