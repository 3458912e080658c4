import { Column, Entity, PrimaryColumn } from 'typeorm';

/** When something that must keep happening happened last. */
@Entity('heartbeat')
export class Heartbeat {
  @PrimaryColumn({ type: 'text' })
  name: string;

  /** By the application's clock. */
  @Column({ type: 'timestamptz' })
  at: Date;
}
