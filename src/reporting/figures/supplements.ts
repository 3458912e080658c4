import { Injectable } from '@nestjs/common';
import type { Supplement } from './figures.types.js';
import type { Range } from './slice.js';

/** Gives one more section of the report: figures of a period that the report itself does not count. */
export type SupplementSource = (period: Range, asOf: Date) => Promise<Supplement>;

/** Sections other rooms give to the report's second part, in the order they were registered. */
@Injectable()
export class Supplements {
  private readonly sources = new Map<string, SupplementSource>();

  /** @throws Error when two sources have one key. */
  register(key: string, source: SupplementSource): void {
    if (this.sources.has(key)) throw new Error(`Two sources of the report's section ${key}`);
    this.sources.set(key, source);
  }

  /** Keys of all sections there can be, whether or not a report has them. */
  keys(): string[] {
    return [...this.sources.keys()];
  }

  async of(period: Range, asOf: Date): Promise<Supplement[]> {
    const sections: Supplement[] = [];
    for (const source of this.sources.values()) sections.push(await source(period, asOf));
    return sections;
  }
}
