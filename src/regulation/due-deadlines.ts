import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { Metrics } from '../platform/metrics/index.js';
import { FireMarks } from './fire-marks.js';
import { WakeUps } from './wake-ups.js';

/** Marks recorded in one transaction: some 0.1 s of work for the database. */
const BATCH = 2000;
/** The first look: usually all there is, and soon done when it is not. */
const GLANCE = 200;
/** Batches at once when many are due: the database has more than one core, and rows in hand are skipped. */
const LANES = 2;

/** Fires everything that is due: the one way, for wake-ups, the sweep, the demo's clock and tests. */
@Injectable()
export class DueDeadlines {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly marks: FireMarks,
    private readonly wakeUps: WakeUps,
    private readonly metrics: Metrics,
  ) {}

  /**
   * Records every warning and passing due by now, in batches of one short transaction each. A deadline far behind
   * gets its marks one after another.
   * @returns how many were recorded.
   */
  async fireDue(): Promise<number> {
    const first = await this.batch(GLANCE);
    if (first === 0) return 0;
    const lanes = Array.from({ length: first < GLANCE ? 1 : LANES }, () => this.lane());
    return (await Promise.all(lanes)).reduce((sum, count) => sum + count, first);
  }

  /** The moment (UTC) at which the next warning or passing is due, past or to come; null when none is. */
  async nextAt(): Promise<Date | null> {
    const next = await this.db.row<{ at: Date | null }>(`SELECT min(next_mark_at) AS at FROM deadline WHERE next_mark_at IS NOT NULL`);
    return next?.at ?? null;
  }

  private async lane(): Promise<number> {
    let total = 0;
    for (;;) {
      const count = await this.batch(BATCH);
      if (count === 0) return total;
      total += count;
    }
  }

  private async batch(limit: number): Promise<number> {
    const { count, lateness } = await this.db.separately(async () => {
      const fired = await this.marks.some(this.clock.now(), limit);
      this.wakeUps.armAfterCommit(fired.next);
      return fired;
    });
    for (const late of lateness) this.metrics.deadlineFired(late);
    return count;
  }
}
