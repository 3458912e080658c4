import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Totals of one local day that has passed: kept so that live figures need not count a month of messages anew. */
@Entity('report_day')
export class ReportDay {
  @PrimaryColumn({ type: 'date' })
  day: string;

  /** An authority, or the nil UUID for everybody. */
  @PrimaryColumn({ type: 'uuid' })
  scope: string;

  /** `dim key` → count. */
  @Column({ type: 'jsonb' })
  cells: Record<string, number>;
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
