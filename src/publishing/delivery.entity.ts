import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Actor } from '../identity/index.js';
import type { Network, Place } from '../networks/index.js';
import type { DeliveryState } from './delivery.transitions.js';

/** An answer, a planned post, or a comment to be removed from an official account. */
export const deliveryKinds = ['reply', 'post', 'removal'] as const;
export type DeliveryKind = (typeof deliveryKinds)[number];

/** One message to be placed in a network, or one comment to be removed there, and what became of it. */
@Entity('delivery')
@Index('delivery_one_live', ['subjectId'], { unique: true, where: `state IN ('pending', 'sending', 'unknown', 'manual')` })
@Index('delivery_due', ['runAt', 'id'], { where: `state IN ('pending', 'unknown')` })
@Index('delivery_sending', ['roundId'], { where: `state = 'sending'` })
@Index('delivery_check', ['checkAt', 'id'], { where: 'check_at IS NOT NULL' })
@Index('delivery_stream', ['streamId'])
@Index('delivery_recent', ['state', 'createdAt', 'id'])
export class Delivery {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  kind: DeliveryKind;

  @Column({ type: 'text' })
  network: Network;

  /** The account it is placed from; null for the curator's own in that network. */
  @Column({ type: 'uuid', nullable: true })
  accountId: string | null;

  /** Whose it is: deliveries of different authorities take turns. Null for the Government's and the curator's. */
  @Column({ type: 'uuid', nullable: true })
  authorityId: string | null;

  /** What is published, e.g. `assignment` and its id: one live delivery each. */
  @Column({ type: 'text' })
  subject: string;

  @Column({ type: 'uuid' })
  subjectId: string;

  /** The aggregate in whose history it stands. */
  @Column({ type: 'text' })
  stream: string;

  @Column({ type: 'uuid' })
  streamId: string;

  /** What the subject's room does once it is out: its own data, not read here. */
  @Column({ type: 'jsonb' })
  intent: Record<string, unknown>;

  /** In whose name the act is done. */
  @Column({ type: 'jsonb' })
  actor: Actor;

  /** What it answers, or what is removed; null for a post, and where a person must find the place. */
  @Column({ type: 'jsonb', nullable: true })
  place: Place | null;

  /** The link a person opens to answer by hand. */
  @Column({ type: 'text', nullable: true })
  link: string | null;

  @Column({ type: 'text' })
  text: string;

  @Column({ type: 'uuid', array: true, default: () => `'{}'` })
  attachmentIds: string[];

  @Column({ type: 'text' })
  state: DeliveryState;

  /** Why it waits for a person: a reason of `networks/outcome.ts`, or `unclear`, `withdrawn`, … */
  @Column({ type: 'text', nullable: true })
  reason: string | null;

  /** The network's own code. */
  @Column({ type: 'text', nullable: true })
  detail: string | null;

  /** When it is sent, or looked for, next; by the application's clock. */
  @Column({ type: 'timestamptz' })
  runAt: Date;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** Looks taken since the last attempt ended unknown. */
  @Column({ type: 'integer', default: 0 })
  looks: number;

  /** Looks the network did not let us take, since then. */
  @Column({ type: 'integer', default: 0 })
  failedLooks: number;

  /** The round of the worker that has it: a late worker finds it no longer its own. */
  @Column({ type: 'uuid', nullable: true })
  roundId: string | null;

  /** When the first attempt began: nothing of ours is older. */
  @Column({ type: 'timestamptz', nullable: true })
  firstSentAt: Date | null;

  @Column({ type: 'text', nullable: true })
  externalId: string | null;

  @Column({ type: 'text', nullable: true })
  url: string | null;

  /** Code of the refusal when the subject could not take note of what is published: the answer is out, its room moved on. */
  @Column({ type: 'text', nullable: true })
  stray: string | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  endedAt: Date | null;

  /** When its existence is looked at next. */
  @Column({ type: 'timestamptz', nullable: true })
  checkAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  vanishedAt: Date | null;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** Whether it is the actor's to try again or give up: posts and removals are whoever keeps the account's. */
export function mayAct({ roles, authorityId }: Actor, delivery: Pick<Delivery, 'kind' | 'authorityId'>): boolean {
  if (delivery.kind === 'reply') return true;
  return delivery.authorityId === null ? roles.includes('committee') : roles.includes('executor') && authorityId === delivery.authorityId;
}
