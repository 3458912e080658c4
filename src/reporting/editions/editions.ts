import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';
import { type Actor, hasRole } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { transitionOf } from '../../platform/workflow/index.js';
import { MonthlyReport, ReportEdition } from './report-edition.entity.js';
import { circumstancesOf, type ReportAct, reportWorkflow } from './report.transitions.js';

/** Which edition is meant: the newest when no number is given. */
export interface EditionRef {
  month: string;
  number?: number;
  /** Only those that were approved: nobody but the curator sees a draft. */
  approved?: boolean;
}

/** An edition with the month it belongs to. */
export type EditionOfMonth = ReportEdition & { month: string };

/** Loads editions and moves them by their table; history and state in the act's transaction. */
@Injectable()
export class Editions {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
  ) {}

  /** @throws DomainError `not-found`. */
  async find({ month, number, approved = false }: EditionRef): Promise<EditionOfMonth> {
    const report = await this.db.reader.getRepository(MonthlyReport).findOneBy({ month: `${month}-01` });
    const [edition] = report
      ? await this.db.reader.getRepository(ReportEdition).find({ where: { reportId: report.id, ...(number === undefined ? {} : { number }), ...(approved ? { status: Not('draft' as const) } : {}) }, order: { number: 'DESC' }, take: 1 })
      : [];
    if (!edition) throw notFound('report', number === undefined ? month : `${month}/${number}`);
    return { ...edition, month };
  }

  /** @throws DomainError `report.action-not-allowed` when the table has no such move from the edition's state. */
  check(edition: Pick<ReportEdition, 'status' | 'failure'>, act: ReportAct, actor: Actor): void {
    const row = transitionOf(reportWorkflow, edition.status, act, circumstancesOf(edition));
    const may = row && (actor.channel === 'system' || (row.roles.length > 0 && hasRole(actor, ...row.roles)));
    if (!may) throw new DomainError('report.action-not-allowed', { action: act, state: edition.status });
  }

  /**
   * Moves an edition by the table in the open transaction, with what else changes, and writes the history.
   * @throws DomainError `report.action-not-allowed`; `precondition.failed` when the edition has changed since it was read.
   */
  async move(edition: ReportEdition, act: ReportAct, actor: Actor, at: Date, { set = {}, details = {} }: { set?: Partial<ReportEdition>; details?: Record<string, unknown> } = {}): Promise<void> {
    this.check(edition, act, actor);
    const to = transitionOf(reportWorkflow, edition.status, act, circumstancesOf(edition))?.to ?? edition.status;
    const changed = { ...set, status: to, version: edition.version + 1 };
    const { affected } = await this.db
      .repository(ReportEdition)
      .createQueryBuilder()
      .update()
      .set(changed as object)
      .where({ id: edition.id, version: edition.version, status: edition.status })
      .execute();
    if (affected !== 1) throw new DomainError('precondition.failed', { current: null });
    await this.tell(edition, act, actor, at, { from: edition.status, to, details });
    Object.assign(edition, changed);
  }

  /** Puts a new draft into the table; nothing when the month has one of that number, or a draft already. @returns whether it is there now. */
  async begin(edition: EditionOfMonth, actor: Actor, at: Date): Promise<boolean> {
    const { month, ...row } = edition;
    const { raw } = await this.db.repository(ReportEdition).createQueryBuilder().insert().values(row as object).orIgnore().returning('id').execute();
    if ((raw as unknown[]).length === 0) return false;
    await this.tell(edition, 'form', actor, at, { from: null, to: 'draft', details: { month, sourceAt: edition.sourceAt } });
    return true;
  }

  private tell({ id, reportId, number }: ReportEdition, act: ReportAct, actor: Actor, at: Date, { from, to, details }: { from: string | null; to: string; details: Record<string, unknown> }): Promise<void> {
    return this.events.append({
      type: `report.${act}`, stream: 'report', streamId: reportId, subject: 'edition', subjectId: id, fromState: from, toState: to,
      actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel, clause: 'M-15', bearer: 'curator',
      details: { number, ...details }, roles: ['curator'], at,
    });
  }
}
