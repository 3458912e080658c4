import { Database } from '../../../src/platform/database/index.js';
import type { TestApp } from '../app.js';

/** One line of an incident's history, as it was written. */
export interface PastEvent {
  at: number;
  event: string;
  subject: string | null;
  subjectId: string | null;
  from: string | null;
  to: string | null;
  bearer: string | null;
  took: number | null;
  details: Record<string, unknown>;
}

/** A term's row, as it lies in the table. */
export interface PastTerm {
  obligation: string;
  role: string;
  authorityId: string | null;
  scheduleId: string | null;
  clock: boolean;
  kind: string;
  /** Of the term's own unit. */
  amount: number;
  startedAt: number;
  dueAt: number;
  endedAt: number | null;
  state: string;
  took: number | null;
}

/** Everything on record of one incident. */
export interface Past {
  id: string;
  number: number;
  network: string;
  recordedAt: number;
  events: PastEvent[];
  assignments: { id: string; authorityId: string; at: number; drafts: number[] }[];
  publications: { id: string; kind: string; publisher: string; assignmentId: string | null; at: number; text: string }[];
  terms: PastTerm[];
}

type Of<T> = T & { incidentId: string };
const MS = (column: string) => `extract(epoch FROM ${column})::float8 * 1000`;

/** Everything that is on record of all incidents, row by row: nothing is added up here. */
export async function pasts(t: TestApp): Promise<Past[]> {
  const db = t.get(Database);
  const grouped = async <T>(sql: string): Promise<Map<string, T[]>> => {
    const groups = new Map<string, T[]>();
    for (const { incidentId, ...row } of await db.rows<Of<T>>(sql)) {
      const group = groups.get(incidentId);
      if (group) group.push(row as T);
      else groups.set(incidentId, [row as T]);
    }
    return groups;
  };
  const incidents = await db.rows<Pick<Past, 'id' | 'network' | 'recordedAt'> & { number: string }>(`SELECT id, number, network, ${MS('recorded_at')} AS "recordedAt" FROM incident ORDER BY number`);
  const events = await grouped<PastEvent>(
    `SELECT stream_id AS "incidentId", ${MS('at')} AS at, type AS event, subject, subject_id AS "subjectId", from_state AS "from", to_state AS "to", bearer,
       took_ms::float8 AS took, details FROM event WHERE stream = 'incident' ORDER BY id`,
  );
  const assignments = await grouped<Past['assignments'][number]>(
    `SELECT a.incident_id AS "incidentId", a.id, a.authority_id AS "authorityId", ${MS('a.assigned_at')} AS at,
       (SELECT coalesce(array_agg(${MS('d.created_at')}), '{}') FROM reply_draft d WHERE d.assignment_id = a.id) AS drafts FROM assignment a`,
  );
  const publications = await grouped<Past['publications'][number]>(
    `SELECT incident_id AS "incidentId", id, kind, publisher, assignment_id AS "assignmentId", ${MS('published_at')} AS at, text FROM publication`,
  );
  const terms = await grouped<PastTerm>(
    `SELECT stream_id AS "incidentId", obligation, bearer_role AS role, bearer_authority_id AS "authorityId", schedule_id AS "scheduleId",
       term->>'kind' = 'clock-hours' AS clock, term->>'kind' AS kind, (term->>'amount')::float8 AS amount, ${MS('started_at')} AS "startedAt", ${MS('due_at')} AS "dueAt", ${MS('ended_at')} AS "endedAt", state, took_ms::float8 AS took
     FROM deadline WHERE stream = 'incident'`,
  );
  return incidents.map(({ id, number, ...incident }) => ({
    ...incident, id, number: Number(number), events: events.get(id) ?? [], assignments: assignments.get(id) ?? [], publications: publications.get(id) ?? [], terms: terms.get(id) ?? [],
  }));
}
