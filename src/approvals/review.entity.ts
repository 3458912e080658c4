import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ReviewState } from './review.transitions.js';

/** The review of one exact version of something: a draft of a reply, a version of a plan. */
@Entity('review')
export class Review {
  /** The version under review: a review belongs to exactly one. */
  @PrimaryColumn({ type: 'uuid' })
  versionId: string;

  /** What kind of thing is reviewed, e.g. `draft`. */
  @Column({ type: 'text' })
  subject: string;

  @Column({ type: 'text' })
  status: ReviewState;

  /** Remarks and suggestions when changes are requested (M-12.1). */
  @Column({ type: 'text', nullable: true })
  remarks: string | null;

  @Column({ type: 'uuid', nullable: true })
  submittedBy: string | null;

  @Column({ type: 'timestamptz' })
  submittedAt: Date;

  @Column({ type: 'uuid', nullable: true })
  decidedBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  decidedAt: Date | null;
}
