import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** One edition of the catalogue of topics: regions revise the list, and old incidents keep theirs. */
@Entity('topic_edition')
@Index('topic_edition_code', ['code'], { unique: true })
export class TopicEdition {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  code: string;

  @Column({ type: 'text' })
  description: string;

  @Column({ type: 'timestamptz' })
  validFrom: Date;
}

@Entity('topic_group')
@Index('topic_group_code', ['editionId', 'code'], { unique: true })
export class TopicGroup {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => TopicEdition, { name: 'topic_group_edition' })
  editionId: string;

  @Column({ type: 'text' })
  code: string;

  @Column({ type: 'text' })
  name: string;

  /** Hints for the curator who routes (M-6), not anybody's competence. */
  @Column({ type: 'uuid', array: true, default: () => `'{}'` })
  likelyAuthorityIds: string[];
}

@Entity('topic')
@Index('topic_code', ['groupId', 'code'], { unique: true })
export class Topic {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'uuid' })
  @ForeignKey(() => TopicGroup, { name: 'topic_group' })
  groupId: string;

  @Column({ type: 'text' })
  code: string;

  @Column({ type: 'text' })
  name: string;

  /** The mark of the original list; its meaning is not documented there. */
  @Column({ type: 'boolean' })
  starred: boolean;
}
