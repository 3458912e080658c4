import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What the author made of a message after it was first seen. */
@Entity('intake_edition')
export class Edition {
  @PrimaryColumn({ type: 'uuid' })
  candidateId: string;

  /** From 1, in the order they were seen. */
  @PrimaryColumn({ type: 'integer' })
  number: number;

  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'timestamptz' })
  seenAt: Date;
}
