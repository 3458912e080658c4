import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation, Unique } from 'typeorm';
import { UserAccount } from './user-account.entity.js';

/** One sign-in on one device. The token itself is never stored, only its SHA-256. */
@Entity('session')
@Unique('session_token', ['tokenHash'])
@Index('session_by_user', ['userId'])
@Index('session_expiry', ['expiresAt'])
export class Session {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  userId: string;

  @ManyToOne(() => UserAccount, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id', foreignKeyConstraintName: 'session_user_account' })
  user: Relation<UserAccount>;

  @Column({ type: 'text' })
  tokenHash: string;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  /** Written at most once a minute; the idle limit counts from here. */
  @Column({ type: 'timestamptz' })
  lastUsedAt: Date;

  /** The absolute limit. */
  @Column({ type: 'timestamptz' })
  expiresAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  revokedAt: Date | null;

  @Column({ type: 'text', nullable: true })
  ip: string | null;

  @Column({ type: 'text', nullable: true })
  userAgent: string | null;
}
