import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Recommendations of the IT ministry (D-3.1), an authority's own instruction, methodical material (D-2.3, D-3.2). */
export const documentKinds = ['recommendations', 'instruction', 'material'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export type EditionState = 'draft' | 'issued' | 'superseded' | 'discarded';

/** Who issues it; an `executor` does so for their authority. */
export const publishers = ['it-ministry', 'committee', 'curator', 'executor'] as const;
export type Publisher = (typeof publishers)[number];

/** A document that lives through its editions. */
@Entity('document')
@Index('document_list', ['createdAt', 'id'])
export class Document {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  kind: DocumentKind;

  @Column({ type: 'text' })
  publisher: Publisher;

  /** The authority whose instruction it is; null for what is everybody's, and for that of the Government's accounts. */
  @Column({ type: 'uuid', nullable: true })
  authorityId: string | null;

  @Column({ type: 'text' })
  title: string;

  /** Title in lower case, ё as е: what a search looks at. */
  @Column({ type: 'text' })
  searchText: string;

  @Column({ type: 'uuid', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  /** Of the document with all its editions. */
  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** One edition: text, files, or both. Once issued it never changes. */
@Entity('document_edition')
@Index('document_edition_number', ['documentId', 'number'], { unique: true })
@Index('document_edition_draft', ['documentId'], { unique: true, where: `state = 'draft'` })
@Index('document_edition_in_force', ['documentId'], { unique: true, where: `state = 'issued'` })
export class DocumentEdition {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => Document, { name: 'document_edition_document' })
  documentId: string;

  /** From 1 on, in the order they were begun. */
  @Column({ type: 'integer' })
  number: number;

  @Column({ type: 'text' })
  state: EditionState;

  @Column({ type: 'text', nullable: true })
  text: string | null;

  /** What is new in it, in a few words. */
  @Column({ type: 'text', nullable: true })
  note: string | null;

  @Column({ type: 'uuid', nullable: true })
  createdBy: string | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'uuid', nullable: true })
  issuedBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  issuedAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  supersededAt: Date | null;
}
