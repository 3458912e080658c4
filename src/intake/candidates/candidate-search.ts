import { Injectable } from '@nestjs/common';
import { Database, SqlFilter } from '../../platform/database/index.js';
import { fold } from '../finding/fold.js';

/** One page of a search. */
export interface Search {
  q: string;
  /** Columns of `intake_candidate c`, and its order. */
  select: string;
  order: string;
  /** The other conditions of the list, anew for each statement. */
  filter: () => SqlFilter;
  limit: number;
}

interface Key {
  key: string;
  id: string;
}

/** Candidates looked through along the list first, and how much further each next walk goes. */
const [FIRST_WALK, GROWTH] = [500, 16];
/** As many matches are few enough to put all of them in order. */
const FEW = 2000;
const LONGEST_WALK = 2_000_000;
const FOLDED = `replace(lower(c.author_name || ' ' || c.text), 'ё', 'е')`;
const WORDS = `(to_tsvector('russian', ${FOLDED}) || to_tsvector('simple', ${FOLDED}))`;

/** Whether a text holds the words in any form, or words that begin so. */
function matches(q: string, parameter: (value: string) => string): string {
  const folded = fold(q);
  const beginnings = [...folded.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => `${word}:*`).join(' & ');
  return `${WORDS} @@ (websearch_to_tsquery('russian', ${parameter(folded)}) || to_tsquery('simple', ${parameter(beginnings)}))`;
}

/**
 * Candidates that hold Russian words in any form, or words that begin so, in the order of the list. A word may be in half of a million texts or in
 * ten of them: the beginning of the list is walked first, where a frequent word is found soon; then the index is asked for
 * the few there are of a rare one; what is neither is walked on for. So a page costs what it shows.
 */
@Injectable()
export class CandidateSearch {
  constructor(private readonly db: Database) {}

  async keys(search: Search): Promise<Key[]> {
    const first = await this.walk(search, FIRST_WALK);
    if (first.found.length >= search.limit || first.ended) return first.found;
    const few = await this.few(search);
    if (few) return few;
    for (let length = FIRST_WALK * GROWTH; ; length *= GROWTH) {
      const { found, ended } = await this.walk(search, length);
      if (found.length >= search.limit || ended || length >= LONGEST_WALK) return found;
    }
  }

  private async walk({ q, select, order, filter, limit }: Search, length: number): Promise<{ found: Key[]; ended: boolean }> {
    const conditions = filter();
    const found = await this.db.rows<Key>(
      `WITH walked AS MATERIALIZED (SELECT c.* FROM intake_candidate c ${conditions.where} ORDER BY ${order} LIMIT ${length})
       SELECT ${select} FROM walked c WHERE ${matches(q, (value) => conditions.parameter(value))} ORDER BY ${order} LIMIT ${limit}`,
      conditions.parameters,
    );
    return { found, ended: found.length < limit && (await this.shorterThan(length, filter())) };
  }

  private async shorterThan(length: number, conditions: SqlFilter): Promise<boolean> {
    const row = await this.db.row<{ count: number }>(`SELECT count(*)::integer AS count FROM (SELECT 1 FROM intake_candidate c ${conditions.where} LIMIT ${length}) c`, conditions.parameters);
    return (row?.count ?? 0) < length;
  }

  /** All matches in order, when there are few; null when there are many. */
  private async few({ q, select, order, filter, limit }: Search): Promise<Key[] | null> {
    const conditions = filter();
    const found = matches(q, (value) => conditions.parameter(value));
    const rows = await this.db.rows<Key>(
      `WITH found AS MATERIALIZED (SELECT c.* FROM intake_candidate c WHERE ${found} LIMIT ${FEW})
       SELECT ${select} FROM found c ${conditions.where} ORDER BY ${order} LIMIT ${limit}`,
      conditions.parameters,
    );
    return (await this.count(q)) < FEW ? rows : null;
  }

  private async count(q: string): Promise<number> {
    const filter = new SqlFilter();
    const found = matches(q, (value) => filter.parameter(value));
    const row = await this.db.row<{ count: number }>(`SELECT count(*)::integer AS count FROM (SELECT 1 FROM intake_candidate c WHERE ${found} LIMIT ${FEW}) c`, filter.parameters);
    return row?.count ?? 0;
  }
}
