import { Injectable } from '@nestjs/common';
import { CalendarRevision, WorkingTimes } from '../calendar/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { CloseDeadlines } from './close-deadlines.js';
import type { CloseChange, DeadlineChange, DeadlineContext, OpenChange } from './deadline-change.js';
import { type Deadline, DEADLINE_COLUMNS } from './deadline.entity.js';
import { Editions } from './editions.js';
import { conditionalKeys } from './obligations.js';
import { OpenDeadlines } from './open-deadlines.js';
import { RecountDeadlines } from './recount-deadlines.js';
import { WakeUps } from './wake-ups.js';

/** An open term as lists need it. */
export type OpenTerm = Pick<Deadline, 'streamId' | 'subjectId' | 'obligation' | 'bearerAuthorityId' | 'dueAt' | 'state'>;

/** The nearest open term of a stream, and whether one is overdue. */
export interface NextTerm {
  streamId: string;
  dueAt: Date;
  overdue: boolean;
}

/** Terms of the decree that somebody bears: opened, met, cancelled and handed over by the acts of other modules. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly db: Database,
    private readonly revision: CalendarRevision,
    private readonly workingTimes: WorkingTimes,
    private readonly editions: Editions,
    private readonly opening: OpenDeadlines,
    private readonly closing: CloseDeadlines,
    private readonly recounting: RecountDeadlines,
    private readonly wakeUps: WakeUps,
  ) {}

  /**
   * Changes deadlines in the act's transaction, with few statements however many changes there are. What is to be
   * ended ends first, then the new terms open; to meet or cancel what is not open does nothing. A term met at or
   * after its due moment is met late.
   * @throws QueryFailedError (23505) when a term is opened twice for one subject: an error of the caller.
   */
  async apply(changes: readonly DeadlineChange[], context: DeadlineContext): Promise<void> {
    if (changes.length === 0) return;
    // Before any deadline is locked, in the same order as corrections do.
    const revision = await this.revision.current();
    const workingTimeOf = await this.workingTimes.all(revision);
    const opens = changes.filter((change): change is OpenChange => change.do === 'open');
    const closes = changes.filter((change): change is CloseChange => change.do !== 'open');
    await this.closing.execute(closes, context.at, workingTimeOf);
    const editions = opens.length > 0 ? await this.editions.at(revision) : [];
    this.wakeUps.armAfterCommit(await this.opening.execute(opens, context, editions, workingTimeOf));
  }

  /** Deadlines of these streams, soonest first. */
  async of(streamIds: readonly string[]): Promise<Deadline[]> {
    if (streamIds.length === 0) return [];
    return this.db.rows<Deadline>(`SELECT ${DEADLINE_COLUMNS} FROM deadline d WHERE d.stream_id = ANY($1::uuid[]) ORDER BY d.due_at, d.id`, [streamIds]);
  }

  /** What is still open in these streams, soonest first: as much of it as lists show. */
  async openOf(streamIds: readonly string[]): Promise<OpenTerm[]> {
    if (streamIds.length === 0) return [];
    return this.db.rows<OpenTerm>(
      `SELECT stream_id AS "streamId", subject_id AS "subjectId", obligation, bearer_authority_id AS "bearerAuthorityId", due_at AS "dueAt", state
       FROM deadline WHERE stream_id = ANY($1::uuid[]) AND state = 'open' ORDER BY due_at, id`,
      [streamIds],
    );
  }

  /** Open terms of these bearers, soonest first, without those that may not be owed at all: what somebody has to do. */
  async openOfBearers({ roles, contactIds, authorityId }: { roles: readonly string[]; contactIds: readonly string[]; authorityId: string | null }): Promise<Deadline[]> {
    return this.db.rows<Deadline>(
      `SELECT ${DEADLINE_COLUMNS} FROM deadline d
       WHERE d.state = 'open' AND d.obligation <> ALL($4::text[]) AND (d.bearer_role = ANY($1::text[])
         OR d.bearer_role = 'executor' AND d.bearer_contact_id = ANY($2::uuid[])
         OR d.bearer_role = 'authority' AND d.bearer_authority_id = $3::uuid)
       ORDER BY d.due_at, d.id`,
      [roles, contactIds, authorityId, conditionalKeys],
    );
  }

  /**
   * The nearest open term of each of these streams that has any, in one row each: what lists of hundreds show.
   * @param authorityId counts only the terms that authority bears; null counts all.
   */
  async nextOf(streamIds: readonly string[], now: Date, authorityId: string | null): Promise<NextTerm[]> {
    if (streamIds.length === 0) return [];
    return this.db.rows<NextTerm>(
      `SELECT stream_id AS "streamId", min(due_at) AS "dueAt", bool_or(due_at <= $2 AND obligation <> ALL($3::text[])) AS overdue
       FROM deadline WHERE stream_id = ANY($1::uuid[]) AND state = 'open' AND ($4::uuid IS NULL OR bearer_authority_id = $4) GROUP BY stream_id`,
      [streamIds, now, conditionalKeys, authorityId],
    );
  }

  /** Passes the executor's open terms for these subjects on to another person; the terms run on. */
  async handOver(subjectIds: readonly string[], toContactId: string): Promise<void> {
    await this.db.change(
      `UPDATE deadline SET bearer_contact_id = $2, version = version + 1
       WHERE subject_id = ANY($1::uuid[]) AND state = 'open' AND bearer_role = 'executor'`,
      [subjectIds, toContactId],
    );
  }

  /** Puts the open terms an authority bears on another schedule (null: the default one); their due moments move. */
  async rescheduleAuthority(authorityId: string, scheduleId: string | null, actor: Actor, at: Date): Promise<void> {
    // As a correction of the calendar does: acts that count terms by the old schedule come first, or wait.
    await this.revision.advance();
    await this.db.change(
      `UPDATE deadline SET schedule_id = $2, version = version + 1 WHERE bearer_authority_id = $1 AND state = 'open'`,
      [authorityId, scheduleId],
    );
    await this.recounting.execute({ authorityId, reason: { reason: 'schedule', authorityId, scheduleId }, actor, at });
  }
}
