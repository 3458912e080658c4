import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * Sign-in attempts counted across processes, by key: `ip:…` and `email:…` within a minute,
 * `unknown:…` for wrong sign-ins to an e-mail nobody has (so that it is locked just like a real one).
 * E-mails are kept as SHA-256 only.
 */
@Entity('login_counter')
@Index('login_counter_age', ['since'])
export class LoginCounter {
  @PrimaryColumn({ type: 'text' })
  key: string;

  @Column({ type: 'integer' })
  count: number;

  @Column({ type: 'timestamptz' })
  since: Date;

  @Column({ type: 'timestamptz', nullable: true })
  lockedUntil: Date | null;
}
