import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { decodeCursor, toPage, type Page } from '../../platform/http/index.js';
import { searchText } from '../search-text.js';

/** A location as an incident keeps it. */
export interface LocationRef {
  id: string;
  oktmo: string;
  name: string;
}

export interface LocationView extends LocationRef {
  level: string;
  /** The district of a settlement. */
  parent: { id: string; name: string } | null;
  lat: number | null;
  lon: number | null;
}

const VIEW = `l.id, l.oktmo, l.name, l.level, l.lat, l.lon,
  CASE WHEN p.id IS NOT NULL THEN jsonb_build_object('id', p.id, 'name', p.name) END AS parent`;
const FROM = `location l LEFT JOIN location p ON p.id = l.parent_id`;
/** Names begin with the kind of place as often as not: a prefix is looked for after it as well. */
const KIND = '^(город|село|поселок|рабочий поселок|межселенная территория|межселенные территории) ';
/** The same, and their abbreviations, at the beginning of what is looked for. */
const ASKED_KIND = /^(?:город|г|село|с|рабочий поселок|рп|пгт|поселок|пос|п) (?=.)/;
/** Below this share of common trigrams a word is another word, not a misspelt one. */
const SIMILAR = 0.4;
const cursorKey = z.tuple([z.string(), z.uuid()]);

/**
 * Settlements and other places (M-6). A krai has a few hundred: a search reads them all within a millisecond, and
 * an index of trigrams would never be chosen.
 */
@Injectable()
export class Locations {
  constructor(private readonly db: Database) {}

  /** A location, or null. */
  async find(id: string): Promise<LocationRef | null> {
    const [found] = await this.some([id]);
    return found ?? null;
  }

  /** Locations by id; missing ids are absent. */
  some(ids: readonly string[]): Promise<LocationRef[]> {
    return this.db.rows<LocationRef>(`SELECT id, oktmo, name FROM location WHERE id = ANY($1::uuid[])`, [ids]);
  }

  /** @throws DomainError `not-found`. */
  async view(id: string): Promise<LocationView> {
    const found = await this.db.row<LocationView>(`SELECT ${VIEW} FROM ${FROM} WHERE l.id = $1`, [id]);
    if (!found) throw notFound('location', id);
    return found;
  }

  /** All locations by name. */
  async list(limit: number, cursor?: string): Promise<Page<LocationView>> {
    const [name, id] = cursor ? decodeCursor(cursor, cursorKey) : ['', '00000000-0000-0000-0000-000000000000'];
    const rows = await this.db.rows<LocationView & { key: string }>(
      `SELECT ${VIEW}, l.search_text AS key FROM ${FROM}
       WHERE (l.search_text, l.id) > ($1, $2::uuid) ORDER BY l.search_text, l.id LIMIT $3`,
      [name, id, limit + 1],
    );
    return toPage(rows, limit, (row) => [row.key, row.id], view);
  }

  /**
   * The `limit` locations nearest to `q`: by the beginning of the OKTMO code, or by name. First names that begin
   * with it, then names with a word that does, then names that hold it, then misspelt ones; larger places first.
   */
  async search(q: string, limit: number): Promise<LocationView[]> {
    const query = searchText(q).replace(ASKED_KIND, '');
    if (query === '') return [];
    if (/^\d+$/.test(query)) return this.byCode(query, limit);
    return this.db.rows<LocationView>(
      `SELECT ${VIEW} FROM (
         SELECT *, CASE
           WHEN regexp_replace(search_text, '${KIND}', '') LIKE $1 || '%' OR search_text LIKE $1 || '%' THEN 1
           WHEN search_text LIKE '% ' || $1 || '%' THEN 2
           WHEN search_text LIKE '%' || $1 || '%' THEN 3
           ELSE 4 END AS rank
         FROM location
         WHERE search_text LIKE '%' || $1 || '%' OR word_similarity($1, search_text) >= ${SIMILAR}
       ) l LEFT JOIN location p ON p.id = l.parent_id
       ORDER BY l.rank, CASE WHEN l.rank = 4 THEN -word_similarity($1, l.search_text) END,
         l.population DESC NULLS LAST, length(l.search_text), l.search_text, l.id
       LIMIT $2`,
      [query, limit],
    );
  }

  private byCode(digits: string, limit: number): Promise<LocationView[]> {
    return this.db.rows<LocationView>(
      `SELECT ${VIEW} FROM ${FROM} WHERE l.oktmo LIKE $1 || '%' OR l.city_oktmo LIKE $1 || '%' ORDER BY l.oktmo LIMIT $2`,
      [digits, limit],
    );
  }
}

const view = ({ id, oktmo, name, level, parent, lat, lon }: LocationView): LocationView =>
  ({ id, oktmo, name, level, parent, lat, lon });
