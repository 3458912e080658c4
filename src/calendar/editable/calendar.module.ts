import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { HealthWarnings } from '../../platform/health/index.js';
import { CalendarChanges } from './calendar-changes.js';
import { CalendarController } from './calendar.controller.js';
import { CalendarOverride, CalendarRevisionRow, ProductionCalendar } from './calendar.entity.js';
import { CalendarRevision } from './calendar-revision.js';
import { ChangeSchedule, CreateSchedule } from './change-schedule.js';
import { CorrectDay } from './correct-day.js';
import { CorrectYear } from './correct-year.js';
import { PreviewTerm } from './preview-term.js';
import { WorkSchedule, WorkScheduleEdition } from './schedule.entity.js';
import { Schedules } from './schedules.js';
import { SchedulesController } from './schedules.controller.js';
import { WorkingTimes } from './working-times.js';

/** Production calendars and schedules as editable data, and working time compiled from them. */
@Module({
  imports: [TypeOrmModule.forFeature([WorkSchedule, WorkScheduleEdition, ProductionCalendar, CalendarOverride, CalendarRevisionRow])],
  controllers: [CalendarController, SchedulesController],
  providers: [CalendarRevision, CalendarChanges, WorkingTimes, Schedules, CorrectYear, CorrectDay, CreateSchedule, ChangeSchedule, PreviewTerm],
  exports: [CalendarRevision, CalendarChanges, WorkingTimes],
})
export class CalendarModule implements OnModuleInit {
  constructor(
    private readonly warnings: HealthWarnings,
    private readonly workingTimes: WorkingTimes,
  ) {}

  onModuleInit(): void {
    this.warnings.add(async () =>
      (await this.workingTimes.yearsWithoutCalendar()).map((year) => ({
        code: 'calendar.missing',
        detail: `There is no production calendar for ${year}; terms ignore its transfers and shortened days.`,
      })),
    );
  }
}
