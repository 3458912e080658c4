import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Ask } from '../understanding/ask.js';
import type { SplitReply } from '../splitting/split-reply.js';
import type { IncomingState } from './incoming.transitions.js';

/** What the connection said of a letter that came by SMTP. */
export interface Envelope {
  ip?: string;
  helo?: string;
  /** Empty for reports (RFC 5321, 4.5.5). */
  mailFrom?: string;
  rcptTo?: string[];
}

/** A letter to us: its bytes lie in the object storage, here is what was made of them. Never deleted. */
@Entity('incoming_letter')
@Index('incoming_letter_content', ['sha256'], { unique: true })
@Index('incoming_letter_message_id', ['messageId'], { where: 'message_id IS NOT NULL' })
@Index('incoming_letter_due', ['runAt', 'id'], { where: `state = 'received'` })
@Index('incoming_letter_recent', ['receivedAt', 'id'])
@Index('incoming_letter_by_state', ['state', 'receivedAt', 'id'])
@Index('incoming_letter_of_incident', ['incidentId', 'receivedAt', 'id'], { where: 'incident_id IS NOT NULL' })
@Index('incoming_letter_help', ['fromAddress', 'helpedAt'], { where: 'helped_at IS NOT NULL' })
export class IncomingLetter {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  @Column({ type: 'text' })
  source: 'imap' | 'smtp' | 'demo';

  @Column({ type: 'text' })
  state: IncomingState;

  /** Why it is where it is, as a code of the catalogue of reasons; null for what acted. */
  @Column({ type: 'text', nullable: true })
  reason: string | null;

  /** Name of its bytes in the object storage: the same bytes are one letter. */
  @Column({ type: 'text' })
  sha256: string;

  /** Bytes of the letter itself, of which an oversized one has only its header here. */
  @Column({ type: 'integer' })
  size: number;

  /** Whether the storage holds the whole letter. */
  @Column({ type: 'boolean', default: true })
  complete: boolean;

  @Column({ type: 'jsonb', nullable: true })
  envelope: Envelope | null;

  @Column({ type: 'timestamptz' })
  receivedAt: Date;

  /** When it is looked at next; null once it is understood. */
  @Column({ type: 'timestamptz', nullable: true })
  runAt: Date | null;

  @Column({ type: 'integer', default: 0 })
  attempts: number;

  @Column({ type: 'text', nullable: true })
  messageId: string | null;

  @Column({ type: 'text', nullable: true })
  fromAddress: string | null;

  @Column({ type: 'text', nullable: true })
  subject: string | null;

  /** Its body parted into the sender's words, the quotation and the signature. */
  @Column({ type: 'jsonb', nullable: true })
  said: SplitReply | null;

  @Column({ type: 'jsonb', default: () => `'[]'` })
  files: { name: string | null; contentType: string; size: number }[];

  /** What was found out about where it comes from. */
  @Column({ type: 'jsonb', nullable: true })
  authentication: Record<string, unknown> | null;

  /** What it asked for, if that was understood. */
  @Column({ type: 'jsonb', nullable: true })
  ask: Ask | null;

  /** The user who sent it, once known. */
  @Column({ type: 'uuid', nullable: true })
  senderId: string | null;

  /** What it answers: `assignment`, `draft` or `incident`, and its id. */
  @Column({ type: 'text', nullable: true })
  aboutSubject: string | null;

  @Column({ type: 'uuid', nullable: true })
  aboutId: string | null;

  @Column({ type: 'uuid', nullable: true })
  incidentId: string | null;

  /** Our own letter it answers or reports on. */
  @Column({ type: 'uuid', nullable: true })
  letterId: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  processedAt: Date | null;

  /** When its sender was written what was not understood; at most once. */
  @Column({ type: 'timestamptz', nullable: true })
  helpedAt: Date | null;

  @Column({ type: 'uuid', nullable: true })
  handledBy: string | null;

  @Column({ type: 'timestamptz', nullable: true })
  handledAt: Date | null;

  /** What a curator took it for. */
  @Column({ type: 'text', nullable: true })
  handledAs: string | null;

  @Column({ type: 'text', nullable: true })
  handledNote: string | null;

  @Column({ type: 'integer', default: 1 })
  version: number;
}

/** How far a mailbox has been read. */
@Entity('mail_cursor')
export class MailCursor {
  /** Server, user and folder. */
  @PrimaryColumn({ type: 'text' })
  mailbox: string;

  /** UIDs mean something only under one UIDVALIDITY (RFC 3501, 2.3.1.1). */
  @Column({ type: 'bigint' })
  uidValidity: string;

  @Column({ type: 'bigint' })
  lastUid: string;

  @Column({ type: 'timestamptz' })
  readAt: Date;
}
