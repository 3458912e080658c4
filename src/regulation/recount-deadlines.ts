import { Injectable } from '@nestjs/common';
import { CalendarRevision, WorkingTimes } from '../calendar/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { type Deadline, DEADLINE_COLUMNS } from './deadline.entity.js';
import { EVENT_AUTHORITIES, EVENT_ROLES, VISIBILITY } from './fire-marks.js';
import { recounted } from './recount.js';
import { WakeUps } from './wake-ups.js';

const BATCH = 2000;

/** Which open terms to count anew, and why. */
export interface Recount {
  /** Those on these schedules (null: on the default one), or all. */
  scheduleIds?: readonly (string | null)[];
  /** Those an authority bears. */
  authorityId?: string;
  /** What was corrected, for the history. */
  reason: Record<string, unknown>;
  actor: Actor;
  at: Date;
}

/** Clock hours do not depend on a calendar. */
const TAKE = `
  SELECT ${DEADLINE_COLUMNS} FROM deadline d
  WHERE d.state = 'open' AND d.term->>'kind' <> 'clock-hours' AND d.id > $1
    AND ($2::boolean OR d.schedule_id = ANY($3::uuid[]) OR (d.schedule_id IS NULL AND $4::boolean))
    AND ($5::uuid IS NULL OR d.bearer_authority_id = $5)
  ORDER BY d.id LIMIT ${BATCH} FOR UPDATE`;

const MOVE = `
  WITH d AS (
    UPDATE deadline d SET due_at = n.due_at, half_at = n.half_at, soon_at = n.soon_at, next_mark = n.next_mark,
      next_mark_at = n.next_mark_at, passed_at = CASE WHEN n.voided THEN NULL ELSE d.passed_at END, version = d.version + 1
    FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, was timestamptz, due_at timestamptz, half_at timestamptz, soon_at timestamptz,
      next_mark text, next_mark_at timestamptz, moved boolean, voided boolean)
    WHERE d.id = n.id RETURNING d.*, n.was, n.moved, n.voided
  )
  INSERT INTO event (type, stream, stream_id, subject, subject_id, actor_id, actor_role, channel, clause, bearer, details, authority_ids, roles, at)
  SELECT 'deadline.moved', d.stream, d.stream_id, 'deadline', d.id, $5, $6, $7, d.clause, d.bearer_role,
    jsonb_build_object('obligation', d.obligation, 'subject', d.subject, 'subjectId', d.subject_id, 'contactId', d.bearer_contact_id,
      'from', d.was, 'to', d.due_at, 'passingVoid', d.voided, 'reason', $8::jsonb),
    ${EVENT_AUTHORITIES}, ${EVENT_ROLES}, $4
  FROM d JOIN unnest($2::text[], $3::text[]) AS o(key, roles) ON o.key = d.obligation
  WHERE d.moved ORDER BY d.id`;

/** Moves open terms with their warnings when what they are counted by was corrected; the history says so. */
@Injectable()
export class RecountDeadlines {
  constructor(
    private readonly db: Database,
    private readonly revision: CalendarRevision,
    private readonly workingTimes: WorkingTimes,
    private readonly wakeUps: WakeUps,
  ) {}

  /**
   * Runs in the correction's transaction.
   * @returns how many due moments moved.
   */
  async execute({ scheduleIds, authorityId, reason, actor, at }: Recount): Promise<number> {
    const workingTimeOf = await this.workingTimes.all(await this.revision.current());
    const named = scheduleIds?.filter((id) => id !== null) ?? [];
    const filter = [scheduleIds === undefined, named, scheduleIds?.includes(null) ?? false, authorityId ?? null];
    const wake: Date[] = [];
    let moved = 0;
    let last = '00000000-0000-0000-0000-000000000000';
    for (;;) {
      const open = await this.db.change<Deadline>(TAKE, [last, ...filter]);
      const changed = open.flatMap((deadline) => recounted(deadline, workingTimeOf(deadline.scheduleId), at) ?? []);
      if (changed.length > 0) {
        const by = [actor.userId, actor.userId === null ? null : (actor.roles[0] ?? null), actor.channel];
        await this.db.change(MOVE, [JSON.stringify(changed), ...VISIBILITY, at, ...by, JSON.stringify(reason)]);
      }
      moved += changed.filter((change) => change.moved).length;
      wake.push(...changed.flatMap((change) => change.next_mark_at ?? []));
      const end = open.at(-1);
      if (!end || open.length < BATCH) break;
      last = end.id;
    }
    this.wakeUps.armAfterCommit(wake);
    return moved;
  }
}
