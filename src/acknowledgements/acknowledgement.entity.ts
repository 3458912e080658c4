import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** That a person has taken note of one exact thing: an edition of a document, a notice. Never changed, never withdrawn. */
@Entity('acknowledgement')
@Index('acknowledgement_of_authority', ['subjectId', 'authorityId'])
export class Acknowledgement {
  @PrimaryColumn({ type: 'uuid' })
  subjectId: string;

  @PrimaryColumn({ type: 'uuid' })
  userId: string;

  /** What kind of thing, e.g. `document-edition`. */
  @Column({ type: 'text' })
  subject: string;

  /** The authority the person acted for; null for those who belong to none. */
  @Column({ type: 'uuid', nullable: true })
  authorityId: string | null;

  @Column({ type: 'timestamptz' })
  at: Date;
}
