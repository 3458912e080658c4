import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { WorkingTimes } from '../calendar/index.js';
import { Directory } from '../executors/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { EventLog } from '../platform/events/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { addWeeks, type IsoWeek, isoWeekOf } from './iso-week.js';
import { termOf } from './owed-weeks.js';

/** Never changes: the stream of a week follows from it, so that a week is listed once. */
const NAMESPACE = '0f6d5a8e-2f0c-4e0b-9d55-8b1c5a3a7f42';
/** Local hour from which the list makes sense. */
const FROM = '10:00';

/** On the working day after plans were due they are all in or late, so the committee gets the list of each week of them. */
@Injectable()
export class ListWeek {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly workingTimes: WorkingTimes,
    private readonly events: EventLog,
  ) {}

  /** Writes the event `plan.week-list` once for each week; may be repeated at any moment. */
  @Scheduled('plans.list-week')
  async execute(): Promise<void> {
    const at = this.clock.now();
    const workingTime = await this.workingTimes.of((await this.directory.contentCommittee())?.scheduleId ?? null);
    const today = workingTime.localDateOf(at);
    if (at.getTime() < workingTime.instantAt(today, FROM)) return;
    // Before long holidays the plans of several weeks are due at one hour (settled rule 4).
    for (let week = isoWeekOf(today); ; week = addWeeks(week, 1)) {
      const due = workingTime.localDateOf(termOf(week, workingTime).dueAt);
      if (due >= today) return;
      if (workingTime.addWorkingDays(due, 1) === today) await this.list(week, at);
    }
  }

  private async list(week: IsoWeek, at: Date): Promise<void> {
    const streamId = v5(week, NAMESPACE);
    await this.db.transaction(async () => {
      await this.db.inTurn('content-plan-week');
      if (await this.db.row(`SELECT 1 FROM event WHERE stream_id = $1 LIMIT 1`, [streamId])) return;
      await this.events.append({ type: 'plan.week-list', stream: 'content-plan-week', streamId, channel: 'system', clause: 'A-6', details: { week }, roles: ['committee'], at });
    });
  }
}
