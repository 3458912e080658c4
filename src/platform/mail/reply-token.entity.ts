import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What one reply address stands for. The address carries the id and a signature over all of this row. */
@Entity('reply_token')
@Index('reply_token_subject', ['subjectId'])
export class ReplyToken {
  /** 12 hexadecimal digits, random. */
  @PrimaryColumn({ type: 'text' })
  id: string;

  /** What an answer answers, e.g. `assignment` or `draft`. */
  @Column({ type: 'text' })
  subject: string;

  @Column({ type: 'uuid' })
  subjectId: string;

  /** The exact version, where the thing has versions. */
  @Column({ type: 'integer', nullable: true })
  version: number | null;

  /** The person it was given to: nobody else's answer counts. */
  @Column({ type: 'uuid' })
  userId: string;

  @Column({ type: 'timestamptz' })
  issuedAt: Date;

  @Column({ type: 'timestamptz' })
  expiresAt: Date;
}
