import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database } from '../../platform/database/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../../platform/http/index.js';
import { NONE } from './count-cells.js';
import { FactSql } from './fact-sql.js';
import type { FigureFilter, Slice } from './slice.js';

/** Figures whose messages can be asked for. Keys: as the figures themselves name them. */
export const tracedFigures = [
  'received', 'state', 'underWay', 'ground', 'network', 'topicGroup', 'topic', 'location', 'authority', 'answer', 'kept', 'broken', 'late', 'overdue', 'cancelled', 'running',
  'keptBy', 'brokenBy', 'closed', 'waiting', 'style',
] as const;
export type TracedFigure = (typeof tracedFigures)[number];

/** One message behind a figure, and how many of the figure's units it holds. */
export interface FigureIncident {
  id: string;
  number: number;
  url: string;
  network: string;
  status: string;
  recordedAt: string;
  times: number;
}

type Row = Omit<FigureIncident, 'number' | 'recordedAt'> & { number: string; recordedAt: Date; key: string };

const cursorKey = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);

/** Messages that still owe an answer. */
const UNDER_WAY = `status NOT IN ('declined', 'merged', 'closed')`;

/** Which rows of which facts a figure counts; `key` parts in the order of the figure's own key. */
function source(facts: FactSql, figure: TracedFigure, key: string | undefined): { ctes: string[]; rows: string } {
  const [first = '', second = ''] = (key ?? '').split('|');
  const one = (column: string, value = first): string => (value === NONE ? `${column} IS NULL` : `${column}::text = ${facts.parameter(value)}`);
  const cohort = (condition: string) => ({ ctes: [facts.cohort], rows: `SELECT id FROM cohort WHERE ${condition}` });
  const terms = (outcomes: string) => ({
    ctes: [facts.terms],
    rows: `SELECT incident_id AS id FROM terms WHERE outcome IN (${outcomes})
      ${first === '' ? '' : `AND ${one('obligation')}`} ${second === '' ? '' : `AND ${one('authority_id', second)}`}`,
  });
  // An authority's own terms are its executors' (M-14).
  const borneBy = () => `bearer_role = 'executor' AND ${first === '' ? 'true' : one('authority_id')}`;
  switch (figure) {
    case 'received':
      return cohort('true');
    case 'state':
      return cohort(one('status'));
    case 'underWay':
      return cohort(UNDER_WAY);
    case 'ground':
      return cohort(`status = 'declined' AND ${one('ground')}`);
    case 'network':
      return cohort(one('network'));
    case 'topic':
      return cohort(one('topic_id'));
    case 'location':
      return cohort(one('location_id'));
    case 'topicGroup':
      return cohort(first === NONE ? 'topic_id IS NULL' : `topic_id IN (SELECT t.id FROM topic t WHERE ${one('t.group_id')})`);
    case 'authority':
      return { ctes: [facts.cohort, facts.parts], rows: `SELECT c.id FROM cohort c JOIN parts k ON k.id = c.id WHERE ${one('k.authority_id')} ${second === '' ? '' : `AND ${second === 'underWay' ? UNDER_WAY : one('c.status', second)}`}` };
    case 'answer':
      return { ctes: [facts.answers], rows: `SELECT incident_id AS id FROM answers WHERE ${first === '' ? 'true' : one('kind')} ${second === '' ? '' : `AND ${one('publisher', second)}`}` };
    case 'style':
      return { ctes: [facts.answers], rows: `SELECT p.incident_id AS id FROM answers p JOIN report_style s ON s.publication_id = p.id WHERE ${first === '' ? `s.rules <> '{}'` : `s.rules ? ${facts.parameter(first)}`}` };
    case 'keptBy':
      return { ctes: [facts.terms], rows: `SELECT incident_id AS id FROM terms WHERE outcome = 'met' AND ${borneBy()}` };
    case 'brokenBy':
      return { ctes: [facts.terms], rows: `SELECT incident_id AS id FROM terms WHERE outcome IN ('met-late', 'overdue') AND ${borneBy()}` };
    case 'kept':
      return terms(`'met'`);
    case 'broken':
      return terms(`'met-late', 'overdue'`);
    case 'late':
      return terms(`'met-late'`);
    case 'overdue':
      return terms(`'overdue'`);
    case 'cancelled':
      return terms(`'cancelled'`);
    case 'running':
      return terms(`'running'`);
    case 'closed':
      return { ctes: [facts.closed], rows: 'SELECT id FROM closed' };
    case 'waiting':
      return { ctes: [facts.waiting], rows: 'SELECT id FROM waiting' };
  }
}

/** The messages a figure counts, all of them and no others: from the same facts as the figure itself. */
@Injectable()
export class FigureIncidents {
  constructor(private readonly db: Database) {}

  /** Oldest first. @throws DomainError `cursor.invalid`. */
  async execute(slice: Slice, { figure, key }: { figure: TracedFigure; key?: string }, { cursor, limit }: { cursor?: string; limit: number }): Promise<Page<FigureIncident>> {
    const facts = new FactSql(slice);
    const { ctes, rows } = source(facts, figure, key);
    const [at, id] = cursor ? decodeCursor(cursor, cursorKey) : [null, null];
    const [after, afterId, most] = [facts.parameter(at), facts.parameter(id), facts.parameter(limit + 1)];
    const page = await this.db.rows<Row>(
      `WITH ${[facts.ranges, ...ctes].join(', ')}, counted AS (SELECT id, count(*)::integer AS times FROM (${rows}) f GROUP BY id)
       SELECT i.id, i.number, i.url, i.network, i.status, i.recorded_at AS "recordedAt", n.times,
         to_char(i.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key
       FROM counted n JOIN incident i ON i.id = n.id
       WHERE ${after}::timestamptz IS NULL OR (i.recorded_at, i.id) > (${after}::timestamptz, ${afterId}::uuid)
       ORDER BY i.recorded_at, i.id LIMIT ${most}`,
      facts.parameters,
    );
    return toPage(page, limit, ({ key: place, id: last }) => [place, last], ({ key: _, number, recordedAt, ...row }) => ({ ...row, number: Number(number), recordedAt: isoOffset(recordedAt) }));
  }
}

/** The address of the messages behind a figure of a period. */
export type Trace = (figure: TracedFigure, key?: string) => string;

/** Addresses of the messages behind the figures of a period: hundreds at once, so what they share is written once. */
export function traceOf({ from, to, asOf, filter }: { from: string; to: string; asOf: string | null; filter: FigureFilter }): Trace {
  const query = new URLSearchParams({ from, to, ...(asOf === null ? {} : { asOf }) });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  const shared = query.toString();
  return (figure, key) => `/api/v1/reports/incidents?figure=${figure}${key === undefined ? '' : `&key=${encodeURIComponent(key)}`}&${shared}`;
}
