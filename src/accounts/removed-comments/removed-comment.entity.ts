import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { AccountNetwork } from '../account.entity.js';

/** Why a comment may be removed: against the law, advertising spam, insult, obscenity. */
export const removalGrounds = ['unlawful', 'spam', 'insult', 'obscenity'] as const;
export type RemovalGround = (typeof removalGrounds)[number];

/**
 * A removed comment as one revision tells of it. Rows are only ever added: a correction is the next revision of the same
 * entry, and the database refuses to change or delete one.
 */
@Entity('removed_comment')
@Index('removed_comment_revision', ['entryId', 'revision'], { unique: true })
@Index('removed_comment_list', ['removedAt', 'entryId'])
@Index('removed_comment_of_account', ['accountId', 'removedAt', 'entryId'])
@Index('removed_comment_of_authority', ['authorityId', 'removedAt', 'entryId'])
@Index('removed_comment_search', { synchronize: false })
export class RemovedComment {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Id of the first revision: what people mean by the entry. */
  @Column({ type: 'uuid' })
  entryId: string;

  /** From 1 on; also the version of the entry. */
  @Column({ type: 'integer' })
  revision: number;

  @Column({ type: 'uuid' })
  accountId: string;

  /** Whose account it was then; null for the Government's. */
  @Column({ type: 'uuid', nullable: true })
  authorityId: string | null;

  @Column({ type: 'text' })
  network: AccountNetwork;

  @Column({ type: 'text' })
  ground: RemovalGround;

  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'text' })
  authorName: string;

  @Column({ type: 'text', nullable: true })
  authorUrl: string | null;

  /** Where it stood. */
  @Column({ type: 'text' })
  url: string;

  @Column({ type: 'timestamptz', nullable: true })
  postedAt: Date | null;

  @Column({ type: 'timestamptz' })
  removedAt: Date;

  /** Which norm it broke, or whatever else explains the removal. */
  @Column({ type: 'text', nullable: true })
  explanation: string | null;

  /** Recorded by mistake: the entry does not count, but it stays. */
  @Column({ type: 'boolean' })
  withdrawn: boolean;

  /** Why the revision was made; null for the first. */
  @Column({ type: 'text', nullable: true })
  reason: string | null;

  @Column({ type: 'uuid', nullable: true })
  recordedBy: string | null;

  @Column({ type: 'timestamptz' })
  recordedAt: Date;

  @Column({ type: 'text' })
  searchText: string;
}
