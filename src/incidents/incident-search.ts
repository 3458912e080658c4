import { Injectable } from '@nestjs/common';
import { postOfLink } from '../networks/index.js';
import { Database, SqlFilter } from '../platform/database/index.js';
import { spansBetween } from './recording-spans.js';
import { searchText } from './search-text.js';

/** One page of a search. */
export interface Search {
  q: string;
  descending: boolean;
  /** Where the page begins: nothing recorded after it (descending) or before it is looked at; null for no bound. */
  start: string | null;
  limit: number;
  /** Adds the other conditions of the list on `incident i`. */
  narrow: (filter: SqlFilter) => void;
}

interface Bounds {
  /** Recorded nearest to the start, as seconds. */
  near: number;
  /** Recorded {@link FIRST_WINDOW} messages further; null when there are fewer. */
  edge: number | null;
  /** Recorded farthest from the start. */
  far: number;
}

/** A stretch of recording time, in whole seconds. */
interface Window {
  near: number;
  /** How far from `near` it begins. */
  looked: number;
  /** How long it is; null for all the rest. */
  width: number | null;
  /** Looks at so many matches only, whichever they are: fewer found are all there are. */
  candidates?: number;
}

/** Messages in the first window. */
const FIRST_WINDOW = 256;
/** As many matches are rare enough to take them all. */
const FEW = 500;
/** Letters of the shortest fragment that the index of trigrams can find. */
const SHORTEST_KEY = 3;
/** How many times as long as everything before it the next window may be. */
const MOST_GROWTH = 64;

/**
 * Incidents that hold Russian words in any form, or a fragment of the text or of the author's name, in the order of
 * recording. A word may be in half of a million messages or in ten of them, and nobody knows which: so the index is
 * asked for windows of recording time, the first so short that a frequent word is found in it, each next one as long
 * as what was found so far makes it need. Every window is exact; a page costs what it shows, not what there is.
 */
@Injectable()
export class IncidentSearch {
  constructor(private readonly db: Database) {}

  /** Ids of the first `limit` incidents of the page, in no order: by number, by link, or by words and fragments. */
  async ids(search: Search): Promise<string[]> {
    const number = /^№?\s*(\d{1,15})$/.exec(search.q)?.[1];
    if (number) return this.exact(search, 'i.number = ?', number);
    const link = postOfLink(search.q);
    if (link) return this.exact(search, 'i.network = ? AND i.post_key = ?', link.network, link.key);
    return this.byWords(search);
  }

  private async exact({ narrow }: Search, condition: string, ...values: string[]): Promise<string[]> {
    const filter = new SqlFilter().and(condition, ...values);
    narrow(filter);
    return (await this.db.rows<{ id: string }>(`SELECT i.id FROM incident i ${filter.where}`, filter.parameters)).map(({ id }) => id);
  }

  private async byWords(search: Search): Promise<string[]> {
    const bounds = await this.bounds(search);
    if (!bounds) return [];
    const { near, edge, far } = bounds;
    const whole = Math.abs(near - far) + 1;
    const found: string[] = [];
    let looked = 0;
    let width = edge === null ? whole : Math.abs(near - edge) + 1;
    for (;;) {
      // When little is left, or little was found in much: all the rest at once.
      const rest = looked + width >= whole / 2;
      found.push(...(await this.window(search, { near, looked, width: rest ? null : width }, search.limit - found.length)));
      if (rest || found.length >= search.limit) return found;
      if (found.length === 0 && looked > 0) {
        // What is not among thousands is mostly rare, and then its few messages are soon put in order.
        const few = await this.window(search, { near, looked, width: null, candidates: FEW }, FEW);
        if (few.length < FEW) return few.slice(0, search.limit);
      }
      looked += width;
      const needed = found.length === 0 ? MOST_GROWTH : (2 * (search.limit - found.length)) / found.length;
      width = Math.ceil(looked * Math.min(MOST_GROWTH, Math.max(1, needed)));
    }
  }

  /** The first `limit` matches of a window, in order. */
  private async window({ q, descending, narrow }: Search, { near, looked, width, candidates }: Window, limit: number): Promise<string[]> {
    const words = searchText(q);
    const fragment = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
    const filter = new SqlFilter();
    // Not a comparison of the column itself: the way to these rows is the search index, not the order of recording.
    const second = `date_part('epoch', i.recorded_at)`;
    const [from, to] = descending ? [width && near - looked - width + 1, near - looked + 1] : [near + looked, width && near + looked + width];
    if (from !== null) filter.and(`${second} >= ?`, from);
    if (to !== null) filter.and(`${second} < ?`, to);
    if (from !== null && to !== null) filter.and('recording_spans(i.recorded_at) && ?::bigint[]', spansBetween(from, to));
    narrow(filter);
    // One or two letters are no key of the index: the window is read through.
    const text = words.length < SHORTEST_KEY ? `(i.search_text || '')` : 'i.search_text';
    const order = descending ? 'DESC' : 'ASC';
    // Two ways into the index, each by what it is good at; together they would make it test every row for both.
    const arms = [
      `to_tsvector('russian', i.search_text) @@ websearch_to_tsquery('russian', ${filter.parameter(words)})`,
      `${text} LIKE ${filter.parameter(fragment)}`,
    ].map((match) => `(SELECT i.id, i.recorded_at FROM incident i ${filter.where} AND ${match} ${candidates ? `LIMIT ${candidates}` : ''})`);
    const rows = await this.db.rows<{ id: string }>(
      `SELECT id FROM (${arms.join(' UNION ')}) AS match ORDER BY recorded_at ${order}, id ${order} LIMIT ${limit}`,
      filter.parameters,
    );
    return rows.map(({ id }) => id);
  }

  private async bounds({ start, descending }: Search): Promise<Bounds | null> {
    const [order, beyond, far] = descending ? ['DESC', '<=', 'min'] : ['ASC', '>=', 'max'];
    const along = `SELECT recorded_at FROM incident WHERE $1::timestamptz IS NULL OR recorded_at ${beyond} $1 ORDER BY recorded_at ${order}`;
    const row = await this.db.row<{ near: number | null; edge: number | null; far: number }>(
      `SELECT floor(date_part('epoch', (${along} LIMIT 1))) AS near, floor(date_part('epoch', (${along} OFFSET ${FIRST_WINDOW - 1} LIMIT 1))) AS edge,
         floor(date_part('epoch', (SELECT ${far}(recorded_at) FROM incident))) AS far`,
      [start],
    );
    return row === null || row.near === null ? null : { ...row, near: row.near };
  }
}
