import type { WorkingTime } from '../calendar/index.js';
import { addWeeks, isoWeekOf, type IsoWeek, mondayOf } from './iso-week.js';

const DAY = 86_400_000;
/** Plans are asked for this long before their submission week begins, so that two or three weeks can be planned ahead. */
const LEAD_MS = 14 * DAY;
/** How far back is caught up with after the product stood still: what is older nobody can send any more. */
const BACK_WEEKS = 12;

/** A span in which an authority had an account. */
export interface Period {
  validFrom: Date;
  validTo: Date | null;
}

/** A plan that is owed, from when and until when. */
export interface OwedWeek {
  week: IsoWeek;
  startedAt: Date;
  dueAt: Date;
}

/** When the term of a week's plan runs: from Monday of the week it is due in, to A-6's hour. */
export function termOf(week: IsoWeek, workingTime: WorkingTime): OwedWeek {
  const dueAt = new Date(workingTime.planSubmissionDeadline(mondayOf(week)));
  const monday = mondayOf(isoWeekOf(workingTime.localDateOf(dueAt)));
  return { week, startedAt: new Date(workingTime.instantAt(monday, '00:00')), dueAt };
}

/** Whether an authority had an account at the moment: who has none has nothing to plan. */
export const hadAccount = (periods: readonly Period[], at: Date): boolean =>
  periods.some(({ validFrom, validTo }) => validFrom <= at && (validTo === null || validTo > at));

/**
 * The weeks an authority owes a plan for, the earliest first, as far ahead as plans are asked for: from the week that can
 * still be in time, or, where plans were owed before, from the first of those within {@link BACK_WEEKS}.
 * @param owed weeks already asked for.
 */
export function owedWeeks(now: Date, owed: ReadonlySet<IsoWeek>, periods: readonly Period[], workingTime: WorkingTime): OwedWeek[] {
  const current = isoWeekOf(workingTime.localDateOf(now));
  const back = addWeeks(current, -BACK_WEEKS);
  const first = [...owed].toSorted()[0] ?? null;
  const found: OwedWeek[] = [];
  for (let week = first === null || first > current ? current : first > back ? first : back; ; week = addWeeks(week, 1)) {
    const term = termOf(week, workingTime);
    if (term.startedAt.getTime() - LEAD_MS > now.getTime()) return found;
    if (owed.has(week) || !hadAccount(periods, term.dueAt)) continue;
    const caughtUp = first !== null && first <= week;
    if (term.dueAt > now || caughtUp) found.push(term);
  }
}
