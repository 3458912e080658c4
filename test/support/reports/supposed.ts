import type { Around, Asked } from './expected.js';
import type { Past, PastTerm } from './history.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OFFSET = 10 * HOUR;

export interface Supposed {
  /** Working or clock hours by obligation, instead of the real ones. */
  hours: Record<string, { kind: 'clock-hours' | 'working-hours'; amount: number }>;
  lunch: boolean;
}

/**
 * A second computation of what would have been late: by how long a step took, never by moments it was due at. Lunch is from
 * 13 to 14 on every day that is worked.
 */
export function expectedWhatIf(pasts: readonly Past[], asked: Pick<Asked, 'from' | 'to' | 'asOf' | 'authorityId'>, { hours, lunch }: Supposed, { workingTime }: Around) {
  const rows: Record<string, { terms: number; late: number; wouldBeLate: number; newlyLate: number; noLongerLate: number }> = {};
  const worked = (from: number, to: number): number => {
    let time = workingTime.workingTimeBetween(from, to);
    if (lunch) return time;
    for (let midnight = Math.floor((from + OFFSET) / DAY) * DAY - OFFSET; midnight < to; midnight += DAY) {
      if (workingTime.workingTimeBetween(midnight, midnight + DAY) === 0) continue;
      time += Math.max(0, Math.min(to, midnight + 14 * HOUR) - Math.max(from, midnight + 13 * HOUR));
    }
    return time;
  };
  const isLate = (term: PastTerm): boolean => term.state === 'met-late' || (term.state === 'open' && term.dueAt <= asked.asOf);
  for (const term of pasts.flatMap(({ terms }) => terms)) {
    const owed = term.state === 'met' || term.state === 'met-late' || (term.state === 'open' && term.dueAt <= asked.asOf && !['assignment.return', 'incident.route-several'].includes(term.obligation));
    if (!owed || term.dueAt < asked.from || term.dueAt >= asked.to || (asked.authorityId !== undefined && term.authorityId !== asked.authorityId)) continue;
    const { kind, amount } = hours[term.obligation] ?? term;
    const end = term.endedAt ?? asked.asOf;
    const would = kind === 'working-hours' ? worked(term.startedAt, end) >= amount * HOUR : kind === 'clock-hours' ? end - term.startedAt >= amount * HOUR : isLate(term);
    const place = `${term.obligation}|${term.authorityId ?? '-'}`;
    const row = (rows[place] ??= { terms: 0, late: 0, wouldBeLate: 0, newlyLate: 0, noLongerLate: 0 });
    row.terms += 1;
    if (isLate(term)) row.late += 1;
    if (would) row.wouldBeLate += 1;
    if (would && !isLate(term)) row.newlyLate += 1;
    if (!would && isLate(term)) row.noLongerLate += 1;
  }
  return rows;
}
