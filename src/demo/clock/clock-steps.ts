import { Injectable } from '@nestjs/common';
import { SendDuePosts } from '../../content-plans/index.js';
import { MovableClock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DueDeadlines } from '../../regulation/index.js';

/** A mark another process has in hand is waited for so long (milliseconds of the machine), then left to it. */
const PATIENCE = 5000;

/** Moves the clock the way time would have gone: mark by mark, each recorded at its own moment. */
@Injectable()
export class ClockSteps {
  constructor(
    private readonly clock: MovableClock,
    private readonly due: DueDeadlines,
    private readonly posts: SendDuePosts,
    private readonly db: Database,
  ) {}

  /** Moves past what is recorded already: a start broken off halfway may have kept an earlier time than its history. */
  async pastHistory(): Promise<void> {
    const last = await this.db.row<{ at: Date | null }>(`SELECT max(at) AS at FROM event`);
    if (last?.at) await this.to(last.at);
  }

  /** Moves to `target`, never back; the clock stands still meanwhile. */
  async to(target: Date): Promise<void> {
    await this.clock.still(async () => {
      let giveUp = performance.now() + PATIENCE;
      for (let next = await this.nextAt(); next && next <= target && performance.now() < giveUp; next = await this.nextAt()) {
        if (next > this.clock.now()) this.clock.set(next);
        if ((await this.due.fireDue()) + (await this.posts.execute()) > 0) giveUp = performance.now() + PATIENCE;
        else await new Promise((done) => setTimeout(done, 10));
      }
      if (target > this.clock.now()) this.clock.set(target);
    });
  }

  /** The next mark of a term, or the time of the next planned post. */
  private async nextAt(): Promise<Date | null> {
    const [mark, post] = await Promise.all([this.due.nextAt(), this.posts.nextAt()]);
    return mark && post ? new Date(Math.min(mark.getTime(), post.getTime())) : (mark ?? post);
  }
}
