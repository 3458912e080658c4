import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, systemActor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { LetterOutcomes, Letters, Outbox } from '../../platform/mail/index.js';
import { monthAndYear } from '../../platform/russian/index.js';
import { Templates } from '../../platform/templates/index.js';
import { Deadlines } from '../../regulation/index.js';
import { type Format, mediaTypes } from '../forms/render-forms.js';
import { type EditionOfMonth, Editions } from './editions.js';
import { ReportEdition, ReportForm } from './report-edition.entity.js';
import { ReportReader } from './report-reader.js';

const KIND = 'report.monthly';

/**
 * Sends an approved edition to the Governor (M-15). The letter is queued in the act's transaction and goes out once; when the
 * recipient's server has accepted it, the edition is sent and the curator's term is met.
 */
@Injectable()
export class SendReport implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly editions: Editions,
    private readonly reader: ReportReader,
    private readonly outbox: Outbox,
    private readonly outcomes: LetterOutcomes,
    private readonly letters: Letters,
    private readonly deadlines: Deadlines,
    private readonly templates: Templates,
  ) {}

  onModuleInit(): void {
    this.outcomes.on(KIND, async ({ id, outcome, at, lastError, toAddress }) => {
      const edition = await this.db.writer.getRepository(ReportEdition).findOne({ where: { letterId: id }, lock: { mode: 'pessimistic_write' } });
      if (!edition) return;
      if (outcome === 'sent') await this.accepted(edition, { recipient: toAddress, at: (await this.letters.one(id))?.handedOverAt ?? at });
      else if (outcome === 'uncertain') await this.db.repository(ReportEdition).update({ id: edition.id }, { failure: lastError ?? 'uncertain' });
      else await this.refused(edition, outcome, lastError, at);
    });
  }

  /**
   * @param attached forms to attach instead of those of the settings.
   * @throws DomainError `report.recipient-missing`, `report.action-not-allowed`, `precondition.failed`, `not-found`.
   */
  execute(actor: Actor, month: string, { attached, expected }: { attached?: readonly Format[]; expected: number | null }): Promise<void> {
    return this.db.transaction(async () => {
      const edition = await this.editions.find({ month });
      await checkVersion(expected, edition.version, () => this.reader.view({ month }));
      this.editions.check(edition, 'send', actor);
      const { recipientEmail, recipientName, attached: usual } = await this.reader.setting();
      if (!recipientEmail) throw new DomainError('report.recipient-missing');
      const forms = attached ?? (usual as Format[]);
      const letterId = await this.queue(edition, { recipientEmail, recipientName, forms });
      await this.editions.move(edition, 'send', actor, this.clock.now(), {
        set: { letterId, recipient: recipientEmail, attached: [...forms], failure: null }, details: { letterId, attached: forms },
      });
    });
  }

  private async queue(edition: EditionOfMonth, { recipientEmail, recipientName, forms }: { recipientEmail: string; recipientName: string; forms: readonly Format[] }): Promise<string> {
    const kept = await this.db.writer.getRepository(ReportForm).findBy({ editionId: edition.id });
    const files = forms.flatMap((format) => kept.filter((one) => one.format === format).map(({ sha256 }) => ({ fileName: fileName(edition, format), sha256 })));
    // Whoever has the letter can tell that the file is the one that was approved.
    const data = { files, month: monthAndYear(edition.month), recipientName, edition: edition.number, corrected: edition.number > 1, reason: edition.reason, figures: edition.figures, sourceAt: edition.sourceAt };
    const [id] = await this.outbox.queue([
      {
        kind: KIND,
        to: { userId: null, name: recipientName, address: recipientEmail },
        subject: `Отчёт о работе с сообщениями из социальных сетей за ${data.month}${edition.number > 1 ? ` (издание ${edition.number})` : ''}`,
        html: this.templates.render('emails/report.html', data),
        text: this.templates.render('emails/report.txt', data),
        attachments: forms.flatMap((format) => {
          const form = kept.find((one) => one.format === format);
          return form ? [{ fileName: fileName(edition, format), mediaType: mediaTypes[format], key: form.sha256, size: Number(form.size), area: 'reports' as const }] : [];
        }),
        about: { stream: 'report', streamId: edition.reportId },
        thread: `report:${edition.reportId}`,
      },
    ]);
    if (!id) throw new Error('The letter with the report was not queued');
    return id;
  }

  /** @param at when it was handed over: an answer that tells so may come long after. */
  private async accepted(edition: ReportEdition, { recipient, at }: { recipient: string; at: Date }): Promise<void> {
    if (edition.status !== 'sending' && edition.status !== 'approved') return;
    await this.editions.move(edition, 'accepted', systemActor, this.clock.now(), { set: { sentAt: at, recipient, failure: null }, details: { sentAt: at } });
    // Late is accepted and marked (settled rule 6).
    await this.deadlines.apply([{ do: 'meet', obligation: 'report.monthly', subjectId: edition.reportId }], { stream: 'report', streamId: edition.reportId, at, actor: systemActor });
  }

  private async refused(edition: ReportEdition, outcome: string, error: string | null, at: Date): Promise<void> {
    if (edition.status !== 'sending' && edition.status !== 'sent') return;
    await this.editions.move(edition, 'refused', systemActor, at, { set: { failure: error ?? outcome }, details: { outcome } });
  }
}

/** «otchet-2020-06.pdf» */
export const fileName = ({ month, number }: Pick<EditionOfMonth, 'month' | 'number'>, format: Format): string => `otchet-${month}${number > 1 ? `-izdanie-${number}` : ''}.${format}`;
