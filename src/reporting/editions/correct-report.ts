import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { Editions } from './editions.js';
import { FormReport } from './form-report.js';
import { ReportReader } from './report-reader.js';

/** Begins a correction: a new edition with figures of now; what was sent stays as it is. */
@Injectable()
export class CorrectReport {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly editions: Editions,
    private readonly form: FormReport,
    private readonly reader: ReportReader,
  ) {}

  /** @throws DomainError `not-found`, `report.action-not-allowed`, `report.draft-exists`, `precondition.failed`. */
  async execute(actor: Actor, month: string, reason: string, expected: number | null): Promise<void> {
    const edition = await this.editions.find({ month });
    await checkVersion(expected, edition.version, () => this.reader.view({ month }));
    this.editions.check(edition, 'correct', actor);
    const { figures, sourceAt } = await this.form.figures(month);
    await this.db.transaction(async () => {
      const at = this.clock.now();
      await this.editions.move(edition, 'correct', actor, at, { details: { reason } });
      const draft = { ...this.form.draft(edition.reportId, edition.number + 1, figures, sourceAt), replaced: edition.figures, words: edition.words, reason, formedBy: actor.userId, month };
      if (!(await this.editions.begin(draft, actor, at))) throw new DomainError('report.draft-exists');
    });
  }
}
