import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request somebody may send again, and the answer it got the first time. */
@Entity('idempotency_key')
@Index('idempotency_key_age', ['createdAt'])
export class IdempotencyKey {
  @PrimaryColumn({ type: 'uuid' })
  userId: string;

  /** The caller's own key. */
  @PrimaryColumn({ type: 'text' })
  key: string;

  /** SHA-256 of method, address and body: the same key with another request is refused. */
  @Column({ type: 'text' })
  requestHash: string;

  /** Status of the answer; null only while the request is being worked on, which no other transaction sees. */
  @Column({ type: 'integer', nullable: true })
  status: number | null;

  /** The answer's very text as a JSON string, so that a repetition is equal to the byte; null for an empty answer. */
  @Column({ type: 'jsonb', nullable: true })
  response: string | null;

  /** Headers that belong to the answer: content type, ETag, Location. */
  @Column({ type: 'jsonb', nullable: true })
  headers: Record<string, string> | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;
}
