import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/** How an act reached the product. */
export type Channel = 'portal' | 'api' | 'e-mail' | 'import' | 'system';

/**
 * One row of the append-only event log: the history of every aggregate, and the feed that wakes whoever must know.
 * Words are rendered from it, never stored.
 */
@Entity('event')
@Index('event_stream', ['streamId', 'id'])
@Index('event_order', ['txid', 'id'])
@Index('event_deadline_moved', ['at'], { where: `type = 'deadline.moved'` })
export class Event {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'ALWAYS' })
  id: string;

  /** Transaction that wrote the row: readers stop before transactions still under way, so no row is ever skipped. */
  @Column({ type: 'bigint', default: () => 'current_txid()', insert: false })
  txid: string;

  /** What happened, e.g. `incident.routed`, `deadline.passed`. */
  @Column({ type: 'text' })
  type: string;

  /** The aggregate whose history this is, e.g. `incident` and its id. */
  @Column({ type: 'text' })
  stream: string;

  @Column({ type: 'uuid' })
  streamId: string;

  /** The part of the aggregate it happened to, e.g. an assignment or a deadline. */
  @Column({ type: 'text', nullable: true })
  subject: string | null;

  @Column({ type: 'uuid', nullable: true })
  subjectId: string | null;

  @Column({ type: 'text', nullable: true })
  fromState: string | null;

  @Column({ type: 'text', nullable: true })
  toState: string | null;

  @Column({ type: 'uuid', nullable: true })
  actorId: string | null;

  @Column({ type: 'text', nullable: true })
  actorRole: string | null;

  @Column({ type: 'text' })
  channel: Channel;

  /** Clause of the decree, e.g. `M-8.1`. */
  @Column({ type: 'text', nullable: true })
  clause: string | null;

  /** Who answers for the step (M-14): a role and, for executors, their authority. */
  @Column({ type: 'text', nullable: true })
  bearer: string | null;

  /** Working milliseconds the step took on the bearer's schedule. */
  @Column({ type: 'bigint', nullable: true })
  tookMs: string | null;

  @Column({ type: 'jsonb', default: () => `'{}'` })
  details: Record<string, unknown>;

  /** Authorities that may see the event. */
  @Column({ type: 'uuid', array: true, default: () => `'{}'` })
  authorityIds: string[];

  /** Roles that may see the event whatever their authority. */
  @Column({ type: 'text', array: true, default: () => `'{}'` })
  roles: string[];

  @Column({ type: 'timestamptz' })
  at: Date;
}
