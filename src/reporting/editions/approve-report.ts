import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { type Format, formats, RenderForms } from '../forms/render-forms.js';
import { type EditionOfMonth, Editions } from './editions.js';
import { ReportForm } from './report-edition.entity.js';
import { ReportReader } from './report-reader.js';
import { ReportFiles } from './report-files.js';

/** Approves a draft: its figures, words, source moment and the bytes of every form are frozen (M-15). */
@Injectable()
export class ApproveReport {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly editions: Editions,
    private readonly reader: ReportReader,
    private readonly render: RenderForms,
    private readonly files: ReportFiles,
  ) {}

  /** @throws DomainError `not-found`, `report.action-not-allowed`, `precondition.failed`. */
  async execute(actor: Actor, month: string, expected: number | null): Promise<void> {
    const edition = await this.editions.find({ month });
    await checkVersion(expected, edition.version, () => this.reader.view({ month }));
    this.editions.check(edition, 'approve', actor);
    const at = this.clock.now();
    const forms: ReportForm[] = [];
    // Written before the transaction that speaks of them; whoever changed the draft meanwhile wins, and the files mean nothing.
    for (const format of formats) forms.push(await this.kept(edition, format));
    await this.db.transaction(async () => {
      await this.editions.move(edition, 'approve', actor, at, {
        set: { approvedAt: at, approvedBy: actor.userId },
        details: { sourceAt: edition.sourceAt, sha256: Object.fromEntries(forms.map(({ format, sha256 }) => [format, sha256])) },
      });
      await this.db.repository(ReportForm).insert(forms);
    });
  }

  private async kept(edition: EditionOfMonth, format: Format): Promise<ReportForm> {
    const { figures, month, number, sourceAt } = edition;
    const framing = { ...(await this.reader.framing(edition)), mark: null };
    const content = await this.render.execute(format, figures, framing, { month, edition: number, sourceAt });
    return { editionId: edition.id, format, ...(await this.files.keep(content)) };
  }
}
