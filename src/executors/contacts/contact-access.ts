import { type Actor, hasRole } from '../../identity/index.js';
import { notFound } from '../../platform/errors/index.js';
import type { Duty } from './contact.entity.js';

/** Belongs to nobody: what an actor without an authority may see. */
const NO_AUTHORITY = '00000000-0000-0000-0000-000000000000';

/** Curator, administrator, and the product itself: the demo and the tests enter people without anybody signed in. */
const mayAll = (actor: Actor): boolean => actor.userId === null || hasRole(actor, 'curator', 'admin');

/**
 * The only authority whose contacts the actor may see, null when all. Curators' contacts are sent to every
 * authority (D-2.2), account managers' to the committee (D-5).
 */
export function ownAuthority(actor: Actor, duty: Duty): string | null {
  const sees = mayAll(actor) || duty === 'curator' || (duty === 'account-manager' && hasRole(actor, 'committee'));
  return sees ? null : (actor.authorityId ?? NO_AUTHORITY);
}

/**
 * Whether the actor may change contacts of the authority: curator and administrator everyone's, an executor their own.
 * @throws DomainError `not-found` otherwise: another authority's things are not there.
 */
export function mayChange(actor: Actor, authorityId: string, what: string, id: string): void {
  if (mayAll(actor)) return;
  if (!hasRole(actor, 'executor') || actor.authorityId !== authorityId) throw notFound(what, id);
}
