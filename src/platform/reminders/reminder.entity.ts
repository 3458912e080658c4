import { Column, Entity, PrimaryColumn } from 'typeorm';

/** That somebody was reminded of something for the n-th time. */
@Entity('reminder')
export class Reminder {
  /** What the reminder is about, e.g. an authority or an edition of a document. */
  @PrimaryColumn({ type: 'uuid' })
  subjectId: string;

  /** Of what, e.g. `contact-missing`. */
  @PrimaryColumn({ type: 'text' })
  topic: string;

  /** Since when there has been something to remind of: the same matter later is another one. */
  @PrimaryColumn({ type: 'timestamptz' })
  basis: Date;

  @PrimaryColumn({ type: 'integer' })
  nth: number;

  @Column({ type: 'timestamptz' })
  at: Date;
}
