import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Assignment } from './assignment.entity.js';

/** One version of a reply; versions are never changed, only followed by the next. */
@Entity('reply_draft')
@Index('reply_draft_version', ['assignmentId', 'version'], { unique: true })
@Index('reply_draft_incident', ['incidentId'])
export class ReplyDraft {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  incidentId: string;

  @Column({ type: 'uuid' })
  assignmentId: string;

  @ManyToOne(() => Assignment)
  @JoinColumn({ name: 'assignment_id', foreignKeyConstraintName: 'reply_draft_assignment_id' })
  assignment?: Relation<Assignment>;

  /** 1, 2, … within the assignment. */
  @Column({ type: 'integer' })
  version: number;

  @Column({ type: 'text' })
  kind: 'interim' | 'final';

  @Column({ type: 'text' })
  text: string;

  /** Sent for approval (M-10, M-11), or revised by remarks, which needs no second approval (M-12.2). */
  @Column({ type: 'text' })
  origin: 'submitted' | 'revised';

  @Column({ type: 'uuid', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;
}
