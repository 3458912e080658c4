/** One line of the table and one object of the JSON. */
export interface Figure {
  /** The part of the bench it belongs to, e.g. `http`. */
  readonly part: string;
  readonly name: string;
  /** What was measured, by name; the unit is the end of the name (`p99Ms`, `rssMb`, `perSecond`). */
  readonly values: Readonly<Record<string, number>>;
  /** What is promised; null for a figure that is only told. */
  readonly target: string | null;
  /** Whether the promise is kept; null without a target, or when the sizes were too small to judge by. */
  readonly met: boolean | null;
  readonly note?: string;
}

/** What every part is asked with. */
export interface BenchOptions {
  /** Small sizes that only show that everything runs; no verdict. */
  readonly quick: boolean;
  /** Folder for databases that are worth keeping for the next run. */
  readonly directory: string;
}

/** Tells on standard error what goes on, so that standard output holds the table alone. */
export const tell = (line: string): void => console.error(`  ${line}`);

/** Nearest-rank percentile of numbers in any order. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN;
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] as number;
}

/** `p50Ms` and `p99Ms` of durations in milliseconds. */
export const quantiles = (ms: readonly number[]): { p50Ms: number; p99Ms: number } => ({
  p50Ms: round(percentile(ms, 0.5)),
  p99Ms: round(percentile(ms, 0.99)),
});

/** Three significant places are more than a bench can hold. */
export const round = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(3)) : value);

/** The middle of a few rounds. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);
