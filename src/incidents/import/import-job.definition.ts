import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';

/** Wakes a worker for one import; its row says what is to be done. */
export const importJob = defineJob({
  name: 'incidents.import',
  queue: 'background',
  schema: z.strictObject({ id: z.uuid() }),
  attempts: 5,
  backoffMs: 1000,
});
