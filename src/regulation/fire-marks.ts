import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { obligation, obligationKeys } from './obligations.js';
import { weightOfRunning } from './weight.js';

/** What one batch recorded. */
export interface Fired {
  count: number;
  /** How late each mark was recorded, milliseconds. */
  lateness: number[];
  /** The moments that come next for the deadlines of the batch. */
  next: Date[];
}

/** SQL expressions of who sees an event, over a deadline `d` and `o(key, roles)`. */
export const EVENT_AUTHORITIES = `CASE WHEN d.bearer_authority_id IS NULL THEN '{}'::uuid[] ELSE ARRAY[d.bearer_authority_id] END`;
export const EVENT_ROLES = `o.roles::text[] || CASE WHEN d.bearer_role IN ('executor', 'authority') THEN '{}'::text[] ELSE ARRAY[d.bearer_role] END`;

/** `o(key, roles)`: who sees the deadlines of each obligation, as two array parameters. */
export const VISIBILITY = [obligationKeys, obligationKeys.map((key) => {
  const { seenBy, bearer } = obligation(key);
  return `{${seenBy.filter((role) => role !== bearer).join(',')}}`;
})] as const;

/** `weight` beside each of {@link VISIBILITY}: whoever tells people of a mark tells the real ones apart. */
const WEIGHTS = obligationKeys.map(weightOfRunning);

/** The mark that follows, in order of time; `half` comes first where both fall together. */
const AFTER = `CASE due.mark
    WHEN 'half' THEN CASE WHEN d.soon_at >= d.half_at THEN 'soon' ELSE 'passed' END
    WHEN 'soon' THEN CASE WHEN d.half_at > d.soon_at THEN 'half' ELSE 'passed' END
  END`;

/**
 * One statement takes due marks, moves each deadline on to its next mark and writes the events. Rows another process
 * has in hand are skipped, so any number may fire at once and each mark is recorded once. The row's place (`ctid`) is
 * safe to go by: the row is locked from the moment the place is read.
 */
const fire = (restriction: string) => `
  WITH due AS MATERIALIZED (
    SELECT ctid AS place, next_mark AS mark, next_mark_at AS mark_at FROM deadline
    WHERE next_mark_at <= $1 ${restriction}
    ORDER BY next_mark_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), d AS (
    UPDATE deadline d SET
      passed_at = CASE WHEN due.mark = 'passed' THEN d.due_at ELSE d.passed_at END,
      next_mark = ${AFTER},
      next_mark_at = CASE ${AFTER} WHEN 'half' THEN d.half_at WHEN 'soon' THEN d.soon_at WHEN 'passed' THEN d.due_at END,
      version = d.version + 1
    FROM due WHERE d.ctid = due.place
    RETURNING d.*, due.mark, due.mark_at, (extract(epoch FROM $1::timestamptz - due.mark_at) * 1000)::double precision AS late
  ), recorded AS (
    INSERT INTO event (type, stream, stream_id, subject, subject_id, channel, clause, bearer, details, authority_ids, roles, at)
    SELECT 'deadline.' || d.mark, d.stream, d.stream_id, 'deadline', d.id, 'system', d.clause, d.bearer_role,
      jsonb_build_object('obligation', d.obligation, 'subject', d.subject, 'subjectId', d.subject_id, 'contactId', d.bearer_contact_id,
        'dueAt', d.due_at, 'markAt', d.mark_at, 'firedLateMs', d.late, 'weight', o.weight),
      ${EVENT_AUTHORITIES}, ${EVENT_ROLES}, $1
    FROM d JOIN unnest($3::text[], $4::text[], $5::text[]) AS o(key, roles, weight) ON o.key = d.obligation
    ORDER BY d.mark_at, d.id
  )
  SELECT count(*)::integer AS count, coalesce(array_agg(late), '{}') AS lateness,
    coalesce(array_agg(DISTINCT date_trunc('second', next_mark_at)) FILTER (WHERE next_mark_at IS NOT NULL), '{}') AS next
  FROM d`;

const FIRE_ANY = fire('');
const FIRE_THESE = fire('AND id = ANY($6::uuid[])');

/** Records warnings and passings. */
@Injectable()
export class FireMarks {
  constructor(private readonly db: Database) {}

  /** Fires at most `limit` marks due by `now`, the oldest first, at most one of each deadline. */
  async some(now: Date, limit: number): Promise<Fired> {
    return this.fired(await this.db.change<Fired>(FIRE_ANY, [now, limit, ...VISIBILITY, WEIGHTS]));
  }

  /** Fires all marks of these deadlines due by `now`, each deadline's in order. */
  async these(ids: readonly string[], now: Date): Promise<void> {
    while (this.fired(await this.db.change<Fired>(FIRE_THESE, [now, ids.length, ...VISIBILITY, WEIGHTS, ids])).count > 0);
  }

  private fired([row]: Fired[]): Fired {
    return row ?? { count: 0, lateness: [], next: [] };
  }
}
