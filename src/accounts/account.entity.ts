import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { accountNetworks } from '../networks/index.js';
import type { AccountState } from './account.transitions.js';

/** A network in which authorities keep accounts: every one but Twitter. */
export type AccountNetwork = (typeof accountNetworks)[number];

/** What an observation of the network says against the entry. */
export const accountWarnings = ['renamed', 'hijacked'] as const;
export type AccountWarning = (typeof accountWarnings)[number];

/**
 * An official account in a network: the entry as it was last accepted, or as it was submitted while nothing
 * has been accepted yet.
 */
@Entity('account')
@Index('account_one', ['authorityId', 'network'], { unique: true, where: 'valid_to IS NULL' })
@Index('account_government', ['network'], { unique: true, where: 'authority_id IS NULL AND valid_to IS NULL' })
@Index('account_address', ['network', 'addressKey'], { unique: true, where: 'valid_to IS NULL' })
export class Account {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Null for the Government's own account, which the committee keeps. */
  @Column({ type: 'uuid', nullable: true })
  authorityId: string | null;

  @Column({ type: 'text' })
  network: AccountNetwork;

  @Column({ type: 'text' })
  status: AccountState;

  @Column({ type: 'text' })
  url: string;

  /** What the address comes to (`accountKey`): every way to write it is one. */
  @Column({ type: 'text' })
  addressKey: string;

  @Column({ type: 'text' })
  name: string;

  /** The network's own numeric id: it stays when the address changes hands. */
  @Column({ type: 'text', nullable: true })
  externalId: string | null;

  /** Who keeps it: a contact of duty `account-manager` (D-5). */
  @Column({ type: 'uuid', nullable: true })
  managerId: string | null;

  /** Since when it is in the registry; null before it is accepted. */
  @Column({ type: 'timestamptz', nullable: true })
  validFrom: Date | null;

  /** Since when it is not there any more, or was withdrawn before it came there. */
  @Column({ type: 'timestamptz', nullable: true })
  validTo: Date | null;

  /** When it was last asked whether the entry is still right; null while nothing is asked. */
  @Column({ type: 'timestamptz', nullable: true })
  askedAt: Date | null;

  /** When somebody last said that it is. */
  @Column({ type: 'timestamptz', nullable: true })
  confirmedAt: Date | null;

  @Column({ type: 'text', nullable: true })
  warning: AccountWarning | null;

  /** What was seen in the network when the warning arose. */
  @Column({ type: 'jsonb', nullable: true })
  observed: { url: string; externalId: string; at: string } | null;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** What the registry said of an account from one moment to another: the public state, never a proposal. */
@Entity('account_edition')
@Index('account_edition_open', ['accountId'], { unique: true, where: 'valid_to IS NULL' })
@Index('account_edition_history', ['accountId', 'validFrom'])
export class AccountEdition {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  accountId: string;

  @Column({ type: 'text' })
  url: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  externalId: string | null;

  @Column({ type: 'timestamptz' })
  validFrom: Date;

  @Column({ type: 'timestamptz', nullable: true })
  validTo: Date | null;
}
