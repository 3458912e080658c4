import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { CredentialKind, Network } from '../../networks/index.js';

/** `unchecked`: the network was not there when it was entered; `refused`: the network calls it wrong, expired or revoked. */
export type CredentialState = 'valid' | 'unchecked' | 'refused';

/** What opens an account of a network to the product; the secret rests encrypted. */
@Entity('network_credential')
@Unique('network_credential_one', ['network', 'ownerId', 'kind'])
@Index('network_credential_account', ['accountId'], { where: 'account_id IS NOT NULL' })
export class NetworkCredential {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  network: Network;

  @Column({ type: 'text' })
  kind: CredentialKind;

  /** The account of the registry it opens; null for the curator's own, such as the one on Twitter (M-13.2). */
  @Column({ type: 'uuid', nullable: true })
  accountId: string | null;

  /** The network's own numeric id of the group, page, professional account or user. */
  @Column({ type: 'text' })
  ownerId: string;

  /** JSON of the secret members, sealed; see `Credential` of networks/. */
  @Column({ type: 'text' })
  sealed: string;

  @Column({ type: 'text' })
  state: CredentialState;

  /** The network's own code, when it refused. */
  @Column({ type: 'text', nullable: true })
  fault: string | null;

  /** What the network says it may do. */
  @Column({ type: 'text', array: true, default: () => `'{}'` })
  permissions: string[];

  @Column({ type: 'timestamptz', nullable: true })
  expiresAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  checkedAt: Date | null;

  /** Days before the end of which somebody was warned last; null when nobody was. */
  @Column({ type: 'integer', nullable: true })
  warnedDays: number | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'integer', default: 1 })
  version: number;
}
