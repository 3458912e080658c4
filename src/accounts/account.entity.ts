import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { accountNetworks } from '../networks/index.js';

/** A network in which authorities keep accounts: every one but Twitter. */
export type AccountNetwork = (typeof accountNetworks)[number];

/** An official account of an authority in a network. */
@Entity('account')
@Index('account_one', ['authorityId', 'network'], { unique: true, where: 'valid_to IS NULL' })
@Index('account_url', ['url'], { unique: true, where: 'valid_to IS NULL' })
export class Account {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  authorityId: string;

  @Column({ type: 'text' })
  network: AccountNetwork;

  @Column({ type: 'text' })
  url: string;

  @Column({ type: 'text' })
  name: string;

  /** The network's own numeric id. */
  @Column({ type: 'text', nullable: true })
  externalId: string | null;

  @Column({ type: 'timestamptz' })
  validFrom: Date;

  @Column({ type: 'timestamptz', nullable: true })
  validTo: Date | null;

  /** Whether the authority has confirmed it as its own. */
  @Column({ type: 'boolean', default: false })
  confirmed: boolean;

  @Column({ type: 'integer', default: 1 })
  version: number;
}
