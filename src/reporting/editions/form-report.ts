import { Inject, Injectable } from '@nestjs/common';
import { type Actor, systemActor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids/index.js';
import { ReadFigures } from '../figures/read-figures.js';
import type { Figures } from '../figures/figures.types.js';
import { LocalPeriods } from '../period.js';
import { Editions } from './editions.js';
import { MonthlyReport, ReportEdition } from './report-edition.entity.js';

/** The source moment lies this far back: whatever was under way then is written by now, so the history up to it is whole. */
const SETTLED_MS = 2000;

/** Forms a month's figures, and the first draft of its report (M-15). */
@Injectable()
export class FormReport {
  private readonly periods: LocalPeriods;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly read: ReadFigures,
    private readonly editions: Editions,
    @Inject(CONFIG) config: Config,
  ) {
    this.periods = new LocalPeriods(config.TIME_ZONE);
  }

  /**
   * Forms the first draft of a month that has ended. Any number of processes may do so at once: one of them forms it.
   * @returns whether this call did.
   */
  async execute(report: MonthlyReport, actor: Actor = systemActor): Promise<boolean> {
    const formed = await this.db.alone(`report ${report.month}`, async () => {
      if (await this.db.row(`SELECT 1 FROM report_edition WHERE report_id = $1`, [report.id])) return false;
      const month = report.month.slice(0, 7);
      const { figures, sourceAt } = await this.figures(month);
      return this.db.transaction(() => this.editions.begin({ ...this.draft(report.id, 1, figures, sourceAt), month }, actor, this.clock.now()));
    });
    return formed ?? false;
  }

  /** The figures of a month as of now. */
  async figures(month: string): Promise<{ figures: Figures; sourceAt: Date }> {
    const period = this.periods.month(month);
    const sourceAt = new Date(Math.max(period.to.getTime(), this.clock.now().getTime() - SETTLED_MS));
    return { figures: await this.read.execute(period, sourceAt, {}, { whole: true, secondPart: true }), sourceAt };
  }

  /** A draft with these figures and nobody's words yet. */
  draft(reportId: string, number: number, figures: Figures, sourceAt: Date): ReportEdition {
    return {
      id: newId(), reportId, number, status: 'draft', version: 1, sourceAt, figures, replaced: null, words: {}, reason: null,
      formedAt: this.clock.now(), formedBy: null, approvedAt: null, approvedBy: null, recipient: null, attached: null, letterId: null, sentAt: null, failure: null,
    };
  }
}
