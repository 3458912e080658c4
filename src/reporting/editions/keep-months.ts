import { Inject, Injectable } from '@nestjs/common';
import { WorkingTimes } from '../../calendar/index.js';
import { Directory } from '../../executors/index.js';
import { systemActor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { Deadlines } from '../../regulation/index.js';
import { LocalPeriods, monthAfter } from '../period.js';
import { FormReport } from './form-report.js';
import type { MonthlyReport } from './report-edition.entity.js';

/** Months made up for after a long downtime. */
const MOST_MONTHS = 36;

/**
 * What M-15 asks at set times: when a month has ended the curator's term begins, and on the first working day after it the
 * draft is there. Whatever was missed while nothing ran is made up for.
 */
@Injectable()
export class KeepMonths {
  private readonly periods: LocalPeriods;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deadlines: Deadlines,
    private readonly directory: Directory,
    private readonly workingTimes: WorkingTimes,
    private readonly form: FormReport,
    @Inject(CONFIG) config: Config,
  ) {
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  @Scheduled('reports.monthly')
  async keep(): Promise<void> {
    const last = monthAfter(this.periods.monthOf(this.clock.now()), -1);
    for (const month of await this.unopened(last)) await this.open(month);
    for (const report of await this.unformed()) if (await this.workHasBegun(report.month)) await this.form.execute(report);
  }

  /** Months that ended and have no report yet: from the last reported one on, or the last month alone where there is none. */
  private async unopened(last: string): Promise<string[]> {
    const newest = await this.db.row<{ month: string }>(`SELECT to_char(month, 'YYYY-MM') AS month FROM monthly_report ORDER BY month DESC LIMIT 1`);
    const months: string[] = [];
    for (let month = last; months.length < MOST_MONTHS && (newest ? month > newest.month : month === last); month = monthAfter(month, -1)) months.push(month);
    return months.toReversed();
  }

  /** Opens the curator's term of a month. Before the first message was ever recorded there is nothing to report. */
  private async open(month: string): Promise<void> {
    const { to } = this.periods.month(month);
    const used = await this.db.row(`SELECT 1 FROM incident WHERE recorded_at < $1 LIMIT 1`, [to]);
    if (!used) return;
    await this.db.transaction(async () => {
      const [row] = await this.db.change<{ id: string }>(
        `INSERT INTO monthly_report (id, month, opened_at) VALUES ($1, $2::date, $3) ON CONFLICT (month) DO NOTHING RETURNING id`,
        [newId(), `${month}-01`, this.clock.now()],
      );
      if (!row) return;
      const { id: authorityId, scheduleId } = await this.directory.curatorAuthority();
      await this.deadlines.apply(
        [{ do: 'open', obligation: 'report.monthly', subject: 'report', subjectId: row.id, startedAt: to, bearer: { role: 'curator', authorityId, contactId: null, scheduleId } }],
        { stream: 'report', streamId: row.id, at: this.clock.now(), actor: systemActor },
      );
    });
  }

  private unformed(): Promise<MonthlyReport[]> {
    return this.db.rows<MonthlyReport>(
      `SELECT r.id, to_char(r.month, 'YYYY-MM-DD') AS month, r.opened_at AS "openedAt" FROM monthly_report r
       WHERE NOT EXISTS (SELECT 1 FROM report_edition e WHERE e.report_id = r.id) ORDER BY r.month`,
    );
  }

  /** Whether the first working day after the month has begun at the curator's. */
  private async workHasBegun(month: string): Promise<boolean> {
    const { scheduleId } = await this.directory.curatorAuthority();
    const workingTime = await this.workingTimes.of(scheduleId);
    return this.clock.now().getTime() >= workingTime.nextWorkingInstant(this.periods.month(month.slice(0, 7)).to);
  }
}
