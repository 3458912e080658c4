import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { Figures } from '../figures/figures.types.js';
import type { ReportState } from './report.transitions.js';

/** One month of the authorities' work, on which the curator owes a report (M-15). */
@Entity('monthly_report')
@Index('monthly_report_month', ['month'], { unique: true })
export class MonthlyReport {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** First day of the month, local. */
  @Column({ type: 'date' })
  month: string;

  /** When the product noticed that the month had ended, and opened the term. */
  @Column({ type: 'timestamptz' })
  openedAt: Date;
}

/** One edition of a month's report: a draft until it is approved, unchangeable afterwards. */
@Entity('report_edition')
@Index('report_edition_number', ['reportId', 'number'], { unique: true })
@Index('report_edition_draft', ['reportId'], { unique: true, where: `status = 'draft'` })
export class ReportEdition {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => MonthlyReport, { name: 'report_edition_report' })
  reportId: string;

  /** 1, 2, …: a correction is the next one. */
  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'text' })
  status: ReportState;

  @Column({ type: 'integer' })
  version: number;

  /** Source moment: the figures see the history up to it and nothing later. */
  @Column({ type: 'timestamptz' })
  sourceAt: Date;

  @Column({ type: 'jsonb' })
  figures: Figures;

  /** The figures these took the place of: the draft's before its last refresh, or the edition's that is corrected. */
  @Column({ type: 'jsonb', nullable: true })
  replaced: Figures | null;

  /** The curator's words, section by section. */
  @Column({ type: 'jsonb', default: () => `'{}'` })
  words: Record<string, string>;

  /** Why a correction was made. */
  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'timestamptz' })
  formedAt: Date;

  /** Null when the product formed it by itself. */
  @Column({ type: 'uuid', nullable: true })
  formedBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  approvedAt: Date | null;

  @Column({ type: 'uuid', nullable: true })
  approvedBy: string | null;

  /** Mailbox it was sent to. */
  @Column({ type: 'text', nullable: true })
  recipient: string | null;

  /** Forms attached to the letter. */
  @Column({ type: 'text', array: true, nullable: true })
  attached: string[] | null;

  @Column({ type: 'uuid', nullable: true })
  letterId: string | null;

  /** When the recipient's mail server accepted the letter. */
  @Column({ type: 'timestamptz', nullable: true })
  sentAt: Date | null;

  /** Why the last attempt to send failed. */
  @Column({ type: 'text', nullable: true })
  failure: string | null;
}

/** One frozen form of an approved edition; its bytes lie in the storage under their SHA-256. */
@Entity('report_form')
export class ReportForm {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => ReportEdition, { name: 'report_form_edition' })
  editionId: string;

  @PrimaryColumn({ type: 'text' })
  format: string;

  @Column({ type: 'text' })
  sha256: string;

  /** Bytes. */
  @Column({ type: 'bigint' })
  size: string;
}

/** Where reports go, and which forms go with the letter; one row. */
@Entity('report_setting')
export class ReportSetting {
  @PrimaryColumn({ type: 'integer' })
  id: number;

  @Column({ type: 'text', nullable: true })
  recipientEmail: string | null;

  /** Whom the document and the letter address, in the dative. */
  @Column({ type: 'text' })
  recipientName: string;

  @Column({ type: 'text', array: true })
  attached: string[];

  @Column({ type: 'integer', default: 1 })
  version: number;
}
