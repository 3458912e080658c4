import type { Spread } from './figures.types.js';

/** The value below which (or at which) a share of the list lies: a value of the list itself, as `percentile_disc` gives it. */
const at = (sorted: readonly number[], share: number): number | null => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;

/** The spread of some times, milliseconds. */
export function spreadOf(times: readonly number[]): Spread {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    median: at(sorted, 0.5),
    p90: at(sorted, 0.9),
    max: sorted.at(-1) ?? null,
    total: sorted.reduce((sum, time) => sum + time, 0),
  };
}

export const NO_SPREAD: Spread = { count: 0, median: null, p90: null, max: null, total: 0 };

/** SQL of a spread over a column of milliseconds, as one JSON value. */
export const spreadSql = (column: string): string => `jsonb_build_object('count', count(${column}),
  'median', percentile_disc(0.5) WITHIN GROUP (ORDER BY ${column}), 'p90', percentile_disc(0.9) WITHIN GROUP (ORDER BY ${column}),
  'max', max(${column}), 'total', coalesce(sum(${column}), 0))`;
