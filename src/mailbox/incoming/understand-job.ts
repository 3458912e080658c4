import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';

/** Wakes a worker for one letter; its row says whether there is anything left to do. */
export const understandJob = defineJob({
  name: 'mailbox.understand',
  queue: 'mailbox',
  schema: z.strictObject({ id: z.uuid() }),
  attempts: 3,
  backoffMs: 2000,
});
