import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One row: how often what the public registry shows has changed, and when last. What processes keep of it is kept under its value. */
@Entity('registry_revision')
export class RegistryRevision {
  @PrimaryColumn({ type: 'smallint' })
  id: number;

  @Column({ type: 'bigint' })
  value: string;

  @Column({ type: 'timestamptz' })
  changedAt: Date;
}
