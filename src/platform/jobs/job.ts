import type { z } from 'zod';

/** Queues of the product and how they are worked off. Every queue is declared here or does not exist. */
export const queues = {
  /** Wake-ups of due moments: one job per distinct second, each worked off as a set. */
  deadlines: { concurrency: 2 },
  /** Wake-ups of letters that are due; a round of deliveries has several connections of its own. */
  mail: { concurrency: 1 },
  /** Long work, one at a time, that gives way to everything else. */
  background: { concurrency: 1 },
  /** Letters to us, each understood by itself. */
  mailbox: { concurrency: 2 },
  /** Wake-ups of what is published through the networks. */
  publishing: { concurrency: 1 },
  /** Wake-ups of what the networks have told. */
  intake: { concurrency: 1 },
  /** The canary that shows the queue alive. */
  platform: { concurrency: 1 },
} as const satisfies Record<string, { concurrency: number }>;

export type QueueName = keyof typeof queues;

/** One kind of job: its queue, the shape of its payload and how often it is tried. */
export interface JobDefinition<S extends z.ZodType = z.ZodType> {
  name: string;
  queue: QueueName;
  schema: S;
  /** Times a failing job is tried before it is given up (the sweep of its rows goes on). */
  attempts: number;
  /** Pause before the second attempt, milliseconds; it doubles. */
  backoffMs: number;
}

const catalogue = new Map<string, JobDefinition>();

/**
 * Enters a job into the catalogue.
 * @throws Error when the name is taken.
 */
export function defineJob<S extends z.ZodType>(definition: JobDefinition<S>): JobDefinition<S> {
  if (catalogue.has(definition.name)) throw new Error(`Job ${definition.name} is defined twice`);
  catalogue.set(definition.name, definition);
  return definition;
}

/** Every job the product knows. */
export const knownJobs = (): readonly JobDefinition[] => [...catalogue.values()];
