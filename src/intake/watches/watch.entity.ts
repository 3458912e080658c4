import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import type { Network, Rejection } from '../../networks/index.js';

export const watchKinds = ['comments', 'mentions', 'search'] as const;
export type WatchKind = (typeof watchKinds)[number];

/** Something that is listened to: an official account's comments, its mentions, or a search by topic or place. */
@Entity('intake_watch')
@Unique('intake_watch_one', ['network', 'kind', 'target'])
export class Watch {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  network: Network;

  @Column({ type: 'text' })
  kind: WatchKind;

  /** The account's own number, or the words of a search as they compare: two alike are one. */
  @Column({ type: 'text' })
  target: string;

  /** The account of the registry; null for the curator's own, and for a search. */
  @Column({ type: 'uuid', nullable: true })
  accountId: string | null;

  @Column({ type: 'text', nullable: true })
  ownerId: string | null;

  @Column({ type: 'text', nullable: true })
  query: string | null;

  /** What a search is for (M-6): what it finds is proposed under this topic and place where the text names none. */
  @Column({ type: 'uuid', nullable: true })
  topicId: string | null;

  @Column({ type: 'uuid', nullable: true })
  locationId: string | null;

  /** Whether people want it read. */
  @Column({ type: 'boolean', default: true })
  active: boolean;

  /** Whether there is a credential that can read it, in a network that is switched on. */
  @Column({ type: 'boolean', default: true })
  connected: boolean;

  @Column({ type: 'timestamptz', nullable: true })
  lastReadAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  lastFoundAt: Date | null;

  /** How the last reading ended. */
  @Column({ type: 'text', nullable: true })
  outcome: Rejection | 'ok' | null;

  /** The network's own code of a refusal. */
  @Column({ type: 'text', nullable: true })
  detail: string | null;

  /** Messages found so far. */
  @Column({ type: 'integer', default: 0 })
  found: number;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'integer', default: 1 })
  version: number;
}
