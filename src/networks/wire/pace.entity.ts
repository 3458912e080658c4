import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When the next request of one credential may leave, by PostgreSQL's own clock; shared by every process. */
@Entity('network_pace')
export class NetworkPace {
  @PrimaryColumn({ type: 'text' })
  key: string;

  @Column({ type: 'timestamptz' })
  nextAt: Date;
}
