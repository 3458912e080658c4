import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { WorkingTimes } from '../calendar/index.js';
import { Directory } from '../executors/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { EventLog } from '../platform/events/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { addWeeks, isoWeekOf } from './iso-week.js';

/** Never changes: the stream of a week follows from it, so that a week is listed once. */
const NAMESPACE = '0f6d5a8e-2f0c-4e0b-9d55-8b1c5a3a7f42';
/** Local hour from which the list makes sense. */
const FROM = '10:00';

/** On the last working day of a week: the plans of the coming one are all in or late, so the committee gets the list of them. */
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
    if (workingTime.workingDaysOfWeek(today).at(-1) !== today || at.getTime() < workingTime.instantAt(today, FROM)) return;
    const week = addWeeks(isoWeekOf(today), 1);
    const streamId = v5(week, NAMESPACE);
    await this.db.transaction(async () => {
      await this.db.change(`SELECT pg_advisory_xact_lock(hashtext('otklik.content-plan-week'))`);
      if (await this.db.row(`SELECT 1 FROM event WHERE stream_id = $1 LIMIT 1`, [streamId])) return;
      await this.events.append({ type: 'plan.week-list', stream: 'content-plan-week', streamId, channel: 'system', clause: 'A-6', details: { week }, roles: ['committee'], at });
    });
  }
}
