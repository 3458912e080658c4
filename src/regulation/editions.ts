import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import type { RegulationEdition } from './edition.entity.js';
import type { ObligationKey } from './obligations.js';
import type { Term } from './term.js';

/** An edition with the terms it sets. */
export type EditionWithTerms = RegulationEdition & { terms: Partial<Record<ObligationKey, Term>> };

const EDITIONS = `
  SELECT e.id, e.title, e.act, e.authority_id AS "authorityId", e.valid_from::text AS "validFrom", e.valid_to::text AS "validTo",
    (SELECT coalesce(jsonb_object_agg(t.obligation, t.term), '{}') FROM regulation_term t WHERE t.edition_id = e.id) AS terms
  FROM regulation_edition e ORDER BY e.valid_from, e.id`;

/** The editions of the regulation; read once per revision of what terms are counted by. */
@Injectable()
export class Editions {
  private known: { revision: string; editions: EditionWithTerms[] } | null = null;

  constructor(private readonly db: Database) {}

  /** All editions, oldest first. */
  list(): Promise<EditionWithTerms[]> {
    return this.db.rows<EditionWithTerms>(EDITIONS);
  }

  /** All editions as of a revision that the caller holds. */
  async at(revision: string): Promise<EditionWithTerms[]> {
    if (this.known?.revision !== revision) this.known = { revision, editions: await this.list() };
    return this.known.editions;
  }
}

/**
 * The edition in force on a local date for a scope: an authority's own, or the general one (null).
 * @returns null when there is none.
 */
export function editionInForce(editions: readonly EditionWithTerms[], authorityId: string | null, date: string): EditionWithTerms | null {
  const scope = editions.filter((edition) => edition.authorityId === authorityId && edition.validFrom <= date);
  return scope.findLast((edition) => edition.validTo === null || date <= edition.validTo) ?? null;
}

/**
 * The term an obligation has for a bearer on a local date, and the edition that sets it. An authority's own edition
 * wins where it says anything (D-6). What started before the decree is counted by its first edition.
 */
export function termInForce(
  editions: readonly EditionWithTerms[],
  obligation: ObligationKey,
  authorityId: string | null,
  date: string,
): { editionId: string; term: Term } {
  const own = authorityId === null ? null : editionInForce(editions, authorityId, date);
  const general = editionInForce(editions, null, date) ?? editions.find((edition) => edition.authorityId === null);
  for (const edition of [own, general]) {
    const term = edition?.terms[obligation];
    if (edition && term) return { editionId: edition.id, term };
  }
  throw new Error(`No edition sets a term for ${obligation}`);
}
