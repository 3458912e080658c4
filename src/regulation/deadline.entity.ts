import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Mark } from './due.js';
import type { BearerRole } from './obligation.types.js';
import type { ObligationKey } from './obligations.js';
import type { RunningTerm } from './term.js';

/** Still running (overdue when past due), or one of the ends a deadline can have. */
export type DeadlineState = 'open' | 'met' | 'met-late' | 'cancelled';

/** One obligation somebody bears until a due moment. Keeps the term it was opened under. */
@Entity('deadline')
@Index('deadline_open', ['subjectId', 'obligation'], { unique: true, where: `state = 'open'` })
@Index('deadline_next_mark', ['nextMarkAt'], { where: 'next_mark_at IS NOT NULL' })
@Index('deadline_stream', ['streamId'])
@Index('deadline_open_of_stream', ['streamId'], { where: `state = 'open'` })
@Index('deadline_list', ['state', 'dueAt', 'id'])
@Index('deadline_authority_list', ['bearerAuthorityId', 'state', 'dueAt', 'id'])
@Index('deadline_obligation_list', ['obligation', 'state', 'dueAt', 'id'])
export class Deadline {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  obligation: ObligationKey;

  /** Chief clause of the obligation. */
  @Column({ type: 'text' })
  clause: string;

  /** The aggregate it belongs to, e.g. `incident`. */
  @Column({ type: 'text' })
  stream: string;

  @Column({ type: 'uuid' })
  streamId: string;

  /** What exactly is owed about, e.g. `assignment`; one open deadline per subject and obligation. */
  @Column({ type: 'text' })
  subject: string;

  @Column({ type: 'uuid' })
  subjectId: string;

  @Column({ type: 'text' })
  bearerRole: BearerRole;

  @Column({ type: 'uuid', nullable: true })
  bearerAuthorityId: string | null;

  @Column({ type: 'uuid', nullable: true })
  bearerContactId: string | null;

  /** Schedule the term runs on; null for whatever schedule is the default. */
  @Column({ type: 'uuid', nullable: true })
  scheduleId: string | null;

  /** Without a foreign key: checking it would make every act lock the one row of the edition in force. */
  @Column({ type: 'uuid' })
  editionId: string;

  @Column({ type: 'jsonb' })
  term: RunningTerm;

  @Column({ type: 'timestamptz' })
  startedAt: Date;

  @Column({ type: 'timestamptz' })
  dueAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  halfAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  soonAt: Date | null;

  /** The next moment to record; null when none is left. */
  @Column({ type: 'text', nullable: true })
  nextMark: Mark | null;

  @Column({ type: 'timestamptz', nullable: true })
  nextMarkAt: Date | null;

  @Column({ type: 'text', default: 'open' })
  state: DeadlineState;

  /** When it was met or cancelled. */
  @Column({ type: 'timestamptz', nullable: true })
  endedAt: Date | null;

  /** The due moment, once its passing has been recorded. */
  @Column({ type: 'timestamptz', nullable: true })
  passedAt: Date | null;

  /** Working milliseconds from start to end on the bearer's schedule. */
  @Column({ type: 'bigint', nullable: true })
  tookMs: string | null;

  @Column({ type: 'text', nullable: true })
  cancelReason: string | null;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** Columns of a deadline under the entity's names, for hand-written SQL over `deadline d`. */
export const DEADLINE_COLUMNS = `d.id, d.obligation, d.clause, d.stream, d.stream_id AS "streamId", d.subject, d.subject_id AS "subjectId",
  d.bearer_role AS "bearerRole", d.bearer_authority_id AS "bearerAuthorityId", d.bearer_contact_id AS "bearerContactId",
  d.schedule_id AS "scheduleId", d.edition_id AS "editionId", d.term, d.started_at AS "startedAt", d.due_at AS "dueAt",
  d.half_at AS "halfAt", d.soon_at AS "soonAt", d.next_mark AS "nextMark", d.next_mark_at AS "nextMarkAt", d.state,
  d.ended_at AS "endedAt", d.passed_at AS "passedAt", d.took_ms AS "tookMs", d.cancel_reason AS "cancelReason", d.version`;
