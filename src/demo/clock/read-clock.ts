import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../../calendar/index.js';
import { Clock } from '../../platform/clock/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { longMoment } from '../../platform/russian/index.js';
import type { ClockView } from './clock.schemas.js';

/** The application's time, for people and as data. */
@Injectable()
export class ReadClock {
  constructor(
    private readonly clock: Clock,
    private readonly workingTimes: WorkingTimes,
  ) {}

  async execute(): Promise<ClockView> {
    const now = this.clock.now();
    const workingTime = await this.workingTimes.of(null);
    return { now: isoOffset(now), text: longMoment(now), working: workingTime.isWorking(now) };
  }
}
