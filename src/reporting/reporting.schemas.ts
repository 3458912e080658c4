import { z } from 'zod';
import { networks } from '../networks/index.js';
import { instant, pageOf, pageQuery } from '../platform/http/index.js';
import { tracedFigures } from './figures/figure-incidents.js';
import { monthSchema, periodEnd } from './period.js';

const filter = {
  network: z.enum(networks).optional(),
  topicGroupId: z.uuid().optional(),
  topicId: z.uuid().optional(),
  locationId: z.uuid().optional(),
  authorityId: z.uuid().optional().meta({ description: 'Орган; исполнитель видит только свой' }),
};

const stretch = { from: periodEnd(), to: periodEnd() };

export const summaryQuery = z.strictObject({ ...stretch, ...filter });

/** A month or any stretch, under any filter, as of any moment that has been. */
export const previewQuery = z
  .strictObject({ month: monthSchema.optional(), from: periodEnd().optional(), to: periodEnd().optional(), asOf: instant().optional(), ...filter })
  .refine(({ month, from, to }) => (month === undefined ? from !== undefined && to !== undefined : from === undefined && to === undefined), 'Укажите month либо from и to');

export const figureQuery = z
  .strictObject({
    figure: z.enum(tracedFigures),
    key: z.string().max(200).optional().meta({ description: 'Ключ показателя, как его называет отчёт' }),
    ...stretch,
    asOf: instant().optional().meta({ description: 'Исходный момент отчёта; без него — на сейчас' }),
    ...filter,
    ...pageQuery,
  });

export const figureIncidents = pageOf(
  z.object({
    id: z.uuid(), number: z.int(), url: z.string(), network: z.enum(networks), status: z.string(), recordedAt: z.string(),
    times: z.int().meta({ description: 'Сколько единиц показателя приходится на сообщение' }),
  }).meta({ id: 'FigureIncident' }),
);

const linked = { count: z.int(), href: z.string().meta({ description: 'Сообщения за этим числом' }) };
const named = z.object({ key: z.string(), name: z.string(), ...linked });

export const summaryView = z
  .object({
    from: z.string(), to: z.string(), at: z.string(),
    received: z.object(linked), waiting: z.object(linked),
    states: z.array(named), grounds: z.array(named), networks: z.array(named), topicGroups: z.array(named), topics: z.array(named), locations: z.array(named),
    authorities: z.array(named),
    answers: z.array(z.object({ kind: z.enum(['interim', 'final']), publisher: z.enum(['executor', 'curator', 'consolidated']), name: z.string(), ...linked })),
    terms: z.array(z.object({
      obligation: z.string(), clause: z.string(), title: z.string(), bearer: z.string(), authority: z.object({ id: z.uuid(), name: z.string() }).nullable(),
      kept: z.object(linked), late: z.object(linked), overdue: z.object(linked), cancelled: z.object(linked), running: z.object(linked),
    })),
  })
  .meta({ id: 'ReportSummary' });
export type SummaryView = z.output<typeof summaryView>;

export const previewView = z.object({ figures: z.record(z.string(), z.unknown()) }).meta({ id: 'ReportPreview' });

export type SummaryQuery = z.output<typeof summaryQuery>;
export type PreviewQuery = z.output<typeof previewQuery>;
export type FigureQuery = z.output<typeof figureQuery>;
