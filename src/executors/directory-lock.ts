import type { Database } from '../platform/database/index.js';
import type { Actor } from '../identity/index.js';

/**
 * The directory is changed rarely and by people: one act at a time until it commits, so that what an act has checked
 * (nobody of that name, that mailbox, that period) is still so when it writes.
 */
export const lockDirectory = (db: Database): Promise<void> => db.inTurn('directory');

/** Who acted, as an event records it. */
export const actedBy = (actor: Actor, at: Date) => ({
  actorId: actor.userId,
  actorRole: actor.roles[0] ?? null,
  channel: actor.channel,
  at,
});

type Values = Record<string, unknown>;

/** What of `wanted` differs from `current`: `{ field: { from, to } }`, for the event of a change. */
export function differences(current: Values, wanted: Values): Record<string, { from: unknown; to: unknown }> {
  const same = (a: unknown, b: unknown): boolean =>
    a instanceof Date && b instanceof Date ? a.getTime() === b.getTime() : a === b;
  return Object.fromEntries(
    Object.entries(wanted)
      .filter(([field, to]) => to !== undefined && !same(current[field], to))
      .map(([field, to]) => [field, { from: current[field], to }]),
  );
}
