import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';

/** Wakes the looks at authorities' pages that are due; the rows say which. */
export const checkLinks = defineJob({
  name: 'accounts.check-links', queue: 'background', schema: z.strictObject({}), attempts: 3, backoffMs: 10_000,
});
