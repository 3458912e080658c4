import type { StorageArea } from '../storage/index.js';

/** A file to go with a letter: its bytes, or its name in the object storage (SHA-256) and its size. */
export type NewLetterAttachment = { fileName: string; mediaType: string } & (
  | { content: Buffer }
  | { key: string; size: number; area?: StorageArea }
);

/** A letter to one person, rendered. */
export interface NewLetter {
  /** A new one when left out. */
  id?: string;
  /** Kind of letter, e.g. `assignment`; handlers of {@link LetterOutcomes} go by it. */
  kind: string;
  to: { userId: string | null; name: string; address: string };
  subject: string;
  html: string;
  text: string;
  attachments?: readonly NewLetterAttachment[];
  /** The aggregate it concerns, e.g. `incident` and its id. */
  about?: { stream: string; streamId: string } | null;
  /** Letters of one thread to one address are one conversation, e.g. `incident:<id>`. */
  thread?: string | null;
  /** Message-ID of somebody's letter that this one answers. */
  inReplyTo?: string | null;
  /** The product answers that letter by itself (RFC 3834): `Auto-Submitted: auto-replied` instead of `auto-generated`. */
  autoReply?: boolean;
  /** Where an answer goes, as {@link ReplyTokens} gives it; the bare reply address when left out. */
  replyTo?: string | null;
  /** What an answer to it answers. */
  answers?: { subject: string; subjectId: string; version: number | null } | null;
  /** Address of the one-click unsubscription (RFC 8058), for digests. */
  unsubscribe?: string | null;
  /** Not to be sent before this moment. */
  notBefore?: Date;
}
