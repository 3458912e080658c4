import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { newId } from '../../platform/ids/index.js';
import { CalendarChanges } from './calendar-changes.js';
import { CalendarRevision } from './calendar-revision.js';
import type { ScheduleBody, SchedulePatch, ScheduleView } from './calendar.schemas.js';
import { correctedBy } from './correction.js';
import { WorkSchedule } from './schedule.entity.js';
import { Schedules } from './schedules.js';

/** Adds a schedule. Nothing runs on it yet, so no term moves. */
@Injectable()
export class CreateSchedule {
  constructor(
    private readonly db: Database,
    private readonly revision: CalendarRevision,
    private readonly schedules: Schedules,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `schedule.invalid`. */
  execute(actor: Actor, { name, timeZone, editions }: ScheduleBody): Promise<ScheduleView> {
    return this.db.transaction(async () => {
      await this.revision.advance();
      const id = newId();
      await this.db.repository(WorkSchedule).insert({ id, name, timeZone, isDefault: false, version: 1 });
      await this.schedules.replaceEditions(id, editions, timeZone);
      const after = await this.schedules.find(id);
      await this.events.append({ type: 'schedule.created', stream: 'schedule', streamId: id, details: { after }, ...correctedBy(actor, this.clock.now()) });
      return after;
    });
  }
}

/** Changes a schedule, or makes it the default one; open terms that run on it are counted anew. */
@Injectable()
export class ChangeSchedule {
  constructor(
    private readonly db: Database,
    private readonly revision: CalendarRevision,
    private readonly schedules: Schedules,
    private readonly changes: CalendarChanges,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`, `schedule.invalid`. */
  execute(actor: Actor, { id, patch, expected }: { id: string; patch: SchedulePatch; expected: number | null }): Promise<ScheduleView> {
    return this.db.transaction(async () => {
      await this.revision.advance();
      const before = await this.schedules.find(id);
      await checkVersion(expected, before.version, () => before);
      const becomesDefault = patch.isDefault === true && !before.isDefault;
      if (becomesDefault) await this.db.repository(WorkSchedule).update({ isDefault: true }, { isDefault: false });
      const { name = before.name, timeZone = before.timeZone } = patch;
      await this.db.repository(WorkSchedule).update({ id }, {
        name, timeZone, isDefault: before.isDefault || becomesDefault, version: before.version + 1,
      });
      if (patch.editions) await this.schedules.replaceEditions(id, patch.editions, timeZone);
      const after = await this.schedules.find(id);
      const at = this.clock.now();
      await this.events.append({ type: 'schedule.changed', stream: 'schedule', streamId: id, details: { before, after }, ...correctedBy(actor, at) });
      const scheduleIds = after.isDefault ? [id, null] : [id];
      await this.changes.announce({ reason: 'schedule', scheduleIds, what: { scheduleId: id }, actor, at });
      return after;
    });
  }
}
