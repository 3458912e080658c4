import { Injectable } from '@nestjs/common';
import { isoOffset } from '../../platform/http/index.js';
import type { WorkingTime } from '../working-time.js';
import { fromDayNumber, toDayNumber } from '../local-date.js';
import type { PreviewBody, PreviewView } from './calendar.schemas.js';
import { making } from './correction.js';
import { WorkingTimes } from './working-times.js';

const HOUR_MS = 3_600_000;
const SHOWN_DAYS = 60;

/** Says when a term would end, and why: for people who plan, and for those who doubt a due moment. */
@Injectable()
export class PreviewTerm {
  constructor(private readonly workingTimes: WorkingTimes) {}

  /** @throws DomainError `not-found` for an unknown schedule, `term.uncountable` outside the years covered. */
  async execute({ from, workingHours, workingDays, scheduleId }: PreviewBody): Promise<PreviewView> {
    const workingTime = await this.workingTimes.of(scheduleId ?? null);
    return making('term.uncountable', () => {
      const due = workingDays === undefined
        ? workingTime.addWorkingTime(from, Math.round((workingHours ?? 0) * HOUR_MS))
        : workingTime.addWorkingDaysToClose(from, workingDays);
      return {
        from: isoOffset(from),
        dueAt: isoOffset(new Date(due)),
        timeZone: workingTime.timeZone,
        workingMs: workingTime.workingTimeBetween(from, due),
        days: daysBetween(workingTime, from, due),
      };
    });
  }
}

function daysBetween(workingTime: WorkingTime, from: Date, due: number): PreviewView['days'] {
  const first = toDayNumber(workingTime.localDateOf(from));
  const count = Math.min(toDayNumber(workingTime.localDateOf(due)) - first + 1, SHOWN_DAYS);
  return Array.from({ length: count }, (_, i) => fromDayNumber(first + i)).map((date) => ({ date, ...workingTime.explainDay(date) }));
}
