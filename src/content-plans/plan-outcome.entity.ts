import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ContentPlan } from './content-plan.entity.js';

/** What became of a planned post in one account: its link, or why it did not come out. */
@Entity('content_plan_outcome')
@Index('content_plan_outcome_one', ['itemId', 'accountId'], { unique: true })
@Index('content_plan_outcome_of', ['planId'])
@Check('content_plan_outcome_either', 'num_nulls(url, reason) = 1')
export class PlanOutcome {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => ContentPlan, { name: 'content_plan_outcome_plan' })
  planId: string;

  @Column({ type: 'uuid' })
  itemId: string;

  @Column({ type: 'uuid' })
  accountId: string;

  /** Link of the published post. */
  @Column({ type: 'text', nullable: true })
  url: string | null;

  /** Why it was not published. */
  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'uuid', nullable: true })
  recordedBy: string | null;

  @Column({ type: 'timestamptz' })
  recordedAt: Date;
}
