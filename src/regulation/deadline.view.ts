import { isoOffset } from '../platform/http/index.js';
import type { Deadline } from './deadline.entity.js';
import { obligation } from './obligations.js';
import type { DeadlineView } from './regulation.schemas.js';
import { weightOf } from './weight.js';

/** A deadline as people see it at `now` (UTC). */
export function deadlineView(deadline: Deadline, now: Date): DeadlineView {
  const { id, clause, stream, streamId, subject, subjectId } = deadline;
  const met = deadline.state === 'met' || deadline.state === 'met-late';
  return {
    id,
    obligation: deadline.obligation,
    title: obligation(deadline.obligation).title,
    clause,
    bearer: { role: deadline.bearerRole, authorityId: deadline.bearerAuthorityId, contactId: deadline.bearerContactId },
    stream,
    streamId,
    subject,
    subjectId,
    startedAt: isoOffset(deadline.startedAt),
    dueAt: isoOffset(deadline.dueAt),
    metAt: met ? isoOffset(deadline.endedAt) : null,
    passedAt: isoOffset(deadline.passedAt),
    cancelReason: deadline.cancelReason,
    tookMs: deadline.tookMs === null ? null : Number(deadline.tookMs),
    weight: weightOf(deadline),
    state: isOverdue(deadline, now) ? 'overdue' : deadline.state,
  };
}

/** Open and past due; a conditional obligation never is, for nothing may have been owed (M-8.1). */
export function isOverdue({ state, dueAt, obligation: key }: Pick<Deadline, 'state' | 'dueAt' | 'obligation'>, now: Date): boolean {
  return state === 'open' && dueAt <= now && !obligation(key).conditional;
}
