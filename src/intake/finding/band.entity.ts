import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A part of a text's signature, by which texts alike are found: only the first of a group has some, and for a fortnight. */
@Entity('intake_band')
@Index('intake_band_old', ['foundAt'])
export class Band {
  @PrimaryColumn({ type: 'bigint' })
  band: string;

  @PrimaryColumn({ type: 'uuid' })
  candidateId: string;

  @Column({ type: 'timestamptz' })
  foundAt: Date;
}
