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
   * Locations by how near they are to `q`: by the beginning of the OKTMO code, or by name. First names that begin
   * with it, then names with a word that does, then names that hold it, then misspelt ones; larger places first.
   * A page goes on behind the place its cursor names.
   */
  async search(q: string, limit: number, cursor?: string): Promise<Page<LocationView>> {
    const [after] = cursor ? decodeCursor(cursor, z.tuple([z.uuid()])) : [null];
    const query = searchText(q).replace(ASKED_KIND, '');
    const found = query === '' ? [] : await this.db.rows<LocationView>(
      `WITH found AS (SELECT id, row_number() OVER (ORDER BY ${/^\d+$/.test(query) ? BY_CODE : BY_NAME})
       SELECT ${VIEW} FROM found f JOIN location l ON l.id = f.id LEFT JOIN location p ON p.id = l.parent_id
       WHERE f.place > coalesce((SELECT place FROM found WHERE id = $3::uuid), 0) ORDER BY f.place LIMIT $2`,
      [query, limit + 1, after],
    );
    return toPage(found, limit, ({ id }) => [id], view);
  }
}

/** Order and choice of what is looked for ($1); the rest of a window and its `FROM`. */
const BY_CODE = `oktmo, id) AS place FROM location WHERE oktmo LIKE $1 || '%' OR city_oktmo LIKE $1 || '%'`;
const BY_NAME = `rank, CASE WHEN rank = 4 THEN -word_similarity($1, search_text) END, population DESC NULLS LAST,
    length(search_text), search_text, id) AS place
  FROM (
    SELECT *, CASE
      WHEN regexp_replace(search_text, '${KIND}', '') LIKE $1 || '%' OR search_text LIKE $1 || '%' THEN 1
      WHEN search_text LIKE '% ' || $1 || '%' THEN 2
      WHEN search_text LIKE '%' || $1 || '%' THEN 3
      ELSE 4 END AS rank
    FROM location WHERE search_text LIKE '%' || $1 || '%' OR word_similarity($1, search_text) >= ${SIMILAR}
  ) ranked`;

const view = ({ id, oktmo, name, level, parent, lat, lon }: LocationView): LocationView =>
  ({ id, oktmo, name, level, parent, lat, lon });
