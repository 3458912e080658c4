import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { isoOffset, type Page } from '../../platform/http/index.js';
import { allowedEvents } from '../../platform/workflow/index.js';
import { Deadlines, deadlineView } from '../../regulation/index.js';
import type { Framing } from '../document/build-document.js';
import { type Format, formats } from '../forms/render-forms.js';
import { type EditionOfMonth, type EditionRef, Editions } from './editions.js';
import { figureChanges } from './figure-changes.js';
import { ReportForm, ReportSetting } from './report-edition.entity.js';
import { circumstancesOf, type ReportState, reportWorkflow } from './report.transitions.js';
import type { ReportListItem, ReportView } from './report.schemas.js';

const stateWords: Record<ReportState, string | null> = {
  draft: 'Проект',
  approved: null,
  sending: null,
  sent: null,
  superseded: 'Заменён следующим изданием',
};

/** Reads monthly reports and their editions for people. */
@Injectable()
export class ReportReader {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly editions: Editions,
    private readonly deadlines: Deadlines,
  ) {}

  /** Months that have a report, the newest first, each with its newest edition. */
  async list(): Promise<Page<ReportListItem>> {
    const rows = await this.db.rows<{ month: string; number: number | null; status: ReportState | null; version: number | null; sourceAt: Date | null; sentAt: Date | null; received: number | null }>(
      `SELECT to_char(r.month, 'YYYY-MM') AS month, e.number, e.status, e.version, e.source_at AS "sourceAt", e.sent_at AS "sentAt", (e.figures->'totals'->>'received')::integer AS received
       FROM monthly_report r LEFT JOIN LATERAL (SELECT * FROM report_edition e WHERE e.report_id = r.id ORDER BY e.number DESC LIMIT 1) e ON true ORDER BY r.month DESC LIMIT 600`,
    );
    return {
      items: rows.map(({ month, number, status, sourceAt, sentAt, received }) => ({ month, edition: number, status: status ?? 'awaited', sourceAt: isoOffset(sourceAt), sentAt: isoOffset(sentAt), received })),
      nextCursor: null,
    };
  }

  /** @throws DomainError `not-found`. */
  async view(ref: EditionRef): Promise<ReportView> {
    const edition = await this.editions.find(ref);
    const newest = ref.number === undefined ? edition : await this.editions.find({ month: ref.month });
    const now = this.clock.now();
    const [deadline] = await this.deadlines.of([edition.reportId]);
    const others = await this.db.rows<{ number: number; status: ReportState; formedAt: Date; sentAt: Date | null; reason: string | null }>(
      `SELECT number, status, formed_at AS "formedAt", sent_at AS "sentAt", reason FROM report_edition WHERE report_id = $1 ORDER BY number`,
      [edition.reportId],
    );
    const forms = await this.forms(edition);
    return {
      id: edition.id,
      month: edition.month,
      edition: edition.number,
      status: edition.status,
      version: edition.version,
      sourceAt: isoOffset(edition.sourceAt),
      formedAt: isoOffset(edition.formedAt),
      approvedAt: isoOffset(edition.approvedAt),
      sentAt: isoOffset(edition.sentAt),
      recipient: edition.recipient,
      failure: edition.failure,
      reason: edition.reason,
      words: edition.words,
      changes: figureChanges(edition.replaced, edition.figures),
      figures: edition.figures,
      forms,
      deadline: deadline ? deadlineView(deadline, now) : null,
      editions: others.map(({ formedAt, sentAt, ...rest }) => ({ ...rest, formedAt: isoOffset(formedAt), sentAt: isoOffset(sentAt) })),
      // Only the newest edition is worked on.
      allowedActions: edition.id === newest.id ? allowedEvents(reportWorkflow, edition.status, ['curator'], circumstancesOf(edition)) : [],
    };
  }

  /** What stands around an edition's figures. */
  async framing({ number, status, words, reason }: EditionOfMonth): Promise<Framing> {
    const setting = await this.setting();
    return {
      words,
      addressee: setting.recipientName,
      notes: number > 1 ? [`Издание ${number}${reason ? `. Исправлено: ${reason}` : ''}`] : [],
      mark: stateWords[status],
    };
  }

  setting(): Promise<ReportSetting> {
    return this.db.reader.getRepository(ReportSetting).findOneByOrFail({ id: 1 });
  }

  /** The frozen form of an edition, or null while it is a draft. */
  async frozen({ id }: Pick<EditionOfMonth, 'id'>, format: Format): Promise<ReportForm | null> {
    return this.db.reader.getRepository(ReportForm).findOneBy({ editionId: id, format });
  }

  private async forms({ id, month, number, status }: EditionOfMonth): Promise<ReportView['forms']> {
    const frozen = await this.db.reader.getRepository(ReportForm).findBy({ editionId: id });
    return formats.map((format) => {
      const form = frozen.find((one) => one.format === format);
      return { format, href: `/api/v1/reports/monthly/${month}.${format}?edition=${number}`, frozen: status !== 'draft', sha256: form?.sha256 ?? null, size: form ? Number(form.size) : null };
    });
  }
}
