import { DomainError } from '../../platform/errors/index.js';
import type { Actor, Role } from '../../identity/index.js';
import { WorkingTimeError } from '../calendar.errors.js';

/** The stream of events that concern the calendar as a whole. */
export const CALENDAR_ID = '01890a5d-ac96-774b-bcce-b302099a8001';

/** Whoever lives by terms may see why they moved. */
const everyone: Role[] = ['curator', 'executor', 'committee', 'it-ministry', 'admin'];

/** What every event of a correction has in common. */
export const correctedBy = (actor: Actor, at: Date) => ({
  actorId: actor.userId,
  actorRole: actor.userId === null ? null : 'admin',
  channel: actor.channel,
  roles: everyone,
  at,
});

/**
 * Runs a check of the arithmetic.
 * @throws DomainError `code` with the arithmetic's own reason when it does not make sense.
 */
export function making<T>(code: 'calendar.invalid' | 'schedule.invalid' | 'term.uncountable', check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (error instanceof WorkingTimeError) throw new DomainError(code, { fault: error.code, reason: error.message });
    throw error;
  }
}
