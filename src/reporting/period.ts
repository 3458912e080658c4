import { z } from 'zod';
import { TimeZone } from '../calendar/index.js';
import { DomainError } from '../platform/errors/index.js';
import { instant } from '../platform/http/index.js';
import type { Range } from './figures/slice.js';

const DAY = 86_400_000;

/** `2020-06` */
export const monthSchema = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/, 'Ожидается месяц, например 2020-06').meta({ description: 'Месяц, например 2020-06' });

/** One end of a period: an instant, or a local day, which is meant whole. */
export type PeriodEnd = Date | string;

/** `2020-10-31`, or an instant with its offset. */
export const periodEnd = () =>
  z.union([
    z.iso.date('Ожидается дата, например 2020-10-31, или момент времени ISO 8601 со смещением или Z').refine((date) => /^(?:19|20|21)\d\d-/.test(date), 'Ожидается год от 1900 до 2199'),
    instant(),
  ]).meta({ description: 'День по местному времени, целиком, или момент: ISO 8601 со смещением или Z' });

/** A month by its number of months since year 0. */
const monthNumber = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;

/** The month `by` months after (before, when negative). */
export function monthAfter(month: string, by: number): string {
  const n = monthNumber(month) + by;
  return `${String(Math.floor(n / 12)).padStart(4, '0')}-${String((n % 12) + 1).padStart(2, '0')}`;
}

const firstDay = (month: string): number => Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)) - 1, 1) / DAY;

/** Days and months of one time zone. */
export class LocalPeriods {
  private readonly zone: TimeZone;

  constructor(readonly timeZone: string) {
    this.zone = TimeZone.of(timeZone);
  }

  /** The month local clocks show at an instant. */
  monthOf(at: Date): string {
    return new Date(this.zone.toLocal(at.getTime()).day * DAY).toISOString().slice(0, 7);
  }

  /** From the month's first local midnight up to the next month's. */
  month(month: string): Range {
    return { from: this.midnight(firstDay(month)), to: this.midnight(firstDay(monthAfter(month, 1))) };
  }

  /** The month that is exactly this stretch, or null. */
  monthThatIs({ from, to }: Range): string | null {
    const month = this.monthOf(from);
    const exact = this.month(month);
    return exact.from.getTime() === from.getTime() && exact.to.getTime() === to.getTime() ? month : null;
  }

  /** What a period is compared with: the month before, or as many days before; and the same a year earlier. */
  compared(range: Range): { before: Range; yearBefore: Range } {
    const month = this.monthThatIs(range);
    if (month) return { before: this.month(monthAfter(month, -1)), yearBefore: this.month(monthAfter(month, -12)) };
    const length = range.to.getTime() - range.from.getTime();
    return { before: { from: new Date(range.from.getTime() - length), to: range.from }, yearBefore: { from: this.yearEarlier(range.from), to: this.yearEarlier(range.to) } };
  }

  /** The local date of an instant, `YYYY-MM-DD`. */
  dateOf(at: Date): string {
    return new Date(this.zone.toLocal(at.getTime()).day * DAY).toISOString().slice(0, 10);
  }

  /** A local day as a stretch of time. */
  day(date: string): Range {
    const day = Date.parse(`${date}T00:00:00Z`) / DAY;
    return { from: this.midnight(day), to: this.midnight(day + 1) };
  }

  /** From the instant, or the beginning of the day, up to the instant, or the end of the day. @throws DomainError `report.period-order`. */
  between({ from, to }: { from: PeriodEnd; to: PeriodEnd }): Range {
    const range = { from: typeof from === 'string' ? this.day(from).from : from, to: typeof to === 'string' ? this.day(to).to : to };
    if (range.from >= range.to) throw new DomainError('report.period-order');
    return range;
  }

  /** Whole local days within a stretch, and what is left of it at its ends. */
  split({ from, to }: Range): { days: string[]; rest: Range[] } {
    const at = this.zone.toLocal(from.getTime());
    const first = at.ms === 0 ? at.day : at.day + 1;
    const last = this.zone.toLocal(to.getTime()).day;
    if (last <= first) return { days: [], rest: [{ from, to }] };
    const days = Array.from({ length: last - first }, (_, i) => new Date((first + i) * DAY).toISOString().slice(0, 10));
    const rest = [{ from, to: this.midnight(first) }, { from: this.midnight(last), to }];
    return { days, rest: rest.filter((range) => range.from < range.to) };
  }

  private midnight(day: number): Date {
    return new Date(this.zone.toInstant(day, 0));
  }

  private yearEarlier(at: Date): Date {
    const { day, ms } = this.zone.toLocal(at.getTime());
    const date = new Date(day * DAY);
    return new Date(this.zone.toInstant(Date.UTC(date.getUTCFullYear() - 1, date.getUTCMonth(), date.getUTCDate()) / DAY, ms));
  }
}
