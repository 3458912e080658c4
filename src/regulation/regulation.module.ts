import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { CalendarChanges, CalendarModule } from '../calendar/index.js';
import { AdoptEdition } from './adopt-edition.js';
import { CloseDeadlines } from './close-deadlines.js';
import { DeadlineWaker } from './deadline-waker.js';
import { Deadline } from './deadline.entity.js';
import { Deadlines } from './deadlines.js';
import { DueDeadlines } from './due-deadlines.js';
import { RegulationEdition, RegulationTerm } from './edition.entity.js';
import { Editions } from './editions.js';
import { FireMarks } from './fire-marks.js';
import { ListDeadlines } from './list-deadlines.js';
import { OpenDeadlines } from './open-deadlines.js';
import { ReadRegulation } from './read-regulation.js';
import { RecountDeadlines } from './recount-deadlines.js';
import { DeadlinesController, RegulationController } from './regulation.controller.js';
import { WakeUps } from './wake-ups.js';

/** The decree as data, and the deadlines that enforce it. */
@Module({
  imports: [TypeOrmModule.forFeature([RegulationEdition, RegulationTerm, Deadline]), CalendarModule],
  controllers: [RegulationController, DeadlinesController],
  providers: [
    Editions, AdoptEdition, ReadRegulation, Deadlines, OpenDeadlines, CloseDeadlines, RecountDeadlines, FireMarks, DueDeadlines, DeadlineWaker,
    WakeUps, ListDeadlines,
  ],
  exports: [Deadlines, DueDeadlines, DeadlineWaker],
})
export class RegulationModule implements OnModuleInit {
  constructor(
    private readonly changes: CalendarChanges,
    private readonly recount: RecountDeadlines,
  ) {}

  onModuleInit(): void {
    this.changes.onChange(async ({ reason, scheduleIds, what, actor, at }) => {
      await this.recount.execute({ scheduleIds: scheduleIds === 'all' ? undefined : scheduleIds, reason: { reason, ...what }, actor, at });
    });
  }
}
