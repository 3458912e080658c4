import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A settlement or another place a message is about (M-6), by the municipal classifier OKTMO. */
@Entity('location')
@Index('location_oktmo', ['oktmo'], { unique: true })
@Index('location_parent_of', ['parentId'])
export class Location {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** 8 digits. */
  @Column({ type: 'text' })
  oktmo: string;

  /** 11 digits, where the municipality is one city. */
  @Column({ type: 'text', nullable: true })
  cityOktmo: string | null;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  level: string;

  /** The district of a settlement. */
  @Column({ type: 'uuid', nullable: true })
  @ForeignKey(() => Location, { name: 'location_parent' })
  parentId: string | null;

  @Column({ type: 'uuid', nullable: true })
  fiasId: string | null;

  /** Degrees, WGS 84. */
  @Column({ type: 'double precision', nullable: true })
  lat: number | null;

  @Column({ type: 'double precision', nullable: true })
  lon: number | null;

  @Column({ type: 'integer', nullable: true })
  population: number | null;

  /** The name as it is searched by (`searchText`). */
  @Column({ type: 'text' })
  searchText: string;
}
