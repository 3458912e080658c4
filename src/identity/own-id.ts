import type { Actor } from './actor.js';

/** The person behind an act on one's own account; the system has none, and asking it is a programming error. */
export function ownId({ userId }: Actor): string {
  if (userId === null) throw new Error('The system has no account of its own');
  return userId;
}
