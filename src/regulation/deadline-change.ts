import type { Actor } from '../identity/index.js';
import type { BearerRole } from './obligation.types.js';
import type { ObligationKey } from './obligations.js';

/** Who answers for a term, and the schedule it runs on (null: the default one). */
export interface Bearer {
  role: BearerRole;
  authorityId: string | null;
  contactId: string | null;
  scheduleId: string | null;
}

/** Opens a term. */
export interface OpenChange {
  do: 'open';
  obligation: ObligationKey;
  subject: string;
  subjectId: string;
  /** Where one act opens terms of many streams; that of the context when left out. */
  streamId?: string;
  bearer: Bearer;
  /** Moment of the act when left out. */
  startedAt?: Date;
  /** A moment fixed by the opener; no correction of the calendar moves it. */
  dueAt?: Date;
  /** A date of the plan's week: needed for `plan.submit`. */
  planWeek?: string;
}

/** Ends a term; where none is open, nothing happens. */
export type CloseChange =
  | { do: 'meet'; obligation: ObligationKey; subjectId: string }
  | { do: 'cancel'; obligation: ObligationKey; subjectId: string; reason: string };

export type DeadlineChange = OpenChange | CloseChange;

/** The act that changes deadlines. */
export interface DeadlineContext {
  stream: string;
  streamId: string;
  at: Date;
  actor: Actor;
}
