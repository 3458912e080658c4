import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { checkVersion } from '../../platform/http/index.js';
import type { LocalDate } from '../local-date.js';
import { parseIntervals } from '../local-time.js';
import { CalendarChanges } from './calendar-changes.js';
import { CalendarOverride } from './calendar.entity.js';
import { CalendarRevision } from './calendar-revision.js';
import type { OverrideBody } from './calendar.schemas.js';
import { CALENDAR_ID, correctedBy, making } from './correction.js';

interface Input {
  date: LocalDate;
  /** Null takes the day's exception away. */
  body: OverrideBody | null;
  expected: number | null;
}

/** Sets or removes the exception of a single date; every open term is counted anew. */
@Injectable()
export class CorrectDay {
  constructor(
    private readonly db: Database,
    private readonly revision: CalendarRevision,
    private readonly changes: CalendarChanges,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `calendar.invalid`, `precondition.failed`, `not-found` when there is nothing to remove. */
  async execute(actor: Actor, { date, body, expected }: Input): Promise<CalendarOverride | null> {
    if (body?.kind === 'intervals') making('calendar.invalid', () => parseIntervals(body.intervals));
    return this.db.transaction(async () => {
      await this.revision.advance();
      const repository = this.db.repository(CalendarOverride);
      const known = await repository.findOneBy({ date });
      if (!known && !body) throw notFound('calendar-override', date);
      await checkVersion(expected, known?.version ?? 0, () => known);
      const next = body && overrideOf(date, body, (known?.version ?? 0) + 1);
      if (!next) await repository.delete({ date });
      else await (known ? repository.update({ date }, next) : repository.insert(next));
      const at = this.clock.now();
      await this.events.append({
        type: next ? 'calendar.day-corrected' : 'calendar.day-restored', stream: 'calendar', streamId: CALENDAR_ID,
        details: { date, before: known, after: next }, ...correctedBy(actor, at),
      });
      await this.changes.announce({ reason: 'calendar', scheduleIds: 'all', what: { date }, actor, at });
      return next;
    });
  }
}

function overrideOf(date: LocalDate, body: OverrideBody, version: number): CalendarOverride {
  return {
    date,
    kind: body.kind,
    intervals: body.kind === 'intervals' ? body.intervals : null,
    replaces: 'replaces' in body ? (body.replaces ?? null) : null,
    reason: body.reason,
    version,
  };
}
