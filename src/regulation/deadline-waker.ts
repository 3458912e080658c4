import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { HandlesJob, Scheduled } from '../platform/jobs/index.js';
import { DueDeadlines } from './due-deadlines.js';
import { wakeJob, WakeUps } from './wake-ups.js';

/** How far the plan looks ahead: several of its own rounds. */
const PLAN_MS = 5 * 60_000;
/** Marks closer together than this are fired as one set. */
const GRAIN_MS = 25;

/** Fires deadlines by the queue's wake-ups, and repairs what the queue forgot. */
@Injectable()
export class DeadlineWaker implements OnApplicationBootstrap {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly due: DueDeadlines,
    private readonly wakeUps: WakeUps,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** A worker that starts fires what fell due meanwhile and plans at once, not a minute later. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.config.ROLE === 'api') return;
    await this.due.fireDue();
    await this.plan();
  }

  /** Fires what is due in the second named, each mark when its millisecond has come. */
  @HandlesJob(wakeJob)
  async wake({ second }: z.output<typeof wakeJob.schema>): Promise<void> {
    const end = (second + 1) * 1000;
    // The machine's own clock bounds the wait, should the application's stand still.
    const giveUp = performance.now() + 1500;
    for (;;) {
      await this.due.fireDue();
      const now = this.clock.now().getTime();
      if (now >= end || performance.now() > giveUp) return;
      const next = await this.due.nextAt();
      if (!next || next.getTime() >= end) return;
      // Never longer than the second itself: a clock that was moved elsewhere must not hold a worker for days.
      await pause(Math.min(1000, Math.max(GRAIN_MS, next.getTime() - now)));
    }
  }

  /** Puts the wake-ups of the next minutes into the queue; those that are there already stay as they are. */
  @Scheduled('deadlines.plan')
  async plan(): Promise<void> {
    const now = this.clock.now();
    const seconds = await this.db.rows<{ at: Date }>(
      `SELECT DISTINCT date_trunc('second', next_mark_at) AS at FROM deadline WHERE next_mark_at > $1 AND next_mark_at <= $2`,
      [now, new Date(now.getTime() + PLAN_MS)],
    );
    await this.wakeUps.arm(seconds.map(({ at }) => at));
  }

  /** Plans anew after the clock was moved: what waits in the queue waits by the time before. */
  async replan(): Promise<void> {
    await this.wakeUps.forget();
    await this.plan();
  }

  /** Fires what no wake-up fired: a queue that lost its jobs, a clock that was moved. */
  @Scheduled('deadlines.sweep')
  async sweep(): Promise<void> {
    await this.due.fireDue();
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
