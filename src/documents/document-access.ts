import { type Actor, hasRole } from '../identity/index.js';
import type { Document } from './document.entity.js';

type Owned = Pick<Document, 'kind' | 'publisher' | 'authorityId'>;

/** Whether the actor issues this document: its publisher, for an instruction of an authority its own people. */
export const publishes = (actor: Actor, { publisher, authorityId }: Owned): boolean =>
  hasRole(actor, publisher) && (publisher !== 'executor' || actor.authorityId === authorityId);

/**
 * Whether the actor may read the issued editions: recommendations and materials are everybody's, an instruction its own
 * authority's, for how somebody guards their accounts is not everybody's business; the ministry on whose recommendations
 * it rests reads it too.
 */
export const reads = (actor: Actor, document: Owned): boolean =>
  document.kind !== 'instruction' || hasRole(actor, 'it-ministry', 'admin') || publishes(actor, document);

/**
 * {@link reads} and {@link publishes} in SQL, over `document d`: `$1` the actor's roles, `$2` their authority.
 * A document nothing of which was issued is its publisher's alone.
 */
export const PUBLISHES = `(d.publisher = ANY($1::text[]) AND (d.publisher <> 'executor' OR d.authority_id = $2::uuid))`;
export const READS = `(${PUBLISHES} OR ((d.kind <> 'instruction' OR $1::text[] && '{it-ministry,admin}')
  AND EXISTS (SELECT 1 FROM document_edition i WHERE i.document_id = d.id AND i.issued_at IS NOT NULL)))`;

/** Whether the actor sees everybody's acknowledgements of it; an executor sees those of their own authority. */
export const seesEverybody = (actor: Actor, document: Owned): boolean =>
  hasRole(actor, 'it-ministry', 'admin')
  || (document.kind !== 'instruction' && hasRole(actor, 'curator', 'committee'))
  || (document.publisher === 'committee' && hasRole(actor, 'committee'));
