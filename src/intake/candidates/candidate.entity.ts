import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ScreeningSuggestion } from '../../assistance/index.js';
import type { Network, Place } from '../../networks/index.js';
import type { FoundBy } from '../finding/found-by.js';
import type { Points } from '../finding/score.js';
import type { CandidateState, DismissGround } from './candidate.transitions.js';

/** A message that was found in a network and may become an incident (M-3). Its text is what was first seen, and never changes. */
@Entity('intake_candidate')
@Index('intake_candidate_post', ['network', 'postKey'], { unique: true })
@Index('intake_candidate_queue', ['status', 'rank', 'id'], { where: 'leads' })
@Index('intake_candidate_recent', ['status', 'postedAt', 'id'])
@Index('intake_candidate_topic', ['topicId', 'status', 'rank', 'id'], { where: 'topic_id IS NOT NULL' })
@Index('intake_candidate_network', ['network', 'status', 'rank', 'id'])
@Index('intake_candidate_group', ['groupId', 'leads'])
@Index('intake_candidate_incident', ['incidentId'], { where: 'incident_id IS NOT NULL' })
@Index('intake_candidate_answer', ['answerTo'], { where: 'answer_to IS NOT NULL' })
@Index('intake_candidate_stale', ['foundAt', 'id'], { where: `status = 'new'` })
@Index('intake_candidate_kept', ['stateSince', 'id'], { where: `status = 'dismissed' AND erased_at IS NULL` })
@Index('intake_candidate_check', ['checkAt', 'id'], { where: 'check_at IS NOT NULL' })
@Index('intake_candidate_search', { synchronize: false })
export class Candidate {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  network: Network;

  /** Canonical key of the post: the same one is never stored twice. */
  @Column({ type: 'text' })
  postKey: string;

  @Column({ type: 'text' })
  url: string;

  /** Where it stands in the network's own identifiers. */
  @Column({ type: 'jsonb' })
  place: Place;

  /** As it was when it was first seen; what the author made of it later are editions. */
  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'text' })
  authorId: string;

  @Column({ type: 'text' })
  authorName: string;

  @Column({ type: 'text', nullable: true })
  authorUrl: string | null;

  @Column({ type: 'timestamptz' })
  postedAt: Date;

  @Column({ type: 'timestamptz' })
  foundAt: Date;

  @Column({ type: 'text' })
  foundBy: FoundBy;

  @Column({ type: 'uuid', nullable: true })
  watchId: string | null;

  /** The official account it was written to; null for what a search found. */
  @Column({ type: 'uuid', nullable: true })
  accountId: string | null;

  /** The incident whose published answer or whose own post it answers. */
  @Column({ type: 'uuid', nullable: true })
  answerTo: string | null;

  /** As the text suggests it, or as the search it was found by says. */
  @Column({ type: 'uuid', nullable: true })
  topicId: string | null;

  @Column({ type: 'uuid', nullable: true })
  locationId: string | null;

  @Column({ type: 'jsonb', default: () => `'[]'` })
  screening: Pick<ScreeningSuggestion, 'ground' | 'clause' | 'reason' | 'confidence'>[];

  @Column({ type: 'integer' })
  points: number;

  /** What the points are made of. */
  @Column({ type: 'jsonb', default: () => `'{}'` })
  reasons: Partial<Points>;

  /** Points and freshness as one number: the queue's order. */
  @Column({ type: 'double precision' })
  rank: number;

  /** Messages that say the same bear one group: the id of the first of them. */
  @Column({ type: 'uuid' })
  groupId: string;

  /** The one of its group that stands in the queue for all of them. */
  @Column({ type: 'boolean' })
  leads: boolean;

  /** How many others say the same; kept by the one that leads. */
  @Column({ type: 'integer', default: 0 })
  repeats: number;

  @Column({ type: 'text' })
  status: CandidateState;

  @Column({ type: 'timestamptz' })
  stateSince: Date;

  /** Why it was dismissed; `expired` when nobody looked at it in time. */
  @Column({ type: 'text', nullable: true })
  ground: DismissGround | 'expired' | null;

  @Column({ type: 'text', nullable: true })
  comment: string | null;

  /** The incident it became, or was merged into. */
  @Column({ type: 'uuid', nullable: true })
  incidentId: string | null;

  /** When another text was last seen at its place. */
  @Column({ type: 'timestamptz', nullable: true })
  editedAt: Date | null;

  /** When it was seen to be gone; null again when it came back. */
  @Column({ type: 'timestamptz', nullable: true })
  deletedAt: Date | null;

  /** When it is looked whether it is still there. */
  @Column({ type: 'timestamptz', nullable: true })
  checkAt: Date | null;

  /** When text and author were removed, some time after it was dismissed. */
  @Column({ type: 'timestamptz', nullable: true })
  erasedAt: Date | null;

  @Column({ type: 'integer', default: 1 })
  version: number;
}
