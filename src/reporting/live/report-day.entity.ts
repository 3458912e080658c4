import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** What is counted: a dimension and a key under it. Kept totals name it by its number. */
@Entity('report_cell')
@Index('report_cell_key', ['dim', 'key'], { unique: true })
export class ReportCell {
  @PrimaryGeneratedColumn('identity', { type: 'integer', generatedIdentity: 'ALWAYS' })
  id: number;

  @Column({ type: 'text' })
  dim: string;

  @Column({ type: 'text' })
  key: string;
}

/** Totals of one local day that has passed: kept so that live figures need not count a month of messages anew. */
@Entity('report_day')
export class ReportDay {
  @PrimaryColumn({ type: 'date' })
  day: string;

  /** What the figures are narrowed to: an authority, a topic, a place or a network; empty for everything. */
  @PrimaryColumn({ type: 'text' })
  scope: string;

  /** Cells by number, and how many there are of each. */
  @Column({ type: 'integer', array: true })
  cells: number[];

  @Column({ type: 'integer', array: true })
  counts: number[];
}

/** How far the totals have seen the event log; one row. */
@Entity('report_roll')
export class ReportRoll {
  @PrimaryColumn({ type: 'integer' })
  id: number;

  /** Time zone of the days: another one makes all totals void. */
  @Column({ type: 'text' })
  timeZone: string;

  /** Events of this transaction and later ones are not yet in the totals. */
  @Column({ type: 'bigint' })
  txid: string;
}
