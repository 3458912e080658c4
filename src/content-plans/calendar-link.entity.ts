import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A person's private address of a calendar feed; only the hash of its secret is kept. */
@Entity('content_plan_calendar_link')
@Index('content_plan_calendar_link_secret', ['secretHash'], { unique: true })
export class CalendarLink {
  /** One for each person: a new one puts the former out of use. */
  @PrimaryColumn({ type: 'uuid' })
  userId: string;

  @Column({ type: 'text' })
  secretHash: string;

  @Column({ type: 'timestamptz' })
  createdAt: Date;
}
