import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ObligationKey } from './obligations.js';
import type { Term } from './term.js';

/** An edition of the regulation: the decree's own, or that of a municipality with an act of its own (D-6). */
@Entity('regulation_edition')
@Index('regulation_edition_general', ['validFrom'], { unique: true, where: 'authority_id IS NULL' })
@Index('regulation_edition_own', ['authorityId', 'validFrom'], { unique: true, where: 'authority_id IS NOT NULL' })
export class RegulationEdition {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  title: string;

  /** The act that adopted it. */
  @Column({ type: 'text' })
  act: string;

  /** Null: holds for everyone without an edition of their own. */
  @Column({ type: 'uuid', nullable: true })
  authorityId: string | null;

  /** First local date it holds on. */
  @Column({ type: 'date' })
  validFrom: string;

  /** Last local date it holds on; null while no later edition is adopted. */
  @Column({ type: 'date', nullable: true })
  validTo: string | null;
}

/** The term an edition sets for an obligation. */
@Entity('regulation_term')
export class RegulationTerm {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => RegulationEdition, { name: 'regulation_term_edition' })
  editionId: string;

  @PrimaryColumn({ type: 'text' })
  obligation: ObligationKey;

  @Column({ type: 'jsonb' })
  term: Term;
}
