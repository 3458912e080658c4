import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ContentPlan } from './content-plan.entity.js';
import type { VersionItem } from './plan-item.entity.js';

/** Posts of a version; what was sent before posts could go out by themselves says by hand, and names no files. */
export const itemsOf = ({ items }: Pick<PlanVersion, 'items'>): VersionItem[] =>
  (items as (Partial<Pick<VersionItem, 'way' | 'attachmentIds'>> & Omit<VersionItem, 'way' | 'attachmentIds'>)[])
    .map((item) => ({ ...item, way: item.way ?? 'by-hand', attachmentIds: item.attachmentIds ?? [] }));

/** A recommendation on one post. */
export interface ItemRemark {
  itemId: string;
  text: string;
}

/** A plan exactly as it was sent. Only followed by others, never changed; recommendations stand beside it. */
@Entity('content_plan_version')
@Index('content_plan_version_number', ['planId', 'number'], { unique: true })
export class PlanVersion {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => ContentPlan, { name: 'content_plan_version_plan' })
  planId: string;

  /** 1 for the first one sent. */
  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'jsonb' })
  items: VersionItem[];

  @Column({ type: 'text', nullable: true })
  fewerReason: string | null;

  @Column({ type: 'uuid', nullable: true })
  submittedBy: string | null;

  @Column({ type: 'timestamptz' })
  submittedAt: Date;

  /** Recommendations on single posts; those on the whole are the review's remarks. */
  @Column({ type: 'jsonb', default: () => `'[]'` })
  itemRemarks: ItemRemark[];
}
