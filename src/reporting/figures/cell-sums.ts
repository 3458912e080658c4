import type { Cell, Dim } from './count-cells.js';
import type { Totals } from './figures.types.js';

/** Counts of one slice, asked by dimension. */
export class CellSums {
  private readonly byDim = new Map<Dim, Map<string, number>>();

  constructor(cells: Iterable<Cell>) {
    for (const { dim, key, n } of cells) this.add(dim, key, n);
  }

  add(dim: Dim, key: string, n: number): void {
    let counts = this.byDim.get(dim);
    if (!counts) this.byDim.set(dim, (counts = new Map()));
    counts.set(key, (counts.get(key) ?? 0) + n);
  }

  /** The count under one key. */
  of(dim: Dim, key: string): number {
    return this.byDim.get(dim)?.get(key) ?? 0;
  }

  keys(dim: Dim): string[] {
    return [...(this.byDim.get(dim)?.keys() ?? [])];
  }

  /** Sum of the keys whose parts (`a|b|c`) fit. */
  sum(dim: Dim, fits: (...parts: string[]) => boolean = () => true): number {
    let sum = 0;
    for (const [key, n] of this.byDim.get(dim) ?? []) if (fits(...key.split('|'))) sum += n;
    return sum;
  }

  /** Keys added up by one of their parts, or by what `name` makes of them. */
  by(dim: Dim, name: (...parts: string[]) => string | null): Map<string, number> {
    const sums = new Map<string, number>();
    for (const [key, n] of this.byDim.get(dim) ?? []) {
      const to = name(...key.split('|'));
      if (to !== null) sums.set(to, (sums.get(to) ?? 0) + n);
    }
    return sums;
  }

  get totals(): Totals {
    const status = (...wanted: string[]) => this.sum('status', (state = '') => wanted.includes(state));
    const received = this.sum('status');
    const [declined, merged, closed] = [status('declined'), status('merged'), status('closed')];
    return {
      received,
      declined,
      merged,
      closed,
      underWay: received - declined - merged - closed,
      interim: this.sum('answer', (kind) => kind === 'interim'),
      final: this.sum('answer', (kind) => kind === 'final'),
      kept: this.sum('term', (_obligation, _authority, outcome) => outcome === 'met'),
      broken: this.sum('term', (_obligation, _authority, outcome) => isBroken(outcome)),
    };
  }
}

/** Whether a term counts as broken: met late, or over and not met. */
export const isBroken = (outcome: string | undefined): boolean => outcome === 'met-late' || outcome === 'overdue';
