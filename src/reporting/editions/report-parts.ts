import { Injectable, type StreamableFile } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Database } from '../../platform/database/index.js';
import { isoOffset, type Page } from '../../platform/http/index.js';
import type { Framing } from '../document/build-document.js';
import type { Figures } from '../figures/figures.types.js';
import { ReadFigures } from '../figures/read-figures.js';
import { fileAnswer, htmlAnswer } from '../forms/answer.js';
import { type Format, formats, RenderForms, secondPartOf } from '../forms/render-forms.js';
import type { Part } from '../report-access.js';
import { type EditionOfMonth, type EditionRef, Editions } from './editions.js';
import type { ReportState } from './report.transitions.js';
import type { ReportListItem, ReportView } from './report.schemas.js';
import { fileName } from './send-report.js';

/**
 * The monthly report for those who are no curators: of approved editions alone, and only their part. An authority's figures
 * are counted from the history as of the edition's source moment, so they stand as firmly as the edition; the curator's words,
 * the corrections and the way to the Governor are nobody's but the curator's.
 */
@Injectable()
export class ReportParts {
  constructor(
    private readonly db: Database,
    private readonly editions: Editions,
    private readonly read: ReadFigures,
    private readonly render: RenderForms,
  ) {}

  /** Months with an approved edition, the newest first. */
  async list(): Promise<Page<ReportListItem>> {
    const rows = await this.db.rows<{ month: string; number: number; status: ReportState; sourceAt: Date; sentAt: Date | null }>(
      `SELECT to_char(r.month, 'YYYY-MM') AS month, e.number, e.status, e.source_at AS "sourceAt", e.sent_at AS "sentAt" FROM monthly_report r
       JOIN LATERAL (SELECT * FROM report_edition e WHERE e.report_id = r.id AND e.status <> 'draft' ORDER BY e.number DESC LIMIT 1) e ON true ORDER BY r.month DESC LIMIT 600`,
    );
    return {
      items: rows.map(({ month, number, status, sourceAt, sentAt }) => ({ month, edition: number, status, sourceAt: isoOffset(sourceAt), sentAt: isoOffset(sentAt), received: null })),
      nextCursor: null,
    };
  }

  /** @throws DomainError `not-found`, also while the month has nothing but a draft. */
  async view(part: Part, ref: EditionRef): Promise<ReportView> {
    const edition = await this.editions.find({ ...ref, approved: true });
    const { month, number, status, version, sourceAt, formedAt, approvedAt, sentAt } = edition;
    const editions = await this.db.rows<{ number: number; status: ReportState; formedAt: Date; sentAt: Date | null }>(
      `SELECT number, status, formed_at AS "formedAt", sent_at AS "sentAt" FROM report_edition WHERE report_id = $1 AND status <> 'draft' ORDER BY number`, [edition.reportId],
    );
    const figures = await this.figures(part, edition);
    return {
      id: edition.id, month, edition: number, status, version,
      sourceAt: isoOffset(sourceAt), formedAt: isoOffset(formedAt), approvedAt: isoOffset(approvedAt), sentAt: isoOffset(sentAt),
      recipient: null, failure: null, reason: null, words: words(part, edition), changes: [],
      figures: part.of === 'committee' ? (secondPartOf(figures) as Figures) : figures,
      forms: formats.map((format) => ({ format, href: `/api/v1/reports/monthly/${month}.${format}?edition=${number}`, frozen: false, sha256: null, size: null })),
      deadline: null,
      editions: editions.map((one) => ({ ...one, formedAt: isoOffset(one.formedAt), sentAt: isoOffset(one.sentAt), reason: null })),
      allowedActions: [],
    };
  }

  /** @throws as {@link view}. */
  async form(part: Part, ref: EditionRef, format: Format, reply: FastifyReply): Promise<StreamableFile> {
    const edition = await this.editions.find({ ...ref, approved: true });
    const { month, number, sourceAt } = edition;
    const framing: Framing = {
      words: words(part, edition), addressee: null, mark: null, secondPartOnly: part.of === 'committee',
      notes: number > 1 ? [`Издание ${number}`] : [],
    };
    const content = await this.render.execute(format, await this.figures(part, edition), framing, { month, edition: number, sourceAt });
    return format === 'html' ? htmlAnswer(content, reply) : fileAnswer(content, format, fileName(edition, format), reply);
  }

  private async figures(part: Part, { figures, sourceAt }: EditionOfMonth): Promise<Figures> {
    if (part.of === 'committee') return figures;
    const period = { from: new Date(figures.from), to: new Date(figures.to) };
    return this.read.execute(period, sourceAt, { authorityId: part.authorityId });
  }
}

/** What the curator wrote to the sections the committee sees. */
function words(part: Part, edition: EditionOfMonth): Record<string, string> {
  if (part.of === 'authority') return {};
  const keys = edition.figures.supplements.map(({ key }) => key);
  return Object.fromEntries(Object.entries(edition.words).filter(([key]) => keys.includes(key)));
}
