import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { checkVersion } from '../../platform/http/index.js';
import type { ProductionCalendarYear } from '../calendar.types.js';
import { compileWorkingTime } from '../working-time.js';
import { CalendarChanges } from './calendar-changes.js';
import { ProductionCalendar } from './calendar.entity.js';
import { CalendarRevision } from './calendar-revision.js';
import type { YearBody } from './calendar.schemas.js';
import { CALENDAR_ID, correctedBy, making } from './correction.js';

/** Enters or corrects the production calendar of a year; every open term is counted anew. */
@Injectable()
export class CorrectYear {
  constructor(
    private readonly db: Database,
    private readonly revision: CalendarRevision,
    private readonly changes: CalendarChanges,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `calendar.invalid` when the days contradict each other, `precondition.failed`. */
  async execute(actor: Actor, { year, body, expected }: { year: number; body: YearBody; expected: number | null }): Promise<ProductionCalendar> {
    const { source, ...days } = body;
    const data: ProductionCalendarYear = { year, ...days, sources: [source] };
    making('calendar.invalid', () => compileWorkingTime({ schedule: {}, calendar: [data] }).explainDay(`${year}-01-01`));
    return this.db.transaction(async () => {
      await this.revision.advance();
      const repository = this.db.repository(ProductionCalendar);
      const known = await repository.findOneBy({ year });
      await checkVersion(expected, known?.version ?? 0, () => known);
      const next = { year, data, status: data.status, source, version: (known?.version ?? 0) + 1 };
      await (known ? repository.update({ year }, next) : repository.insert(next));
      const at = this.clock.now();
      await this.events.append({
        type: 'calendar.year-corrected', stream: 'calendar', streamId: CALENDAR_ID,
        details: { year, before: known?.data ?? null, after: data }, ...correctedBy(actor, at),
      });
      await this.changes.announce({ reason: 'calendar', scheduleIds: 'all', what: { year }, actor, at });
      return next;
    });
  }
}
