import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ProposalKind } from './account.transitions.js';

/** What an authority sends to the committee for the registry; its review is one of `approvals`. */
@Entity('account_proposal')
@Index('account_proposal_of', ['accountId', 'submittedAt'])
export class AccountProposal {
  /** Also the version that is reviewed. */
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  accountId: string;

  @Column({ type: 'text' })
  kind: ProposalKind;

  /* The entry as it is to be; for a deletion as it was. */

  @Column({ type: 'text' })
  url: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  externalId: string | null;

  @Column({ type: 'uuid', nullable: true })
  managerId: string | null;

  @Column({ type: 'text', nullable: true })
  note: string | null;

  /** When it happened in the network: the terms of count from here. */
  @Column({ type: 'timestamptz' })
  occurredAt: Date;

  @Column({ type: 'timestamptz' })
  submittedAt: Date;

  /** Whether it started the term of, which ends with it when it is withdrawn. */
  @Column({ type: 'boolean', default: false })
  openedLink: boolean;
}
