import { Injectable } from '@nestjs/common';
import { type Actor, Sessions } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { Canary } from '../../platform/health/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { DeadlineWaker } from '../../regulation/index.js';
import { DemoState } from '../demo-state.js';
import type { MovedView } from './clock.schemas.js';
import { ClockSteps } from './clock-steps.js';
import { FiredMarks } from './fired-marks.js';
import { ReadClock } from './read-clock.js';

/** The stream of the clock's own history. */
const CLOCK = '019ae000-0000-7000-8000-00000000c10c';

/** Moves the application's clock forward; every term crossed has fired when it returns. */
@Injectable()
export class MoveClock {
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly clock: Clock,
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly sessions: Sessions,
    private readonly steps: ClockSteps,
    private readonly fired: FiredMarks,
    private readonly waker: DeadlineWaker,
    private readonly canary: Canary,
    private readonly state: DemoState,
    private readonly read: ReadClock,
  ) {}

  /** @param ms how far; moves asked for at the same time are made one after another. */
  execute(actor: Actor, ms: number): Promise<MovedView> {
    const move = this.last.then(() => this.move(actor, ms));
    this.last = move.catch(() => undefined);
    return move;
  }

  private async move(actor: Actor, ms: number): Promise<MovedView> {
    const from = this.clock.now();
    const target = new Date(from.getTime() + ms);
    // First of all: whatever becomes of this process, its clock will not go back behind what is recorded.
    await this.state.saveClock(target);
    await this.db.separately(async () => {
      await this.sessions.moveOn(ms);
      await this.events.append({
        type: 'demo.clock-moved',
        stream: 'demo',
        streamId: CLOCK,
        actorId: actor.userId,
        actorRole: actor.roles[0] ?? null,
        channel: actor.channel,
        details: { from: from.toISOString(), to: target.toISOString() },
        roles: ['admin', 'curator'],
        at: from,
      });
    });
    const before = await this.fired.last();
    await this.steps.to(target);
    const fired = await this.fired.after(before);
    await this.waker.replan();
    // The last sign of life is as old as the move is long: a new one, so that readiness does not doubt the workers.
    await this.canary.send();
    return { from: isoOffset(from), ...(await this.read.execute()), fired };
  }
}
