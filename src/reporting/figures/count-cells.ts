import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { FactSql, PARTAKERS } from './fact-sql.js';
import type { FigureFilter, Slice } from './slice.js';

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

/** Name of the kept totals of whatever one thing figures are narrowed to: «topicId=…». Groups of topics are their topics. */
export const scopeOf = (name: Exclude<keyof FigureFilter, 'topicGroupId'>, value: string): string => `${name}=${value}`;

/** The same in SQL; NULL where there is no such thing. */
const scopeSql = (name: Exclude<keyof FigureFilter, 'topicGroupId'>, column: string): string => `'${name}=' || ${column}`;

/**
 * Everything that adds up, in one statement: counts of messages by state and ground, network, topic, location; by authority and
 * state; of answers by kind and publisher; of terms by obligation, bearer's authority and outcome.
 * @param rolled for the kept totals: by local day as well, and for whatever one thing figures can be narrowed to. Rows then have
 * `day` and `scope` ({@link scopeOf}), empty for everything; the facts must be with their messages.
 */
export function cellsSql(facts: FactSql, rolled: { timeZone: string } | null = null): string {
  const zone = rolled ? `${facts.parameter(rolled.timeZone)}::text` : '';
  const day = (moment: string) => (rolled ? `(${moment} AT TIME ZONE ${zone})::date AS day` : `NULL::date AS day`);
  // Under one thing alone each fact counts once: nothing is in two topics, nor twice at one authority.
  const scopes = (row: string, authorities: string) => (rolled
    ? `CROSS JOIN LATERAL unnest(ARRAY['', ${scopeSql('network', `${row}.network`)}, ${scopeSql('topicId', `${row}.topic_id`)}, ${scopeSql('locationId', `${row}.location_id`)}] || ${authorities}) AS s(scope) WHERE s.scope IS NOT NULL`
    : `CROSS JOIN (VALUES ('')) AS s(scope)`);
  return `
    WITH ${facts.ranges}, ${facts.cohort}, ${facts.parts}, ${facts.answers}, ${facts.terms},
    reached AS (SELECT id, array_agg(${scopeSql('authorityId', 'authority_id')}) AS authorities FROM parts GROUP BY id),
    cells AS (
      SELECT day, scope,
        CASE WHEN grouping(network) = 0 THEN 'network' WHEN grouping(topic_id) = 0 THEN 'topic' WHEN grouping(location_id) = 0 THEN 'location' ELSE 'status' END AS dim,
        CASE WHEN grouping(network) = 0 THEN network WHEN grouping(topic_id) = 0 THEN coalesce(topic_id::text, '${NONE}')
          WHEN grouping(location_id) = 0 THEN coalesce(location_id::text, '${NONE}') ELSE concat(status, '|', coalesce(ground, '${NONE}')) END AS key,
        count(*) AS n
      FROM (SELECT ${day('c.recorded_at')}, s.scope, c.network, c.topic_id, c.location_id, c.status, c.ground
        FROM cohort c ${rolled ? 'LEFT JOIN reached k ON k.id = c.id' : ''} ${scopes('c', 'k.authorities')}) m
      GROUP BY GROUPING SETS ((day, scope, network), (day, scope, topic_id), (day, scope, location_id), (day, scope, status, ground))
      UNION ALL
      SELECT day, scope, 'authority', concat(authority_id, '|', status), count(*)
      FROM (SELECT ${day('c.recorded_at')}, s.scope, k.authority_id, c.status FROM cohort c JOIN parts k ON k.id = c.id ${scopes('c', `ARRAY[${scopeSql('authorityId', 'k.authority_id')}]`)}) m
      GROUP BY day, scope, authority_id, status
      UNION ALL
      SELECT day, scope, 'answer', concat(kind, '|', publisher), count(*)
      FROM (SELECT ${day('p.published_at')}, s.scope, p.kind, p.publisher FROM answers p ${scopes('p', `ARRAY(SELECT ${scopeSql('authorityId', 'k.authority_id')} FROM (${PARTAKERS}) k)`)}) m
      GROUP BY day, scope, kind, publisher
      UNION ALL
      SELECT day, scope, 'term', concat(obligation, '|', coalesce(authority_id::text, '${NONE}'), '|', outcome), count(*)
      FROM (SELECT ${day('t.due_at')}, s.scope, t.obligation, t.authority_id, t.outcome FROM terms t ${scopes('t', `ARRAY[${scopeSql('authorityId', 't.authority_id')}]`)}) m
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
