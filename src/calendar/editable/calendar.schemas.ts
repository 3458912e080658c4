import { z } from 'zod';
import { instant, pageOf } from '../../platform/http/index.js';

const date = z.iso.date({ abort: true }).refine((text) => /^(?:19|20|21)\d\d-/.test(text), 'Ожидается год от 1900 до 2199');
const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'Ожидается время ЧЧ:ММ');
/** Two intervals that overlap are a typing error: joined silently, hours would be lost that somebody meant. Those that touch may stand. */
const apart = (day: readonly (readonly [string, string])[]): boolean =>
  day.toSorted().every(([start], index, sorted) => index === 0 || start >= (sorted[index - 1]?.[1] ?? ''));
const intervals = z.array(z.tuple([time, time])).max(10).refine(apart, 'Промежутки не должны пересекаться').meta({ description: 'Рабочие часы дня без обеда: [["09:00","13:00"],["14:00","18:00"]]' });
const dates = z.array(date).max(366);
const text = (max: number) => z.string().trim().min(1).max(max);
const timeZone = z.string().max(64).refine((name) => isTimeZone(name), 'Неизвестный часовой пояс');

/** `:year` of a route. */
export const yearParam = z.coerce.number().int().min(1900).max(2199);
/** `:date` of a route. */
export const dateParam = date;

export const yearBody = z
  .strictObject({
    status: z.enum(['official', 'provisional']).meta({ description: 'provisional — постановления о переносах ещё нет' }),
    source: text(500).meta({ description: 'На чём основан календарь' }),
    note: z.string().max(2000).optional(),
    holidays: z.array(z.strictObject({ date, title: text(200) })).max(60),
    transfers: z.array(z.strictObject({ date, movedFrom: date.optional(), rule: text(200) })).max(60),
    nonWorkingWeekdays: dates.meta({ description: 'Нерабочие дни с понедельника по пятницу, по любой причине' }),
    decreeNonWorkingWeekdays: dates.default([]).meta({ description: 'Из них нерабочие только по указу Президента' }),
    workingWeekends: z.array(z.strictObject({ date, replaces: date.optional() })).max(60),
    shortenedDays: dates.meta({ description: 'Предпраздничные дни, короче на час' }),
  })
  .meta({ id: 'CalendarYearInput' });
export type YearBody = z.output<typeof yearBody>;

const yearSummary = { year: z.int(), status: z.enum(['official', 'provisional']), source: z.string(), version: z.int() };
export const yearsView = pageOf(z.object(yearSummary));
export const yearView = z.object({ ...yearSummary, calendar: z.record(z.string(), z.unknown()) }).meta({ id: 'CalendarYear' });

const replaces = date.nullable().optional().meta({ description: 'День недели, по часам которого работают в выходной' });
export const overrideBody = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('non-working'), reason: text(500) }),
    z.strictObject({ kind: z.literal('working'), replaces, reason: text(500) }),
    z.strictObject({ kind: z.literal('shortened'), replaces, reason: text(500) }),
    z.strictObject({ kind: z.literal('intervals'), intervals: intervals.min(1), reason: text(500) }),
  ])
  .meta({ id: 'CalendarOverrideInput' });
export type OverrideBody = z.output<typeof overrideBody>;

export const overrideView = z
  .object({
    date: z.string(),
    kind: z.enum(['non-working', 'working', 'shortened', 'intervals']),
    intervals: z.array(z.tuple([z.string(), z.string()])).nullable(),
    replaces: z.string().nullable(),
    reason: z.string(),
    version: z.int(),
  })
  .meta({ id: 'CalendarOverride' });
export const overridesView = pageOf(overrideView);

const weekdays = z.strictObject({
  mon: intervals.optional(), tue: intervals.optional(), wed: intervals.optional(), thu: intervals.optional(),
  fri: intervals.optional(), sat: intervals.optional(), sun: intervals.optional(),
});
const edition = z.strictObject({
  validFrom: date,
  validTo: date.nullable().default(null),
  weekly: weekdays,
  workingWeekend: intervals.nullable().default(null).meta({ description: 'Часы рабочей субботы; без них — часы дня, который она заменяет' }),
});
const editions = z.array(edition).min(1).max(50);
export type EditionBody = z.output<typeof edition>;

export const scheduleBody = z
  .strictObject({ name: text(200), timeZone: timeZone.default('Asia/Vladivostok'), editions })
  .meta({ id: 'ScheduleInput' });
export type ScheduleBody = z.output<typeof scheduleBody>;

export const schedulePatch = z
  .strictObject({
    name: text(200).optional(),
    timeZone: timeZone.optional(),
    isDefault: z.literal(true).optional().meta({ description: 'Сделать графиком по умолчанию' }),
    editions: editions.optional().meta({ description: 'Все редакции графика заново' }),
  })
  .meta({ id: 'SchedulePatch' });
export type SchedulePatch = z.output<typeof schedulePatch>;

export const scheduleView = z
  .object({
    id: z.uuid(),
    name: z.string(),
    timeZone: z.string(),
    isDefault: z.boolean(),
    editions: z.array(z.object({
      validFrom: z.string(),
      validTo: z.string().nullable(),
      weekly: z.record(z.string(), z.array(z.tuple([z.string(), z.string()]))),
      workingWeekend: z.array(z.tuple([z.string(), z.string()])).nullable(),
    })),
    version: z.int(),
  })
  .meta({ id: 'Schedule' });
export type ScheduleView = z.output<typeof scheduleView>;
export const schedulesView = pageOf(scheduleView);

export const previewBody = z
  .strictObject({
    from: instant(),
    workingHours: z.number().min(0.25).max(10_000).optional(),
    workingDays: z.int().min(1).max(1000).optional(),
    scheduleId: z.uuid().nullable().optional(),
  })
  .refine((body) => (body.workingHours === undefined) !== (body.workingDays === undefined), 'Укажите либо workingHours, либо workingDays')
  .meta({ id: 'TermPreviewInput' });
export type PreviewBody = z.output<typeof previewBody>;

export const previewView = z
  .object({
    from: z.string(),
    dueAt: z.string(),
    timeZone: z.string(),
    workingMs: z.int().meta({ description: 'Рабочего времени между началом и сроком, мс' }),
    days: z.array(z.object({ date: z.string(), reason: z.string(), intervals: z.array(z.tuple([z.string(), z.string()])) }))
      .meta({ description: 'Дни от начала до срока, не больше 60: какие часы и почему' }),
  })
  .meta({ id: 'TermPreview' });
export type PreviewView = z.output<typeof previewView>;

function isTimeZone(name: string): boolean {
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
