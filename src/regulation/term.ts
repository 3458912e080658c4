import { z } from 'zod';

/**
 * A term as an edition of the regulation states it.
 * `clock-hours` run always, `working-hours` and `working-days` on the bearer's schedule;
 * `monthly` ends when the day `beforeDay` begins; `content-plan` ends by A-6.
 */
export const termSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('clock-hours'), amount: z.number().min(0.25).max(10_000).multipleOf(0.25) }),
  z.strictObject({ kind: z.literal('working-hours'), amount: z.number().min(0.25).max(10_000).multipleOf(0.25) }),
  z.strictObject({ kind: z.literal('working-days'), amount: z.int().min(1).max(1000) }),
  z.strictObject({ kind: z.literal('monthly'), beforeDay: z.int().min(2).max(28) }),
  z.strictObject({ kind: z.literal('content-plan') }),
]).meta({ id: 'Term', description: 'Срок: вид и величина' });

export type Term = z.output<typeof termSchema>;

/**
 * A term as a running deadline keeps it: a content plan's names its week (any date in it),
 * and `fixed` is a moment given by the opener, which no correction of a calendar moves.
 */
export type RunningTerm = Exclude<Term, { kind: 'content-plan' }> | { kind: 'content-plan'; planWeek: string } | { kind: 'fixed'; dueAt: string };

/** Terms that say how long; an edition may exchange one for another, but not for a monthly or weekly moment. */
const COUNTED = new Set<Term['kind']>(['clock-hours', 'working-hours', 'working-days']);

/** Whether an edition may put `term` in the place of `decreed`. */
export const mayReplace = (decreed: Term, term: Term): boolean =>
  decreed.kind === term.kind || (COUNTED.has(decreed.kind) && COUNTED.has(term.kind));
