import { z } from 'zod';
import { deadlineSchema } from '../../regulation/index.js';
import { pageOf } from '../../platform/http/index.js';
import { sectionTitles } from '../document/report-document.js';
import type { Figures } from '../figures/figures.types.js';
import { formats } from '../forms/render-forms.js';
import { reportStates } from './report.transitions.js';

/** Sections of other rooms have keys of their own. */
const sectionKey = z.string().regex(/^[a-z][a-z-]{1,40}$/).meta({ description: `Раздел: ${Object.keys(sectionTitles).join(', ')} или раздел второй части` });

export const wordsBody = z
  .strictObject({ words: z.record(sectionKey, z.string().trim().max(8000).nullable()).meta({ description: 'Слова куратора по разделам; null убирает' }) })
  .meta({ id: 'ReportWords' });

export const sendBody = z.strictObject({ attached: z.array(z.enum(['pdf', 'docx', 'xlsx'])).min(1).max(3).optional() }).optional().meta({ id: 'SendReport' });
export const correctBody = z.strictObject({ reason: z.string().trim().min(1).max(1000).meta({ description: 'Что исправлено' }) }).meta({ id: 'CorrectReport' });
export const emptyBody = z.strictObject({}).optional();

export const settingBody = z
  .strictObject({
    recipientEmail: z.email().max(254).nullable().meta({ description: 'Куда отправлять отчёт' }),
    recipientName: z.string().trim().min(1).max(300).meta({ description: 'Кому, в дательном падеже' }),
    attached: z.array(z.enum(['pdf', 'docx', 'xlsx'])).min(1).max(3).meta({ description: 'Что прикладывать к письму' }),
  })
  .meta({ id: 'ReportSettingsInput' });
export type SettingBody = z.output<typeof settingBody>;

export const settingView = settingBody.extend({ version: z.int() }).meta({ id: 'ReportSettings' });

const state = z.enum(reportStates);
const figures = z.record(z.string(), z.unknown()).meta({ description: 'Показатели: см. руководство' }) as unknown as z.ZodType<Figures>;

export const reportView = z
  .object({
    id: z.uuid(),
    month: z.string(),
    edition: z.int(),
    status: state,
    version: z.int(),
    sourceAt: z.string().meta({ description: 'Исходный момент: показатели видят историю до него' }),
    formedAt: z.string(),
    approvedAt: z.string().nullable(),
    sentAt: z.string().nullable(),
    recipient: z.string().nullable(),
    failure: z.string().nullable(),
    reason: z.string().nullable(),
    words: z.record(z.string(), z.string()),
    changes: z.array(z.object({ figure: z.string(), was: z.number(), now: z.number() })).meta({ description: 'Что изменилось с прошлого проекта или исправляемого издания' }),
    figures,
    forms: z.array(z.object({ format: z.enum(formats), href: z.string(), frozen: z.boolean(), sha256: z.string().nullable(), size: z.int().nullable() })),
    deadline: deadlineSchema.nullable(),
    editions: z.array(z.object({ number: z.int(), status: state, formedAt: z.string(), sentAt: z.string().nullable(), reason: z.string().nullable() })),
    allowedActions: z.array(z.string()),
  })
  .meta({ id: 'MonthlyReport' });
export type ReportView = z.output<typeof reportView>;

export const reportListItem = z
  .object({
    month: z.string(), edition: z.int().nullable(), status: z.enum([...reportStates, 'awaited']), sourceAt: z.string().nullable(), sentAt: z.string().nullable(),
    received: z.int().nullable(),
  })
  .meta({ id: 'MonthlyReportListItem' });
export const reportPage = pageOf(reportListItem);
export type ReportListItem = z.output<typeof reportListItem>;

/** The month, and which form of it: `2020-06`, `2020-06.pdf`. */
export const reportAddress = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])(\.(html|pdf|docx|xlsx|json))?$/, 'Ожидается месяц, например 2020-06 или 2020-06.pdf');
export const editionQuery = z.strictObject({ edition: z.coerce.number().int().min(1).max(1000).optional().meta({ description: 'Издание; без него — последнее' }) });

export const historyPage = pageOf(
  z.object({
    id: z.string(), at: z.string(), event: z.string(), title: z.string(), edition: z.int().nullable(), from: z.string().nullable(), to: z.string().nullable(),
    actor: z.object({ userId: z.uuid().nullable(), role: z.string().nullable(), name: z.string().nullable() }), channel: z.string(), details: z.record(z.string(), z.unknown()),
  }).meta({ id: 'ReportHistoryItem' }),
);
