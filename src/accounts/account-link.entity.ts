import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What a look at the authority's page came to. */
export const linkOutcomes = ['linked', 'moved', 'missing', 'unreachable', 'forbidden-by-robots'] as const;
export type LinkOutcome = (typeof linkOutcomes)[number];

/** The link to an account on its authority's own site: what the authority says, and what was seen there. */
@Entity('account_link')
@Index('account_link_due', ['nextCheckAt'], { where: 'next_check_at IS NOT NULL' })
export class AccountLink {
  @PrimaryColumn({ type: 'uuid' })
  accountId: string;

  /** The page of the authority's site. */
  @Column({ type: 'text' })
  pageUrl: string;

  @Column({ type: 'timestamptz' })
  confirmedAt: Date;

  @Column({ type: 'uuid', nullable: true })
  confirmedBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  nextCheckAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  checkedAt: Date | null;

  @Column({ type: 'text', nullable: true })
  outcome: LinkOutcome | null;

  /** Why the page could not be read. */
  @Column({ type: 'text', nullable: true })
  reason: string | null;

  /** Where the page has moved, or another account of the network the page links instead. */
  @Column({ type: 'text', nullable: true })
  found: string | null;

  /** Looks in succession that could not read the page. */
  @Column({ type: 'integer', default: 0 })
  failures: number;
}
