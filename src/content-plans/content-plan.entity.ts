import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PlanState } from './content-plan.transitions.js';
import type { IsoWeek } from './iso-week.js';

/** The content plan of one authority for one ISO week, or the Government's own. */
@Entity('content_plan')
@Index('content_plan_one', ['authorityId', 'week'], { unique: true })
@Index('content_plan_one_of_government', ['week'], { unique: true, where: 'authority_id IS NULL' })
@Index('content_plan_by_week', ['week', 'id'])
@Index('content_plan_of_authority', ['authorityId', 'week', 'id'])
@Index('content_plan_by_status', ['status', 'week', 'id'])
@Check('content_plan_week', `week ~ '^\\d{4}-W\\d{2}$'`)
export class ContentPlan {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Null for the Government's own, which the committee prepares. */
  @Column({ type: 'uuid', nullable: true })
  authorityId: string | null;

  /** The week the posts come out in. */
  @Column({ type: 'text' })
  week: IsoWeek;

  @Column({ type: 'text' })
  status: PlanState;

  @Column({ type: 'timestamptz' })
  stateSince: Date;

  /** When the term for sending it began; null where none is owed. */
  @Column({ type: 'timestamptz', nullable: true })
  owedFrom: Date | null;

  /** When the plan or the notice first came; null until then. */
  @Column({ type: 'timestamptz', nullable: true })
  receivedAt: Date | null;

  /** Whether it came at or after the due moment: accepted and marked (settled rule 6). */
  @Column({ type: 'boolean', default: false })
  late: boolean;

  /** Why there are fewer posts than recommended. */
  @Column({ type: 'text', nullable: true })
  fewerReason: string | null;

  /** What was said with the notice that there are no news pegs. */
  @Column({ type: 'text', nullable: true })
  noticeComment: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  noticeAt: Date | null;

  /** The version sent last. */
  @Column({ type: 'uuid', nullable: true })
  currentVersionId: string | null;

  /** The version in force: the last one approved. */
  @Column({ type: 'uuid', nullable: true })
  approvedVersionId: string | null;

  @Column({ type: 'uuid', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'integer' })
  version: number;
}

/** Whether it is the Government's own plan. */
export const isGovernments = ({ authorityId }: Pick<ContentPlan, 'authorityId'>): boolean => authorityId === null;
