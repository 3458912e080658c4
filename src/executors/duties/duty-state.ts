import type { Deadline } from '../../regulation/index.js';
import type { Duty } from '../contacts/contact.entity.js';
import type { DutyState } from './duties.schemas.js';
import { DIRECTORY_ID } from './duty.entities.js';
import { firstTerm } from './duty-terms.js';
import { HALF_YEAR_MS } from './owed.js';

/** A body, a duty, and who is named for it now. */
export interface DutyRow {
  authority: { id: string; code: string; shortName: string };
  duty: Duty;
  /** Since when it is owed. */
  owedSince: Date;
  /** When the last one who was named left; null when nobody ever was. */
  lastLeft: Date | null;
  contacts: { id: string; name: string; confirmedAt: Date }[];
}

export interface DutyStanding {
  state: DutyState;
  /** Since when there is nobody, or the details are outdated or known to have changed; null when all is well. */
  since: Date | null;
  /** The open term, the earliest of several. */
  term: Deadline | null;
  contacts: { id: string; name: string; confirmedAt: Date; outdated: boolean; changed: boolean }[];
}

/** When details that were last confirmed at `confirmedAt` become outdated. */
export const outdatedFrom = (confirmedAt: Date): Date => new Date(confirmedAt.getTime() + HALF_YEAR_MS);

/** Whether an open term asks for this duty: the first naming, a successor, or the new details of one of its people. */
export function asksFor({ duty, authority, contacts }: Pick<DutyRow, 'duty' | 'authority' | 'contacts'>, { subjectId, obligation }: Pick<Deadline, 'subjectId' | 'obligation'>): boolean {
  if (obligation === 'executor.update') return duty === 'executor' && (subjectId === authority.id || contacts.some(({ id }) => id === subjectId));
  return obligation === firstTerm[duty] && subjectId === (duty === 'curator' ? DIRECTORY_ID : authority.id);
}

/**
 * What stands of a duty at `now`. Nobody weighs more than details known to be wrong, and these more than details nobody
 * has confirmed for half a year; with several people the worst of them counts.
 * @param open open terms, soonest first, of this body and of others.
 */
export function standing(row: DutyRow, open: readonly Deadline[], now: Date): DutyStanding {
  const terms = open.filter((term) => asksFor(row, term));
  const contacts = row.contacts.map((contact) => ({
    ...contact,
    outdated: outdatedFrom(contact.confirmedAt) <= now,
    changed: terms.some(({ subjectId }) => subjectId === contact.id),
  }));
  const changed = contacts.flatMap(({ id }) => terms.filter(({ subjectId }) => subjectId === id).map(({ startedAt }) => startedAt));
  const stale = contacts.filter(({ outdated }) => outdated).map(({ confirmedAt }) => outdatedFrom(confirmedAt));
  const [state, since]: [DutyState, Date | null] =
    contacts.length === 0 ? ['missing', row.lastLeft ?? row.owedSince]
    : changed.length > 0 ? ['changed', earliest(changed)]
    : stale.length > 0 ? ['outdated', earliest(stale)]
    : ['present', null];
  return { state, since, term: terms[0] ?? null, contacts };
}

const earliest = (dates: readonly Date[]): Date => new Date(Math.min(...dates.map((date) => date.getTime())));
