import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Network } from '../networks/index.js';

export type PublicationKind = 'interim' | 'final';

/** One public answer: what was said, where it stands, who placed it. */
@Entity('publication')
@Index('publication_one_final', ['incidentId'], { unique: true, where: `kind = 'final'` })
@Index('publication_incident', ['incidentId', 'publishedAt'])
@Index('publication_post', ['network', 'postKey'])
@Index('publication_published', ['publishedAt'])
export class Publication {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  incidentId: string;

  /** The assignment that was answered; none for a consolidated reply (M-13.3). */
  @Column({ type: 'uuid', nullable: true })
  assignmentId: string | null;

  /** The approved or revised version that was published; none for a consolidated reply. */
  @Column({ type: 'uuid', nullable: true })
  draftId: string | null;

  @Column({ type: 'text' })
  kind: PublicationKind;

  @Column({ type: 'text' })
  network: Network;

  @Column({ type: 'text' })
  url: string;

  /** Canonical key of the post that holds the answer: no other incident is answered by the same. */
  @Column({ type: 'text' })
  postKey: string;

  @Column({ type: 'text' })
  text: string;

  /** Who placed it: the executor (M-12.2, M-13.1) or the curator (M-13.2, M-13.3). */
  @Column({ type: 'text' })
  publisher: 'executor' | 'curator';

  /** Placed by a person, who gave the link, or through the network's interface. */
  @Column({ type: 'text', default: 'by-hand' })
  way: 'by-hand' | 'network';

  @Column({ type: 'uuid', nullable: true })
  publishedBy: string | null;

  @Column({ type: 'timestamptz' })
  publishedAt: Date;
}
