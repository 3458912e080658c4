import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { compileWorkingTime } from '../working-time.js';
import type { EditionBody, ScheduleView } from './calendar.schemas.js';
import { making } from './correction.js';
import { WorkSchedule, WorkScheduleEdition } from './schedule.entity.js';

/** Working schedules as stored. */
@Injectable()
export class Schedules {
  constructor(private readonly db: Database) {}

  /** All schedules, the default one first. */
  async list(): Promise<ScheduleView[]> {
    const schedules = await this.db.reader.getRepository(WorkSchedule).find({ order: { isDefault: 'DESC', name: 'ASC', id: 'ASC' } });
    const editions = await this.db.reader.getRepository(WorkScheduleEdition).find({ order: { validFrom: 'ASC' } });
    return schedules.map((schedule) => ({
      ...schedule,
      editions: editions
        .filter((edition) => edition.scheduleId === schedule.id)
        .map(({ scheduleId: _, ...edition }) => edition as ScheduleView['editions'][number]),
    }));
  }

  /** @throws DomainError `not-found`. */
  async find(id: string): Promise<ScheduleView> {
    const found = (await this.list()).find((schedule) => schedule.id === id);
    if (!found) throw notFound('schedule', id);
    return found;
  }

  /**
   * Puts `editions` in the place of those a schedule has.
   * @throws DomainError `schedule.invalid` when they cannot be worked by for ever.
   */
  async replaceEditions(scheduleId: string, editions: readonly EditionBody[], timeZone: string): Promise<void> {
    assertEndless(editions, timeZone);
    const repository = this.db.repository(WorkScheduleEdition);
    await repository.delete({ scheduleId });
    await repository.insert(editions.map((edition) => ({ ...edition, scheduleId })));
  }
}

/** A schedule that ends or has no hours would leave terms without a due moment. */
function assertEndless(editions: readonly EditionBody[], timeZone: string): void {
  making('schedule.invalid', () => compileWorkingTime({ schedule: editions, calendar: 'no-calendar', timeZone }));
  const endless = editions.filter((edition) => edition.validTo === null);
  const last = [...editions].sort((a, b) => a.validFrom.localeCompare(b.validFrom)).at(-1);
  if (new Set(editions.map((edition) => edition.validFrom)).size < editions.length) refuse('two editions start on one day');
  if (endless.length === 0 || last?.validTo !== null) refuse('the last edition must have no end');
  if (!Object.values(last?.weekly ?? {}).some((day) => day.length > 0)) refuse('the last edition has no working hours');
}

function refuse(reason: string): never {
  throw new DomainError('schedule.invalid', { fault: 'calendar.invalid-schedule', reason });
}
