import { Injectable } from '@nestjs/common';
import type { WorkingTime } from '../calendar/index.js';
import { Database } from '../platform/database/index.js';
import type { CloseChange } from './deadline-change.js';
import { type Deadline, DEADLINE_COLUMNS } from './deadline.entity.js';
import { FireMarks } from './fire-marks.js';

/** In the order of ids, so that two acts never wait for each other crosswise. */
const TAKE = `
  SELECT ${DEADLINE_COLUMNS} FROM deadline d JOIN unnest($1::uuid[], $2::text[]) AS c(subject_id, obligation)
    ON d.subject_id = c.subject_id AND d.obligation = c.obligation
  WHERE d.state = 'open' ORDER BY d.id FOR UPDATE OF d`;

const END = `
  UPDATE deadline d SET state = n.state, ended_at = $1, took_ms = n.took_ms, cancel_reason = n.reason,
    next_mark = NULL, next_mark_at = NULL, version = d.version + 1
  FROM jsonb_to_recordset($2::jsonb) AS n(id uuid, state text, took_ms bigint, reason text) WHERE d.id = n.id`;

/** Ends open terms: met, met late or cancelled. */
@Injectable()
export class CloseDeadlines {
  constructor(
    private readonly db: Database,
    private readonly marks: FireMarks,
  ) {}

  /**
   * Ends what is open among `changes`. Marks that were due by `at` are recorded first, so that the history is the
   * same whether the queue was quick or slow.
   */
  async execute(changes: readonly CloseChange[], at: Date, workingTimeOf: (scheduleId: string | null) => WorkingTime): Promise<void> {
    if (changes.length === 0) return;
    const open = await this.db.change<Deadline>(TAKE, [changes.map((c) => c.subjectId), changes.map((c) => c.obligation)]);
    if (open.length === 0) return;
    const behind = open.filter(({ nextMarkAt }) => nextMarkAt !== null && nextMarkAt <= at);
    if (behind.length > 0) await this.marks.these(behind.map(({ id }) => id), at);
    const ends = open.map((deadline) => {
      const change = changes.find((c) => c.subjectId === deadline.subjectId && c.obligation === deadline.obligation);
      return {
        id: deadline.id,
        state: change?.do === 'cancel' ? 'cancelled' : stateMet(deadline, at),
        took_ms: Math.max(0, Math.round(workingTimeOf(deadline.scheduleId).workingTimeBetween(deadline.startedAt, at))),
        reason: change?.do === 'cancel' ? change.reason : null,
      };
    });
    await this.db.change(END, [at, JSON.stringify(ends)]);
  }
}

/** A term runs up to its due moment, which is already late: at that instant its passing is recorded. */
const stateMet = ({ dueAt }: Deadline, at: Date): 'met' | 'met-late' => (at < dueAt ? 'met' : 'met-late');
