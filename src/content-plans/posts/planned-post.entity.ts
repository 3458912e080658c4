import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ContentPlan } from '../content-plan.entity.js';

/** `waiting` for its time; `handed` to the deliveries; `held`: its time came and it was not sent, `reason` says why. */
export const postStates = ['waiting', 'handed', 'held'] as const;
export type PostState = (typeof postStates)[number];

/** Why a post was not sent at its time. */
export type HeldReason = 'not-approved' | 'removed' | 'account-ended';

/** One planned post in one account, from the day its plan was sent: what the deliveries know it by. */
@Entity('content_plan_post')
@Index('content_plan_post_one', ['itemId', 'accountId'], { unique: true })
@Index('content_plan_post_of', ['planId'])
@Index('content_plan_post_due', ['dueAt', 'id'], { where: `state = 'waiting'` })
export class PlannedPost {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => ContentPlan, { name: 'content_plan_post_plan' })
  planId: string;

  @Column({ type: 'uuid' })
  itemId: string;

  @Column({ type: 'uuid' })
  accountId: string;

  /** Moment of the version in force; of the one sent, while none is. */
  @Column({ type: 'timestamptz' })
  dueAt: Date;

  @Column({ type: 'text' })
  state: PostState;

  @Column({ type: 'text', nullable: true })
  reason: HeldReason | null;
}
