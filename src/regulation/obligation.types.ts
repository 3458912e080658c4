import type { Role } from '../identity/index.js';
import type { Term } from './term.js';

/** Who answers for a term (M-14). An `authority` answers as a body, an `executor` as the person it named. */
export type BearerRole = 'curator' | 'executor' | 'authority' | 'committee' | 'it-ministry';

/** One row of the decree: who owes what, from when, until when. */
export interface Obligation {
  /** Clauses it rests on, the chief one first. */
  clause: readonly [string, ...string[]];
  bearer: BearerRole;
  /** What starts the term. */
  starts: string;
  /** As the decree of 17 March 2020 sets it; editions may set another. */
  term: Term;
  /** For people, in Russian: what is owed, in a few words. */
  title: string;
  /** For people, in Russian: what the decree says. */
  wording: string;
  /** Roles that see the deadline whoever bears it. */
  seenBy: readonly Role[];
  /** Owed only when a condition holds that nobody knows before the act: its passing alone breaks nothing. */
  conditional?: true;
  /** The key of an obligation that runs beside it until an act decides which of the two applies (settled rule 9). */
  alternative?: string;
}
