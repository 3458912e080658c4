import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Role } from './actor.js';

/** A person who may sign in. Never deleted: history points at it; who has left is disabled. */
@Entity('user_account')
@Unique('user_account_email', ['email'])
@Check('user_account_email_lower', 'email = lower(email)')
@Check('user_account_executor', `authority_id IS NOT NULL OR NOT 'executor' = ANY (roles)`)
export class UserAccount {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Kept in lower case: one mailbox is one user. */
  @Column({ type: 'text' })
  email: string;

  /** argon2id in PHC form. */
  @Column({ type: 'text' })
  passwordHash: string;

  @Column({ type: 'text' })
  surname: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text', nullable: true })
  patronymic: string | null;

  @Column({ type: 'text', array: true })
  roles: Role[];

  /** The authority whose things an executor works on. */
  @Column({ type: 'uuid', nullable: true })
  authorityId: string | null;

  /** Sealed by the SecretBox; present but not enabled until the first code is confirmed. */
  @Column({ type: 'text', nullable: true })
  totpSecret: string | null;

  @Column({ type: 'boolean', default: false })
  totpEnabled: boolean;

  /** The last 30-second step whose code was accepted: no code is accepted twice. */
  @Column({ type: 'integer', nullable: true })
  totpLastStep: number | null;

  @Column({ type: 'integer', default: 0 })
  failedLogins: number;

  @Column({ type: 'timestamptz', nullable: true })
  lockedUntil: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  disabledAt: Date | null;

  @Column({ type: 'timestamptz' })
  passwordChangedAt: Date;

  /** Set by whoever gave the password out: nothing else is possible until it is changed. */
  @Column({ type: 'boolean', default: false })
  mustChangePassword: boolean;

  @Column({ type: 'integer', default: 1 })
  version: number;

  @Column({ type: 'timestamptz' })
  createdAt: Date;
}
