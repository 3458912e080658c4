import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { AssignmentState, Publisher } from './assignment.transitions.js';
import { Incident } from './incident.entity.js';

const UNDER_WAY = `status NOT IN ('published', 'rerouted', 'withdrawn')`;

/** One incident at one executor (M-6, M-7, M-8.2). */
@Entity('assignment')
@Index('assignment_incident', ['incidentId'])
@Index('assignment_by_authority', ['authorityId', 'assignedAt', 'id'])
@Index('assignment_by_executor', ['executorId', 'assignedAt', 'id'])
@Index('assignment_incidents_of_authority', ['authorityId', 'incidentRecordedAt', 'incidentId'])
@Index('assignment_recent', ['assignedAt', 'id'])
@Index('assignment_under_way', ['assignedAt', 'id'], { where: UNDER_WAY })
@Index('assignment_under_way_by_authority', ['authorityId', 'assignedAt', 'id'], { where: UNDER_WAY })
@Index('assignment_under_way_of_authority', ['authorityId', 'incidentRecordedAt', 'incidentId'], { where: UNDER_WAY })
@Index('assignment_one_per_executor', ['incidentId', 'executorId'], {
  unique: true,
  where: `status NOT IN ('returned', 'rerouted', 'withdrawn')`,
})
export class Assignment {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  incidentId: string;

  @ManyToOne(() => Incident)
  @JoinColumn({ name: 'incident_id', foreignKeyConstraintName: 'assignment_incident_id' })
  incident?: Relation<Incident>;

  @Column({ type: 'uuid' })
  authorityId: string;

  /** Contact of the executor. */
  @Column({ type: 'uuid' })
  executorId: string;

  @Column({ type: 'text' })
  status: AssignmentState;

  @Column({ type: 'timestamptz' })
  stateSince: Date;

  /** Who will place the answer; settled when the draft arrives (M-13). */
  @Column({ type: 'text', nullable: true })
  publisher: Publisher | null;

  /** The curator's word to the executor. */
  @Column({ type: 'text', nullable: true })
  note: string | null;

  /** When the executor received it: the start of M-8.1 and M-10. */
  @Column({ type: 'timestamptz' })
  assignedAt: Date;

  /** The incident's own moment of recording, so that an authority's incidents can be listed by it. */
  @Column({ type: 'timestamptz' })
  incidentRecordedAt: Date;

  /** When the first interim draft was sent: the seven working days of M-11.2 count from here. */
  @Column({ type: 'timestamptz', nullable: true })
  interimSentAt: Date | null;

  /** The version the assignment stands at: under review, approved, revised or published. */
  @Column({ type: 'uuid', nullable: true })
  currentDraftId: string | null;

  /** Why it was returned (M-8.1) or withdrawn. */
  @Column({ type: 'text', nullable: true })
  endReason: string | null;
}
