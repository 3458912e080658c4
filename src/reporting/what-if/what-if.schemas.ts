import { z } from 'zod';
import { networks } from '../../networks/index.js';
import { monthSchema } from '../period.js';
import { supposedTerms } from './suppositions.js';

export const whatIfQuery = z.strictObject({
  month: monthSchema,
  terms: supposedTerms.optional(),
  lunch: z.enum(['none', 'as-scheduled']).default('as-scheduled').meta({ description: 'none — графики без обеда' }),
  network: z.enum(networks).optional(),
  topicGroupId: z.uuid().optional(),
  topicId: z.uuid().optional(),
  locationId: z.uuid().optional(),
  authorityId: z.uuid().optional(),
});
export type WhatIfQuery = z.output<typeof whatIfQuery>;

const tally = {
  terms: z.int().meta({ description: 'Сроков, наступивших в месяце и не отменённых' }),
  late: z.int().meta({ description: 'Нарушено на самом деле' }),
  wouldBeLate: z.int().meta({ description: 'Было бы нарушено' }),
  newlyLate: z.int().meta({ description: 'Соблюдены, а были бы нарушены' }),
  noLongerLate: z.int().meta({ description: 'Нарушены, а были бы соблюдены' }),
};

const row = z.object({
  obligation: z.string(), clause: z.string(), title: z.string(), bearer: z.string(), authority: z.object({ id: z.uuid(), name: z.string() }).nullable(), ...tally,
});
export type WhatIfRow = z.output<typeof row>;

export const whatIfView = z
  .object({
    month: z.string(), at: z.string(),
    supposed: z.object({ terms: z.record(z.string(), z.unknown()), lunch: z.string() }),
    totals: z.object(tally), rows: z.array(row),
  })
  .meta({ id: 'WhatIf' });
export type WhatIfView = z.output<typeof whatIfView>;
