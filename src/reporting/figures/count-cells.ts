import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { FactSql, PARTAKERS } from './fact-sql.js';
import type { Slice } from './slice.js';

/** What a count is kept apart by. Keys: see {@link cellsSql}. */
export const dims = ['status', 'network', 'topic', 'location', 'authority', 'answer', 'term'] as const;
export type Dim = (typeof dims)[number];

/** One count: of what, under which key. */
export interface Cell {
  dim: Dim;
  key: string;
  n: number;
}

/** What stands for an empty place in a key: no topic yet, no ground. */
export const NONE = '-';

/**
 * Everything that adds up, in one statement: counts of messages by state and ground, network, topic, location; by authority and
 * state; of answers by kind and publisher; of terms by obligation, bearer's authority and outcome.
 * @param rolled by local day and by authority as well, for the kept totals: rows with `day` and `scope` (null: everybody).
 */
export function cellsSql(facts: FactSql, rolled: { timeZone: string } | null = null): string {
  const day = (moment: string) => (rolled ? `(${moment} AT TIME ZONE ${zone})::date` : `NULL::date`);
  const zone = rolled ? `${facts.parameter(rolled.timeZone)}::text` : '';
  const scoped = (name: string, columns: string, join: string) =>
    rolled ? `SELECT NULL::uuid AS scope, ${columns} FROM ${name} UNION ALL SELECT k.authority_id AS scope, ${columns} FROM ${name} ${join}` : `SELECT NULL::uuid AS scope, ${columns} FROM ${name}`;
  return `
    WITH ${facts.ranges}, ${facts.cohort}, ${facts.parts}, ${facts.answers}, ${facts.terms},
    cells AS (
      SELECT day, scope,
        CASE WHEN grouping(network) = 0 THEN 'network' WHEN grouping(topic_id) = 0 THEN 'topic' WHEN grouping(location_id) = 0 THEN 'location' ELSE 'status' END AS dim,
        CASE WHEN grouping(network) = 0 THEN network WHEN grouping(topic_id) = 0 THEN coalesce(topic_id::text, '${NONE}')
          WHEN grouping(location_id) = 0 THEN coalesce(location_id::text, '${NONE}') ELSE concat(status, '|', coalesce(ground, '${NONE}')) END AS key,
        count(*) AS n
      FROM (${scoped('cohort c', `${day('c.recorded_at')} AS day, c.network, c.topic_id, c.location_id, c.status, c.ground`, 'JOIN parts k ON k.id = c.id')}) m
      GROUP BY GROUPING SETS ((day, scope, network), (day, scope, topic_id), (day, scope, location_id), (day, scope, status, ground))
      UNION ALL
      SELECT day, scope, 'authority', concat(authority_id, '|', status), count(*)
      FROM (${scoped('cohort c JOIN parts k ON k.id = c.id', `${day('c.recorded_at')} AS day, k.authority_id, c.status`, '')}) m GROUP BY day, scope, authority_id, status
      UNION ALL
      SELECT day, scope, 'answer', concat(kind, '|', publisher), count(*)
      FROM (${scoped('answers p', `${day('p.published_at')} AS day, p.kind, p.publisher`, `CROSS JOIN LATERAL (${PARTAKERS}) k`)}) m GROUP BY day, scope, kind, publisher
      UNION ALL
      SELECT day, scope, 'term', concat(obligation, '|', coalesce(authority_id::text, '${NONE}'), '|', outcome), count(*)
      FROM (${scoped('terms t', `${day('t.due_at')} AS day, t.obligation, t.authority_id, t.outcome`, 'JOIN LATERAL (SELECT t.authority_id) k ON k.authority_id IS NOT NULL')}) m
      GROUP BY day, scope, obligation, authority_id, outcome
    )
    SELECT day::text AS day, scope, dim, key, n::integer AS n FROM cells`;
}

/** Counts a slice straight from the facts. */
@Injectable()
export class CountCells {
  constructor(private readonly db: Database) {}

  async execute(slice: Slice): Promise<Cell[]> {
    const facts = new FactSql(slice);
    const sql = cellsSql(facts);
    return this.db.rows<Cell>(sql, facts.parameters);
  }
}
