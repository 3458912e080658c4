import type { WorkingTime } from '../calendar/index.js';
import type { RunningTerm } from './term.js';

const HOUR_MS = 3_600_000;
/** How long before the due moment the second warning comes, in the term's own time. */
const SOON_MS = 15 * 60_000;

/** A warning or the passing itself, in the order of regulation: half of the term, 15 minutes left, over. */
export type Mark = 'half' | 'soon' | 'passed';

/** The moments at which a deadline warns; null where the term is too short for the warning. */
export interface Warnings {
  halfAt: Date | null;
  soonAt: Date | null;
}

/**
 * The moment (UTC) a term ends that runs from `startedAt` on the bearer's schedule. An act at that very moment is late.
 * @throws WorkingTimeError when the schedule or the calendar gives no answer.
 */
export function dueAt(term: RunningTerm, startedAt: Date, workingTime: WorkingTime): Date {
  switch (term.kind) {
    case 'clock-hours':
      return new Date(startedAt.getTime() + term.amount * HOUR_MS);
    case 'working-hours':
      return new Date(workingTime.addWorkingTime(startedAt, term.amount * HOUR_MS));
    case 'working-days':
      // Civil Code art. 191 and 194: from the next day, to close of business on the last.
      return new Date(workingTime.addWorkingDaysToClose(startedAt, term.amount));
    case 'monthly':
      return new Date(workingTime.instantAt(dayOfMonth(workingTime.localDateOf(startedAt), term.beforeDay), '00:00'));
    case 'content-plan':
      return new Date(workingTime.planSubmissionDeadline(term.planWeek));
    case 'fixed':
      return new Date(term.dueAt);
  }
}

/**
 * When a deadline warns: at half of the term and 15 minutes before its end, both counted in the term's own time
 * (clock time for clock hours, working time for everything else). A warning that does not fall strictly
 * between start and end is left out.
 */
export function warnings(term: RunningTerm, startedAt: Date, due: Date, workingTime: WorkingTime): Warnings {
  const clock = term.kind === 'clock-hours';
  const total = clock ? due.getTime() - startedAt.getTime() : workingTime.workingTimeBetween(startedAt, due);
  const after = (ms: number): Date | null => {
    if (ms <= 0) return null;
    const at = clock ? startedAt.getTime() + ms : workingTime.addWorkingTime(startedAt, ms);
    return at > startedAt.getTime() && at < due.getTime() ? new Date(at) : null;
  };
  return { halfAt: after(Math.floor(total / 2)), soonAt: after(total - SOON_MS) };
}

/** The moments of a deadline in the order they come. */
export function marksInOrder({ halfAt, soonAt, dueAt }: Warnings & { dueAt: Date }): [Mark, Date][] {
  const marks: [Mark, Date | null][] = [['half', halfAt], ['soon', soonAt], ['passed', dueAt]];
  return marks.filter((mark): mark is [Mark, Date] => mark[1] !== null).sort((a, b) => a[1].getTime() - b[1].getTime());
}

function dayOfMonth(date: string, day: number): string {
  return `${date.slice(0, 8)}${String(day).padStart(2, '0')}`;
}
