import { Injectable } from '@nestjs/common';
import type { WorkingTime } from '../calendar/index.js';
import { Database } from '../platform/database/index.js';
import { newId } from '../platform/ids/index.js';
import type { DeadlineContext, OpenChange } from './deadline-change.js';
import { dueAt, marksInOrder, warnings } from './due.js';
import { type EditionWithTerms, termInForce } from './editions.js';
import { obligation } from './obligations.js';
import type { RunningTerm, Term } from './term.js';

/** One statement for any number of terms. */
const INSERT = `
  INSERT INTO deadline (id, obligation, clause, stream, stream_id, subject, subject_id, bearer_role, bearer_authority_id, bearer_contact_id,
    schedule_id, edition_id, term, started_at, due_at, half_at, soon_at, next_mark, next_mark_at)
  SELECT id, obligation, clause, $1, coalesce(n.stream_id, $2), subject, subject_id, bearer_role, bearer_authority_id, bearer_contact_id,
    schedule_id, edition_id, term, started_at, due_at, half_at, soon_at, next_mark, next_mark_at
  FROM jsonb_to_recordset($3::jsonb) AS n(id uuid, obligation text, clause text, stream_id uuid, subject text, subject_id uuid, bearer_role text,
    bearer_authority_id uuid, bearer_contact_id uuid, schedule_id uuid, edition_id uuid, term jsonb, started_at timestamptz,
    due_at timestamptz, half_at timestamptz, soon_at timestamptz, next_mark text, next_mark_at timestamptz)`;

/** Opens terms by the edition in force when they start. */
@Injectable()
export class OpenDeadlines {
  constructor(private readonly db: Database) {}

  /** @returns the first moments that come, for wake-ups. */
  async execute(
    changes: readonly OpenChange[],
    { stream, streamId, at }: DeadlineContext,
    editions: readonly EditionWithTerms[],
    workingTimeOf: (scheduleId: string | null) => WorkingTime,
  ): Promise<Date[]> {
    if (changes.length === 0) return [];
    const rows = changes.map((change) => rowOf(change, at, editions, workingTimeOf(change.bearer.scheduleId)));
    await this.db.change(INSERT, [stream, streamId, JSON.stringify(rows)]);
    return rows.map((row) => row.next_mark_at);
  }
}

function rowOf(change: OpenChange, at: Date, editions: readonly EditionWithTerms[], workingTime: WorkingTime) {
  const { bearer, subject, startedAt = at } = change;
  const inForce = termInForce(editions, change.obligation, bearer.authorityId, workingTime.localDateOf(startedAt));
  const term = runningTerm(inForce.term, change);
  const due = dueAt(term, startedAt, workingTime);
  const { halfAt, soonAt } = warnings(term, startedAt, due, workingTime);
  const [[mark, markAt]] = marksInOrder({ halfAt, soonAt, dueAt: due }) as [ReturnType<typeof marksInOrder>[number]];
  return {
    id: newId(),
    obligation: change.obligation,
    clause: obligation(change.obligation).clause[0],
    stream_id: change.streamId ?? null,
    subject,
    subject_id: change.subjectId,
    bearer_role: bearer.role,
    bearer_authority_id: bearer.authorityId,
    bearer_contact_id: bearer.contactId,
    schedule_id: bearer.scheduleId,
    edition_id: inForce.editionId,
    term,
    started_at: startedAt,
    due_at: due,
    half_at: halfAt,
    soon_at: soonAt,
    next_mark: mark,
    next_mark_at: markAt,
  };
}

function runningTerm(term: Term, { dueAt, planWeek, obligation }: OpenChange): RunningTerm {
  if (dueAt) return { kind: 'fixed', dueAt: dueAt.toISOString() };
  if (term.kind !== 'content-plan') return term;
  if (!planWeek) throw new Error(`${obligation} needs the week of the plan`);
  return { kind: 'content-plan', planWeek };
}
