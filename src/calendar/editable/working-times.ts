import { Inject, Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import type { ScheduleEdition } from '../calendar.types.js';
import { compileWorkingTime, type WorkingTime } from '../working-time.js';
import { CalendarRevision } from './calendar-revision.js';
import { CALENDAR_ID } from './correction.js';
import { before, type CalendarState, type Correction } from './undo-corrections.js';

/** Everything terms are counted by, as of one revision. */
interface Snapshot extends CalendarState {
  revision: string;
}

/** Terms of working days reach this far ahead. */
const NEAR_MS = 60 * 86_400_000;

/** One statement, so that all of it is of one moment. */
const SNAPSHOT = `
  SELECT r.revision,
    (SELECT coalesce(jsonb_agg(c.data ORDER BY c.year), '[]') FROM production_calendar c) AS calendars,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('date', o.date, 'kind', o.kind, 'intervals', o.intervals, 'replaces', o.replaces)
      ORDER BY o.date), '[]') FROM calendar_override o) AS overrides,
    (SELECT jsonb_agg(jsonb_build_object('id', s.id, 'isDefault', s.is_default, 'timeZone', s.time_zone, 'editions',
      (SELECT jsonb_agg(jsonb_build_object('validFrom', e.valid_from, 'validTo', e.valid_to, 'weekly', e.weekly,
        'workingWeekend', e.working_weekend) ORDER BY e.valid_from) FROM work_schedule_edition e WHERE e.schedule_id = s.id)))
      FROM work_schedule s) AS schedules
  FROM calendar_revision r WHERE r.id = 1`;

/** Working time of the installation's schedules, compiled once per revision. */
@Injectable()
export class WorkingTimes {
  private readonly logger = new Logger('Calendar');
  private snapshot: Snapshot | null = null;
  private compiled = new Map<string, WorkingTime>();
  private readonly missing = new Map<number, string>();

  constructor(
    private readonly db: Database,
    private readonly revision: CalendarRevision,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Working time of a schedule (null: the default one), by the newest revision. Inside a transaction no correction
   * can slip in before it ends.
   * @throws DomainError `not-found` for an unknown schedule.
   */
  async of(scheduleId: string | null): Promise<WorkingTime> {
    return (await this.all())(scheduleId);
  }

  /** As {@link of}, for any number of schedules at the price of one; `known` is a revision the caller already holds. */
  async all(known?: string): Promise<(scheduleId: string | null) => WorkingTime> {
    const revision = known ?? (await this.revision.current());
    if (this.snapshot?.revision !== revision) await this.load();
    const { snapshot, compiled } = this;
    return (scheduleId) => this.compile(snapshot as Snapshot, compiled, scheduleId);
  }

  /** As {@link all}, were every schedule other than it is: for questions of what would have been. */
  async supposing(change: (editions: readonly ScheduleEdition[]) => ScheduleEdition[]): Promise<(scheduleId: string | null) => WorkingTime> {
    await this.all();
    const snapshot = this.snapshot as Snapshot;
    const supposed = { ...snapshot, schedules: snapshot.schedules.map((schedule) => ({ ...schedule, editions: change(schedule.editions) })) };
    const compiled = new Map<string, WorkingTime>();
    return (scheduleId) => this.compile(supposed, compiled, scheduleId);
  }

  /** As {@link all}, by what was known at a moment: corrections made since are undone by the event log. */
  async asOf(at: Date): Promise<(scheduleId: string | null) => WorkingTime> {
    const current = await this.all();
    const snapshot = this.snapshot as Snapshot;
    const streams = [CALENDAR_ID, ...snapshot.schedules.map(({ id }) => id)];
    const since = await this.db.rows<Correction>(`SELECT type, details FROM event WHERE stream_id = ANY($1::uuid[]) AND at > $2 ORDER BY id DESC`, [streams, at]);
    if (since.length === 0) return current;
    const then = { ...snapshot, ...before(snapshot, since) };
    const compiled = new Map<string, WorkingTime>();
    return (scheduleId) => this.compile(then, compiled, scheduleId);
  }

  /** Years without a production calendar in which terms were counted since the last correction, or will be within weeks. */
  async yearsWithoutCalendar(): Promise<number[]> {
    await this.all();
    const { revision, calendars } = this.snapshot as Snapshot;
    const now = this.clock.now().getTime();
    const near = [now, now + NEAR_MS].map((at) => new Date(at).getUTCFullYear());
    const counted = [...this.missing].filter(([, by]) => by === revision).map(([year]) => year);
    return [...new Set([...counted, ...near.filter((year) => !calendars.some((c) => c.year === year))])].sort();
  }

  private async load(): Promise<void> {
    const snapshot = await this.db.row<Snapshot>(SNAPSHOT);
    if (!snapshot) throw new Error('calendar_revision has lost its row');
    this.snapshot = snapshot;
    this.compiled = new Map();
  }

  private compile(snapshot: Snapshot, compiled: Map<string, WorkingTime>, scheduleId: string | null): WorkingTime {
    const schedule = snapshot.schedules.find((s) => (scheduleId === null ? s.isDefault : s.id === scheduleId));
    if (!schedule) throw notFound('schedule', String(scheduleId));
    let workingTime = compiled.get(schedule.id);
    if (!workingTime) {
      workingTime = compileWorkingTime({
        schedule: schedule.editions,
        calendar: snapshot.calendars,
        overrides: snapshot.overrides,
        timeZone: schedule.timeZone,
        decreeDays: this.config.DECREE_DAYS,
        missingYear: (year) => this.warn(year, snapshot.revision),
      });
      compiled.set(schedule.id, workingTime);
    }
    return workingTime;
  }

  /** Loudly, but once per year and revision: terms run on, without that year's transfers and shortened days. */
  private warn(year: number, revision: string): void {
    if (this.missing.get(year) === revision) return;
    this.missing.set(year, revision);
    this.logger.error(
      `There is no production calendar for ${year}: its terms are counted by weekly hours and the holidays of ` +
        `Labour Code art. 112 alone. Enter it: PUT /api/v1/calendar/years/${year}`,
    );
  }
}
