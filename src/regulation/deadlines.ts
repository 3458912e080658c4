import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { CalendarRevision, WorkingTimes } from '../calendar/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { CloseDeadlines } from './close-deadlines.js';
import type { CloseChange, DeadlineChange, DeadlineContext, OpenChange } from './deadline-change.js';
import { Deadline } from './deadline.entity.js';
import { Editions } from './editions.js';
import { OpenDeadlines } from './open-deadlines.js';
import { RecountDeadlines } from './recount-deadlines.js';
import { WakeUps } from './wake-ups.js';

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
    return streamIds.length === 0 ? [] : this.ofStreams(streamIds).getMany();
  }

  /** Deadlines of these streams that are still open, soonest first. */
  async openOf(streamIds: readonly string[]): Promise<Deadline[]> {
    return streamIds.length === 0 ? [] : this.ofStreams(streamIds).andWhere(`d.state = 'open'`).getMany();
  }

  private ofStreams(streamIds: readonly string[]): SelectQueryBuilder<Deadline> {
    return this.db.reader
      .getRepository(Deadline)
      .createQueryBuilder('d')
      .where('d.streamId = ANY(:streamIds)', { streamIds })
      .orderBy('d.dueAt')
      .addOrderBy('d.id');
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
