import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../../calendar/index.js';
import { Directory } from '../../executors/index.js';
import { Database } from '../../platform/database/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { FactSql } from './fact-sql.js';
import type { SlowCase, Spread } from './figures.types.js';
import { KnownNames, Names } from './names.js';
import type { Slice } from './slice.js';
import { spreadSql } from './spread.js';

const SLOWEST = 10;
/** Messages looked at together. */
const LOT = 1000;

/**
 * Which steps of an incident count as somebody's own time (M-14). Steps are apart from each other but for two: a part that is
 * ready waits for the others and not for the curator, whose hour is the consolidation; and a returned assignment holds the
 * time in which the whole incident stands returned.
 */
const OWN_STEP = `(e.from_state <> 'part-ready' AND NOT (e.subject = 'incident' AND e.from_state = 'returned'
  AND EXISTS (SELECT 1 FROM event s WHERE s.stream_id = e.stream_id AND s.at = e.at AND s.subject = 'assignment' AND s.from_state = 'returned')))`;

/** Working time at the executor and at the curator, message by message: CTE `spent(id, executor, curator)` over `name(id)`. */
const spentSql = (facts: FactSql, name: string, authorityId: string | undefined): string => {
  const own = authorityId ? `AND e.subject = 'assignment' AND ${facts.parameter(authorityId)}::uuid = ANY (e.authority_ids)` : '';
  return `spent AS (
    SELECT c.id, coalesce(sum(e.took_ms) FILTER (WHERE e.bearer = 'executor'), 0)::bigint AS executor,
      coalesce(sum(e.took_ms) FILTER (WHERE e.bearer = 'curator' AND ${OWN_STEP}), 0)::bigint AS curator
    FROM ${name} c LEFT JOIN event e ON e.stream_id = c.id AND e.took_ms IS NOT NULL ${own} GROUP BY c.id)`;
};

interface Closed {
  id: string;
  number: string;
  recordedAt: Date;
  closedAt: Date;
  topicId: string | null;
}

type Timed = Closed & { workingMs: number };

/** Where the time of answered messages went. */
@Injectable()
export class SpentTime {
  constructor(
    private readonly db: Database,
    private readonly workingTimes: WorkingTimes,
    private readonly directory: Directory,
    private readonly names: Names,
  ) {}

  /** Time at the executor apart from time at the curator, over the messages closed in the slice (M-14). */
  async apart(slice: Slice): Promise<{ executor: Spread; curator: Spread }> {
    const facts = new FactSql(slice);
    const row = await this.db.row<{ executor: Spread; curator: Spread }>(
      `WITH ${facts.ranges}, ${facts.closed}, ${spentSql(facts, 'closed', slice.filter.authorityId)}
       SELECT ${spreadSql('executor')} AS executor, ${spreadSql('curator')} AS curator FROM spent`,
      facts.parameters,
    );
    return row as { executor: Spread; curator: Spread };
  }

  /** The ten messages closed in the slice that took the most working time from record to final answer, by the curator's schedule. */
  async slowest(slice: Slice): Promise<SlowCase[]> {
    const { scheduleId } = await this.directory.curatorAuthority();
    const workingTime = slice.asOf ? (await this.workingTimes.asOf(slice.asOf))(scheduleId) : await this.workingTimes.of(scheduleId);
    let slowest: Timed[] = [];
    const facts = new FactSql(slice);
    const sql = `WITH ${facts.ranges}, ${facts.closed}
      SELECT id, number, recorded_at AS "recordedAt", closed_at AS "closedAt", topic_id AS "topicId" FROM closed ORDER BY closed_at - recorded_at DESC, number`;
    await this.db.scan<Closed>(sql, facts.parameters, LOT, (rows) => {
      const timed = rows.map((row) => ({ ...row, workingMs: workingTime.workingTimeBetween(row.recordedAt, row.closedAt) }));
      slowest = [...slowest, ...timed].toSorted((a, b) => b.workingMs - a.workingMs || Number(a.number) - Number(b.number)).slice(0, SLOWEST);
      // Working time is never more than the clock's: once that is less than the tenth has, nobody else can be among the ten.
      const [last, tenth] = [rows.at(-1), slowest[SLOWEST - 1]];
      return last && tenth && last.closedAt.getTime() - last.recordedAt.getTime() < tenth.workingMs ? 'enough' : undefined;
    });
    return this.described(slice, slowest);
  }

  private async described(slice: Slice, cases: readonly Timed[]): Promise<SlowCase[]> {
    if (cases.length === 0) return [];
    const facts = new FactSql(slice);
    const ids = facts.parameter(cases.map(({ id }) => id));
    const { authorityId } = slice.filter;
    const rows = await this.db.rows<{ id: string; executor: string; curator: string; authorities: string[] }>(
      `WITH ${facts.ranges}, picked AS (SELECT unnest(${ids}::uuid[]) AS id), ${spentSql(facts, 'picked', authorityId)}
       SELECT s.id, s.executor, s.curator,
         ARRAY(SELECT DISTINCT a.authority_id FROM assignment a WHERE a.incident_id = s.id AND a.assigned_at <= (SELECT max(at) FROM ranges)) AS authorities
       FROM spent s`,
      facts.parameters,
    );
    const known: KnownNames = await this.names.of({
      topics: cases.flatMap(({ topicId }) => topicId ?? []), locations: [],
      authorities: [...new Set(rows.flatMap(({ authorities }) => authorities))],
    });
    return cases.map(({ id, number, topicId, recordedAt, closedAt, workingMs }) => {
      const row = rows.find((candidate) => candidate.id === id);
      const others = (row?.authorities ?? []).filter((authority) => authorityId === undefined || authority === authorityId);
      return {
        incidentId: id, number: Number(number), topic: topicId && known.topic(topicId),
        authorities: others.map(known.authority).toSorted((a, b) => a.localeCompare(b, 'ru')),
        recordedAt: isoOffset(recordedAt), closedAt: isoOffset(closedAt), workingMs,
        executorMs: Number(row?.executor ?? 0), curatorMs: Number(row?.curator ?? 0),
      };
    });
  }
}
