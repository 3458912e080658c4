import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../identity/index.js';
import { postOfLink } from '../../networks/index.js';
import { Database, SqlFilter } from '../../platform/database/index.js';
import { decodeCursor, type Page, toPage } from '../../platform/http/index.js';
import { Candidate } from './candidate.entity.js';
import { CandidateSearch } from './candidate-search.js';
import type { candidateListQuery, CandidateListItem } from './candidate.schemas.js';
import { CandidateViews } from './candidate-views.js';

type Query = z.output<typeof candidateListQuery>;

/** Orders of the list: the column, its direction, and how a cursor carries it. */
const orders = {
  '-rank': { column: 'c.rank', descending: true, type: 'float8' },
  '-postedAt': { column: 'c.posted_at', descending: true, type: 'timestamptz' },
  postedAt: { column: 'c.posted_at', descending: false, type: 'timestamptz' },
} as const;
/** What a cursor may hold: a rank in full, or a moment to the microsecond. */
const cursorKey = z.tuple([z.string().regex(/^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$|^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/), z.uuid()]);

/** The queue of candidates, and what has left it. */
@Injectable()
export class CandidateList {
  constructor(
    private readonly db: Database,
    private readonly views: CandidateViews,
    private readonly search: CandidateSearch,
  ) {}

  async execute(actor: Actor, query: Query): Promise<Page<CandidateListItem>> {
    const keys = await this.keys(query);
    const rows = new Map((await this.db.reader.getRepository(Candidate).createQueryBuilder('c').where('c.id = ANY(:ids)', { ids: keys.map(({ id }) => id) }).getMany()).map((row) => [row.id, row]));
    const shown = new Map((await this.views.of(actor, [...rows.values()])).map((view) => [view.id, view]));
    return toPage(keys, query.limit, ({ key, id }) => [key, id], ({ id }) => shown.get(id) as CandidateListItem);
  }

  /** The page's rows, in its order, one more than asked for. */
  private async keys(query: Query): Promise<{ key: string; id: string }[]> {
    const { column, descending, type } = orders[query.sort];
    const select = `c.id, ${type === 'float8' ? `${column}::text` : `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`} AS key`;
    const order = `${column} ${descending ? 'DESC' : 'ASC'}, c.id ${descending ? 'DESC' : 'ASC'}`;
    const filter = (): SqlFilter => {
      const made = new SqlFilter().and('c.status = ?', query.status).when(query.network, 'c.network = ?').when(query.topicId, 'c.topic_id = ?').when(query.groupId, 'c.group_id = ?');
      if (!query.repeats && !query.groupId) made.and('c.leads');
      if (query.cursor) made.and(`(${column}, c.id) ${descending ? '<' : '>'} (?::${type}, ?::uuid)`, ...this.start(query.cursor, type));
      return made;
    };
    const link = query.q === undefined ? null : postOfLink(query.q);
    if (link) {
      // A post is found in whatever state it is, and also where it is one of many that say the same.
      const exact = new SqlFilter().and('c.network = ? AND c.post_key = ?', link.network, link.key).when(query.cursor, 'false');
      return this.db.rows(`SELECT ${select} FROM intake_candidate c ${exact.where}`, exact.parameters);
    }
    if (query.q !== undefined) return this.search.keys({ q: query.q, select, order, filter, limit: query.limit + 1 });
    const all = filter();
    return this.db.rows(`SELECT ${select} FROM intake_candidate c ${all.where} ORDER BY ${order} LIMIT ${query.limit + 1}`, all.parameters);
  }

  private start(cursor: string, type: 'float8' | 'timestamptz'): [string, string] {
    // A cursor of another order fits none of this one's keys.
    const isMoment = (key: string): boolean => key.endsWith('Z');
    return decodeCursor(cursor, cursorKey.refine(([key]) => isMoment(key) === (type === 'timestamptz')));
  }
}
