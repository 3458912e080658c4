import type { Type } from '@nestjs/common';
import type { Addressee } from '../executors/index.js';
import type { Matter, MatterPart } from '../incidents/index.js';
import type { Event } from '../platform/events/index.js';
import type { Deadline, ObligationKey } from '../regulation/index.js';

/**
 * Whom an event concerns.
 * `executor`: of the assignment it happened to. `bearer`: whoever answers for the deadline it is about. Both with those who
 * stand in for them. `executors-of-authority`, `account-managers-of-authority`: of the authorities the event names.
 * `named`: the users in `details.userIds`.
 */
export type Audience =
  | 'executor' | 'bearer' | 'curators' | 'committee' | 'it-ministry' | 'admins' | 'executors-of-authority' | 'account-managers-of-authority' | 'named';

/** A term as a letter names it. */
export interface Term {
  title: string;
  clause: string;
  dueAt: Date;
  /** Milliseconds left: of the bearer's working time, of clock time for a term in clock hours. */
  left: number;
  working: boolean;
  /** Its due moment has come. */
  over: boolean;
  overdue: boolean;
  /** Owed only under a condition (M-8.1). */
  conditional: boolean;
}

/** A file that is sent along, or linked where it is too large. */
export interface ContentFile {
  id: string;
  fileName: string;
  mediaType: string;
  size: number;
  sha256: string;
}

/** What a letter says, before it is worded. What is left out is empty; texts are plain, templates escape them. */
export interface NoticeContent {
  /** What happened, as a heading. */
  heading: string;
  /** More of it, in a sentence or two. */
  lead?: string | null;
  /** What to do now. */
  todo?: string | null;
  term?: Term | null;
  /** Another way out with a term of its own. */
  otherTerm?: Term | null;
  clause?: string | null;
  /** Number of the incident it is about: what a letter of several things names in its subject. */
  number?: number;
  /** Subject line; letters of one thread share it, so that clients keep them together. */
  subject: string;
  facts?: { name: string; value: string }[];
  /** The citizen's words. */
  quote?: { author: string; network: string; postedAt: Date; text: string; url: string } | null;
  /** The curator's word to the executor. */
  note?: string | null;
  /** Why something came back. */
  reason?: string | null;
  remarks?: string | null;
  draft?: { title: string; text: string } | null;
  /** Several texts: the parts of a consolidated answer. */
  parts?: { title: string; text: string }[];
  files?: ContentFile[];
  /** What to write in answer to the letter, and what comes of it. */
  answers?: { write: string; meaning: string }[];
  /** What an answer answers; without it the letter cannot be answered. */
  reply?: { subject: string; subjectId: string; version: number | null } | null;
  link: { url: string; label: string };
  /** The conversation; the event's stream when left out, none when null. */
  thread?: string | null;
}

/** What a row has to write its letter from. */
export interface NoticeContext {
  event: Event;
  part: Audience;
  person: Addressee;
  now: Date;
  /** Of an event of an incident. */
  matter: Matter | null;
  /** The assignment the event happened to, or its deadline is about. */
  matterPart: MatterPart | null;
  /** The deadline of a `deadline.*` event. */
  deadline: Deadline | null;
  /** The open term of an obligation about a subject, or null. */
  term: (obligation: ObligationKey, subjectId: string) => Term | null;
  /** A deadline as letters name it. */
  termOf: (deadline: Deadline) => Term;
  /** An address of the installation. */
  url: (path: string) => string;
  /** A provider of another module: where a row needs more than the event tells. */
  use: <T>(token: Type<T> | (abstract new (...parameters: never[]) => T)) => T;
}

/** One row of the table: an event, whom it concerns, which letter they get, how urgent it is. */
export interface NoticeRule {
  event: string | readonly string[];
  to: readonly Audience[];
  /** Kind of letter: `templates/emails/<letter>.html.hbs` and `.txt.hbs`. */
  letter: string;
  /** `term`: a term runs; it is never held back beyond it. `calm`: may wait for a digest or for the morning. */
  urgency: 'term' | 'calm';
  /** Which of these events; all when left out. */
  when?: (event: Event) => boolean;
  /** The terms it is about: it is not held back beyond the first to end. Events of deadlines name their own. */
  terms?: readonly ObligationKey[];
  /** What the letter says now, or null when there is nothing left to tell. Called when the letter's time has come. */
  content: (context: NoticeContext) => NoticeContent | null | Promise<NoticeContent | null>;
}
