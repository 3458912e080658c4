import { z } from 'zod';
import type { ScheduleEdition, WeeklySchedule } from '../../calendar/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { type ObligationKey, obligation, obligationKeys, type RunningTerm } from '../../regulation/index.js';

const units = { h: 'clock-hours', wh: 'working-hours', wd: 'working-days' } as const;
const pattern = /^([a-z-]+\.[a-z-]+):(\d{1,3}(?:\.(?:25|5|75))?)(h|wh|wd)$/;

/** Other terms to measure by: `reply.draft:4wh,reply.review:0.5wh`. */
export const supposedTerms = z
  .string()
  .max(500)
  .refine((text) => text.split(',').every((part) => pattern.test(part)), 'Ожидается, например, reply.draft:4wh,reply.final:5wd (h — часы, wh — рабочие часы, wd — рабочие дни)')
  .meta({ description: 'Другие сроки: reply.draft:4wh — проект ответа за четыре рабочих часа; h — часы, wh — рабочие часы, wd — рабочие дни' });

/** @throws DomainError `what-if.term` for what is not a term of working on messages. */
export function termsSupposed(text: string | undefined): Partial<Record<ObligationKey, RunningTerm>> {
  const supposed: Partial<Record<ObligationKey, RunningTerm>> = {};
  for (const part of text?.split(',') ?? []) {
    const [, name = '', amount = '', unit = 'wh'] = pattern.exec(part) ?? [];
    const key = obligationKeys.find((known) => known === name);
    const counted = key && ['clock-hours', 'working-hours', 'working-days'].includes(obligation(key).term.kind);
    const value = Number(amount);
    if (!key || !counted || value === 0 || (unit === 'wd' && !Number.isInteger(value))) throw new DomainError('what-if.term', { obligation: name });
    supposed[key] = { kind: units[unit as keyof typeof units], amount: value };
  }
  return supposed;
}

/** Schedules without a lunch break: each day runs from its first opening to its last closing. */
export const withoutLunch = (editions: readonly ScheduleEdition[]): ScheduleEdition[] =>
  editions.map((edition) => ({
    ...edition,
    weekly: Object.fromEntries(Object.entries(edition.weekly as Record<string, readonly (readonly [string, string])[]>).map(([day, hours]) => {
      const [first, last] = [hours[0], hours.at(-1)];
      return [day, first && last ? [[first[0], last[1]]] : []];
    })) as unknown as WeeklySchedule,
  }));
