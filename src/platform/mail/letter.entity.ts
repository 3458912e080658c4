import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LetterState } from './letter.transitions.js';

/** One letter to one person: what is written, what became of it. Never deleted. */
@Entity('letter')
@Index('letter_message_id', ['messageId'], { unique: true })
@Index('letter_due', ['nextAttemptAt', 'id'], { where: `state = 'queued'` })
@Index('letter_sending', ['attemptId'], { where: `state = 'sending'` })
@Index('letter_thread', ['thread', 'toAddress', 'createdAt', 'id'], { where: 'thread IS NOT NULL' })
@Index('letter_recent', ['createdAt', 'id'])
@Index('letter_by_state', ['state', 'createdAt', 'id'])
@Index('letter_attention', ['createdAt', 'id'], { where: 'attention' })
@Index('letter_of_stream', ['streamId', 'createdAt', 'id'], { where: 'stream_id IS NOT NULL' })
@Index('letter_of_user', ['userId', 'createdAt', 'id'], { where: 'user_id IS NOT NULL' })
@Index('letter_outcome_due', ['id'], { where: 'outcome_due' })
export class Letter {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** What kind of letter it is, e.g. `assignment`: its template, and who hears what became of it. */
  @Column({ type: 'text' })
  kind: string;

  @Column({ type: 'text' })
  state: LetterState;

  /** The user it is for; null for somebody who has none. */
  @Column({ type: 'uuid', nullable: true })
  userId: string | null;

  @Column({ type: 'text' })
  toName: string;

  @Column({ type: 'text' })
  toAddress: string;

  @Column({ type: 'text' })
  subject: string;

  @Column({ type: 'text' })
  html: string;

  @Column({ type: 'text' })
  text: string;

  /** The aggregate it concerns, e.g. `incident` and its id. */
  @Column({ type: 'text', nullable: true })
  stream: string | null;

  @Column({ type: 'uuid', nullable: true })
  streamId: string | null;

  /** The conversation it belongs to, one per recipient; null for a letter that stands alone. */
  @Column({ type: 'text', nullable: true })
  thread: string | null;

  /** With its angle brackets; the same for every attempt, so that a server that has it already can tell. */
  @Column({ type: 'text' })
  messageId: string;

  @Column({ type: 'text', nullable: true })
  inReplyTo: string | null;

  /** `References`, the first of the conversation first. */
  @Column({ type: 'text', array: true, default: () => `'{}'` })
  refs: string[];

  /** Where an answer goes: the reply address with a token, or null. */
  @Column({ type: 'text', nullable: true })
  replyTo: string | null;

  /** What an answer to it answers, e.g. `draft`, its id and version. */
  @Column({ type: 'text', nullable: true })
  answersSubject: string | null;

  @Column({ type: 'uuid', nullable: true })
  answersId: string | null;

  @Column({ type: 'integer', nullable: true })
  answersVersion: number | null;

  /** It answers somebody's letter by itself; else it tells of something that happened. */
  @Column({ type: 'boolean', default: false })
  autoReply: boolean;

  /** Address of the one-click unsubscription, for digests. */
  @Column({ type: 'text', nullable: true })
  unsubscribe: string | null;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  /** When it is to be sent, or tried again; null while it is not queued. */
  @Column({ type: 'timestamptz', nullable: true })
  nextAttemptAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  firstAttemptAt: Date | null;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  /** The round of a worker that has it, or had it last: a late worker finds the letter no longer its own. */
  @Column({ type: 'uuid', nullable: true })
  attemptId: string | null;

  /** Set before the last byte of the present attempt goes out: from then on the server may have accepted it. */
  @Column({ type: 'timestamptz', nullable: true })
  handedOverAt: Date | null;

  /** The last attempt did not reach the server at all; its return sets all such letters going. */
  @Column({ type: 'boolean', default: false })
  serverAway: boolean;

  /** An attempt that was repeated may have been accepted: the recipient may have got it twice. */
  @Column({ type: 'boolean', default: false })
  doubtful: boolean;

  /** Why the last attempt failed, or why it bounced; in the words of the server where there are any. */
  @Column({ type: 'text', nullable: true })
  lastError: string | null;

  /** What the server said when it accepted it. */
  @Column({ type: 'text', nullable: true })
  response: string | null;

  @Column({ type: 'text', nullable: true })
  transport: 'smtp' | 'built-in' | null;

  @Column({ type: 'timestamptz', nullable: true })
  sentAt: Date | null;

  /** Failed, bounced or uncertain, and nobody has seen to it yet. */
  @Column({ type: 'boolean', default: false })
  attention: boolean;

  /** Whoever registered for this kind has not been told of the present state yet. */
  @Column({ type: 'boolean', default: false })
  outcomeDue: boolean;
}

/** A file that goes with a letter: its bytes, or where they lie in the object storage. */
@Entity('letter_attachment')
export class LetterAttachment {
  @PrimaryColumn({ type: 'uuid' })
  @ForeignKey(() => Letter, { name: 'letter_attachment_letter' })
  letterId: string;

  /** 0, 1, … */
  @PrimaryColumn({ type: 'integer' })
  position: number;

  @Column({ type: 'text' })
  fileName: string;

  @Column({ type: 'text' })
  mediaType: string;

  @Column({ type: 'integer' })
  size: number;

  @Column({ type: 'bytea', nullable: true })
  content: Buffer | null;

  @Column({ type: 'text', nullable: true })
  storageArea: string | null;

  @Column({ type: 'text', nullable: true })
  storageKey: string | null;
}
