import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A call of a network, as it came: proved, stored and answered at once; worked off afterwards. */
@Entity('intake_event')
@Unique('intake_event_one', ['webhookId', 'eventKey'])
@Index('intake_event_waiting', ['receivedAt', 'id'], { where: 'handled_at IS NULL AND attempts < 5' })
@Index('intake_event_old', ['receivedAt'])
export class IncomingEvent {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  webhookId: string;

  /** VK's `event_id`; for Meta, which has none, the hash of the body. */
  @Column({ type: 'text' })
  eventKey: string;

  /** The body as it came; removed a week after. The key stays, so that a repetition changes nothing. */
  @Column({ type: 'text', nullable: true })
  body: string | null;

  @Column({ type: 'timestamptz' })
  receivedAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  handledAt: Date | null;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** Why it could not be worked off. */
  @Column({ type: 'text', nullable: true })
  fault: string | null;
}
