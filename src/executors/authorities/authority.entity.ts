import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

export const authorityKinds = ['ministry', 'committee', 'main-directorate', 'directorate', 'municipality'] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

/** The parts the decree gives to one body each (D-2.2, D-2, D-3.1). */
export const authorityRoles = ['curator', 'content-committee', 'it-ministry'] as const;
export type AuthorityRole = (typeof authorityRoles)[number];

/** An executive authority, or a municipality that has joined (D-6). */
@Entity('authority')
@Index('authority_code', ['code'], { unique: true })
@Index('authority_name_in_force', ['name'], { unique: true, where: 'valid_to IS NULL' })
@Index('authority_role', ['role'], { unique: true, where: 'role IS NOT NULL' })
export class Authority {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** Stable and readable; outlives every rename. */
  @Column({ type: 'text' })
  code: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  shortName: string;

  @Column({ type: 'text' })
  kind: AuthorityKind;

  @Column({ type: 'text', nullable: true })
  role: AuthorityRole | null;

  /** 8-digit OKTMO of a municipality. */
  @Column({ type: 'text', nullable: true })
  oktmo: string | null;

  /** What a seeded entry rests on: no official list of the structure was found. */
  @Column({ type: 'text', array: true, default: () => `'{}'` })
  evidence: string[];

  @Column({ type: 'text', nullable: true })
  note: string | null;

  /** Schedule its terms run by; null for the default one. */
  @Column({ type: 'uuid', nullable: true })
  scheduleId: string | null;

  @Column({ type: 'timestamptz' })
  validFrom: Date;

  @Column({ type: 'timestamptz', nullable: true })
  validTo: Date | null;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** A name an authority has or had; the current one has no end. */
@Entity('authority_name')
@Index('authority_name_history', ['authorityId', 'validFrom'])
@Index('authority_name_current', ['authorityId'], { unique: true, where: 'valid_to IS NULL' })
export class AuthorityName {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => Authority, { name: 'authority_name_authority' })
  authorityId: string;

  @Column({ type: 'text' })
  name: string;

  @Column({ type: 'text' })
  shortName: string;

  @Column({ type: 'timestamptz' })
  validFrom: Date;

  @Column({ type: 'timestamptz', nullable: true })
  validTo: Date | null;
}
