import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { WeeklySchedule } from '../calendar.types.js';
import type { LocalDate } from '../local-date.js';
import type { LocalTimeInterval } from '../local-time.js';

/** A working schedule that authorities can follow; exactly one is the default. */
@Entity('work_schedule')
@Index('work_schedule_default', ['isDefault'], { unique: true, where: 'is_default' })
export class WorkSchedule {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  name: string;

  /** IANA name. */
  @Column({ type: 'text' })
  timeZone: string;

  @Column({ type: 'boolean', default: false })
  isDefault: boolean;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** The weekly hours of a schedule between two local dates, both included. */
@Entity('work_schedule_edition')
export class WorkScheduleEdition {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => WorkSchedule, { name: 'work_schedule_edition_schedule' })
  scheduleId: string;

  @PrimaryColumn({ type: 'date' })
  validFrom: LocalDate;

  @Column({ type: 'date', nullable: true })
  validTo: LocalDate | null;

  @Column({ type: 'jsonb' })
  weekly: WeeklySchedule;

  /** Hours of a working weekend; null: those of the weekday it replaces. */
  @Column({ type: 'jsonb', nullable: true })
  workingWeekend: LocalTimeInterval[] | null;
}
