import { Column, Entity, Generated, Index, PrimaryColumn } from 'typeorm';
import type { Network } from '../networks/index.js';
import type { DeclineGround, IncidentState } from './incident.transitions.js';

/** A citizen's message that needs a reaction, once recorded (M-3, M-6), and the root of everything done about it. */
@Entity('incident')
@Index('incident_post', ['network', 'postKey'], { unique: true })
@Index('incident_number', ['number'], { unique: true })
@Index('incident_recent', ['recordedAt', 'id'])
@Index('incident_by_status', ['status', 'recordedAt', 'id'])
@Index('incident_ended', ['stateSince'], { where: `status IN ('declined', 'merged', 'closed')` })
@Index('incident_by_network', ['network', 'recordedAt', 'id'])
@Index('incident_by_topic', ['topicId', 'recordedAt', 'id'])
@Index('incident_merged_into', ['mergedInto'], { where: 'merged_into IS NOT NULL' })
@Index('incident_closed', ['closedAt'], { where: 'closed_at IS NOT NULL' })
@Index('incident_unanswered', { synchronize: false })
@Index('incident_search', { synchronize: false })
export class Incident {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** What people call it by; counted up over the installation. */
  @Column({ type: 'bigint' })
  @Generated('increment')
  number: string;

  @Column({ type: 'text' })
  network: Network;

  /** Canonical key of the post in its network: the same post is never recorded twice. */
  @Column({ type: 'text' })
  postKey: string;

  @Column({ type: 'text' })
  url: string;

  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'text' })
  authorName: string;

  @Column({ type: 'text', nullable: true })
  authorUrl: string | null;

  /** Text and author, lower-cased, ё as е: what search looks at. */
  @Column({ type: 'text' })
  searchText: string;

  @Column({ type: 'timestamptz' })
  postedAt: Date;

  /** The moment of recording: the first clock starts here (M-6). */
  @Column({ type: 'timestamptz' })
  recordedAt: Date;

  @Column({ type: 'uuid', nullable: true })
  recordedBy: string | null;

  @Column({ type: 'text' })
  status: IncidentState;

  /** When the present status began. */
  @Column({ type: 'timestamptz' })
  stateSince: Date;

  /** Routed to one executor (M-6) or to several (M-7); null before routing. */
  @Column({ type: 'text', nullable: true })
  mode: 'single' | 'several' | null;

  @Column({ type: 'uuid', nullable: true })
  topicId: string | null;

  @Column({ type: 'uuid', nullable: true })
  locationId: string | null;

  /** Another approximate place, in words (M-6). */
  @Column({ type: 'text', nullable: true })
  place: string | null;

  @Column({ type: 'text', nullable: true })
  declineGround: DeclineGround | null;

  @Column({ type: 'text', nullable: true })
  declineComment: string | null;

  @Column({ type: 'uuid', nullable: true })
  mergedInto: string | null;

  /** When the first interim answer was published (M-11): from then on the author waits for the final one. */
  @Column({ type: 'timestamptz', nullable: true })
  interimAnsweredAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  closedAt: Date | null;

  /** Counts up with every act on the incident or any part of it. */
  @Column({ type: 'integer' })
  version: number;
}
