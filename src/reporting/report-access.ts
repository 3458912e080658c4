import { type Actor, hasRole } from '../identity/index.js';
import { notFound } from '../platform/errors/index.js';
import type { FigureFilter } from './figures/slice.js';

/**
 * The filter as far as the actor may see: a curator everything, an executor the own authority's part alone.
 * @throws DomainError `not-found` for an executor who asks for another authority.
 */
export function seenBy(actor: Actor, filter: FigureFilter): FigureFilter {
  if (hasRole(actor, 'curator', 'admin')) return filter;
  const own = actor.authorityId;
  if (own === null || (filter.authorityId !== undefined && filter.authorityId !== own)) throw notFound('authority', filter.authorityId ?? '');
  return { ...filter, authorityId: own };
}

/** What of a monthly report somebody sees who is no curator: the own authority's part (M-14), or the committee's second part. */
export type Part = { of: 'authority'; authorityId: string } | { of: 'committee' };

/**
 * The part of the monthly reports that is the actor's; null for a curator, who sees all.
 * @throws DomainError `not-found` for an executor of no authority.
 */
export function partOf(actor: Actor): Part | null {
  if (hasRole(actor, 'curator')) return null;
  if (hasRole(actor, 'committee')) return { of: 'committee' };
  if (actor.authorityId === null) throw notFound('authority', '');
  return { of: 'authority', authorityId: actor.authorityId };
}

/** The members of a query that narrow figures. */
export function filterOf({ network, topicGroupId, topicId, locationId, authorityId }: FigureFilter): FigureFilter {
  const given = Object.entries({ network, topicGroupId, topicId, locationId, authorityId }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as FigureFilter;
}
