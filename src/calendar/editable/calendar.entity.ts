import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DayOverride, ProductionCalendarYear } from '../calendar.types.js';
import type { LocalDate } from '../local-date.js';
import type { LocalTimeInterval } from '../local-time.js';

/** The production calendar of one year, as shipped or as an administrator corrected it. */
@Entity('production_calendar')
export class ProductionCalendar {
  @PrimaryColumn({ type: 'integer' })
  year: number;

  @Column({ type: 'jsonb' })
  data: ProductionCalendarYear;

  @Column({ type: 'text' })
  status: ProductionCalendarYear['status'];

  /** What the days rest on. */
  @Column({ type: 'text' })
  source: string;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** One date that differs from the production calendar, on every schedule. */
@Entity('calendar_override')
export class CalendarOverride {
  @PrimaryColumn({ type: 'date' })
  date: LocalDate;

  @Column({ type: 'text' })
  kind: DayOverride['kind'];

  @Column({ type: 'jsonb', nullable: true })
  intervals: LocalTimeInterval[] | null;

  /** The weekday a working Saturday or Sunday replaces. */
  @Column({ type: 'date', nullable: true })
  replaces: LocalDate | null;

  @Column({ type: 'text' })
  reason: string;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** The single row that says which state of calendars, schedules and terms holds. */
@Entity('calendar_revision')
export class CalendarRevisionRow {
  @PrimaryColumn({ type: 'integer' })
  id: number;

  @Column({ type: 'bigint' })
  revision: string;
}
