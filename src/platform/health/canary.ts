import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { Database } from '../database/index.js';
import { defineJob, HandlesJob, JobQueue, Scheduled } from '../jobs/index.js';

const NAME = 'platform.canary';

/** A job that does nothing but leave a sign that it was worked off. */
export const canary = defineJob({
  name: NAME,
  queue: 'platform',
  schema: z.strictObject({}),
  attempts: 1,
  backoffMs: 1000,
});

/** Shows that what is put into the queue is taken out again: a queue can be dead without a word. */
@Injectable()
export class Canary implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: JobQueue,
    private readonly db: Database,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A worker shows itself at once, not after the first quarter of a minute. */
  onApplicationBootstrap(): void {
    if (this.config.ROLE !== 'api') void this.send();
  }

  @Scheduled(NAME)
  async run(): Promise<void> {
    await this.send();
  }

  /**
   * Puts the canary into the queue unless it waits there already.
   * @returns whether the queue took it.
   */
  send(): Promise<boolean> {
    return this.jobs.add(canary, {}, { id: 'canary' });
  }

  @HandlesJob(canary)
  async sing(): Promise<void> {
    await this.db.transaction(() =>
      this.db.change(`INSERT INTO heartbeat (name, at) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET at = excluded.at`, [NAME, this.clock.now()]),
    );
  }

  /** Seconds since the canary was last worked off, by the clock; null when it never was. */
  async age(): Promise<number | null> {
    const last = await this.db.row<{ at: Date }>(`SELECT at FROM heartbeat WHERE name = $1`, [NAME]);
    return last ? Math.max(0, (this.clock.now().getTime() - last.at.getTime()) / 1000) : null;
  }
}
