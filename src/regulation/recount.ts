import type { WorkingTime } from '../calendar/index.js';
import type { Deadline } from './deadline.entity.js';
import { dueAt, type Mark, marksInOrder, warnings } from './due.js';

/** A deadline's moments counted anew, as the columns they go to. */
export interface Recounted {
  id: string;
  /** The due moment before. */
  was: Date;
  due_at: Date;
  half_at: Date | null;
  soon_at: Date | null;
  next_mark: Mark | null;
  next_mark_at: Date | null;
  /** Whether the due moment itself moved. */
  moved: boolean;
  /** Whether a passing recorded before is void, for the term runs again. */
  voided: boolean;
}

/**
 * Counts an open deadline anew by `workingTime`.
 *
 * A moment that was not recorded yet stays to be recorded, even if it now lies in the past. Where the due moment
 * moved, a moment recorded before that now lies in the future is recorded again: once for each due moment.
 * @returns null when nothing changes.
 */
export function recounted(deadline: Deadline, workingTime: WorkingTime, now: Date): Recounted | null {
  const { id, term, startedAt, dueAt: was } = deadline;
  const due = dueAt(term, startedAt, workingTime);
  const { halfAt, soonAt } = warnings(term, startedAt, due, workingTime);
  const moved = due.getTime() !== was.getTime();
  if (!moved && same(halfAt, deadline.halfAt) && same(soonAt, deadline.soonAt)) return null;
  const recorded = recordedMarks(deadline);
  const next = marksInOrder({ halfAt, soonAt, dueAt: due }).find(([mark, at]) => !recorded.has(mark) || (moved && at > now));
  return {
    id,
    was,
    due_at: due,
    half_at: halfAt,
    soon_at: soonAt,
    next_mark: next?.[0] ?? null,
    next_mark_at: next?.[1] ?? null,
    moved,
    voided: deadline.passedAt !== null && due > now,
  };
}

/** The marks before the next one; all of them once none is left. */
function recordedMarks(deadline: Deadline): Set<Mark> {
  const order = marksInOrder(deadline).map(([mark]) => mark);
  const left = deadline.nextMark === null ? order.length : order.indexOf(deadline.nextMark);
  return new Set(order.slice(0, left));
}

const same = (a: Date | null, b: Date | null): boolean => a?.getTime() === b?.getTime();
