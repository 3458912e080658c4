import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { ContentPlan } from './content-plan.entity.js';

/** What a post is made of; the list is open there, hence `other`. */
export const planFormats = ['text', 'photo', 'infographic', 'card', 'animation', 'video', 'live', 'poll', 'story', 'other'] as const;
export type PlanFormat = (typeof planFormats)[number];

/** Whether a post goes out by itself at its time, through the network's interface, or is placed by a person. */
export const planWays = ['by-hand', 'network'] as const;
export type PlanWay = (typeof planWays)[number];

/** One planned post: the working copy; what was sent is kept in versions. */
@Entity('content_plan_item')
@Index('content_plan_item_of', ['planId', 'date', 'time'])
@Check('content_plan_item_said', 'theme IS NOT NULL OR text IS NOT NULL')
@Check('content_plan_item_accounts', 'cardinality(account_ids) > 0')
export class PlanItem {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => ContentPlan, { name: 'content_plan_item_plan' })
  planId: string;

  /** Local date. */
  @Column({ type: 'date' })
  date: string;

  /** Local time, `HH:MM`. */
  @Column({ type: 'text' })
  time: string;

  /** Accounts it comes out in, all of them the plan's authority's. */
  @Column({ type: 'uuid', array: true })
  accountIds: string[];

  @Column({ type: 'text', nullable: true })
  theme: string | null;

  @Column({ type: 'text', nullable: true })
  text: string | null;

  @Column({ type: 'text' })
  format: PlanFormat;

  /** The event it is about. */
  @Column({ type: 'text', nullable: true })
  newsPeg: string | null;

  @Column({ type: 'text', default: 'by-hand' })
  way: PlanWay;

  @Column({ type: 'timestamptz' })
  createdAt: Date;
}

/** What of an item is compared, copied and kept in versions. */
export type ItemContent = Pick<PlanItem, 'id' | 'date' | 'time' | 'accountIds' | 'theme' | 'text' | 'format' | 'newsPeg' | 'way'>;

/** A post as a version keeps it: with the files it had when it was sent. */
export type VersionItem = ItemContent & { attachmentIds: string[] };

export const contentOf = ({ id, date, time, accountIds, theme, text, format, newsPeg, way }: ItemContent): ItemContent => ({
  id, date, time, accountIds, theme, text, format, newsPeg, way,
});

/** By moment, then by age: ids grow with time. */
export const inOrder = <T extends Pick<PlanItem, 'id' | 'date' | 'time'>>(items: readonly T[]): T[] =>
  items.toSorted((a, b) => `${a.date} ${a.time} ${a.id}`.localeCompare(`${b.date} ${b.time} ${b.id}`, 'en'));
