/** A stretch of time, from its first instant up to and without its last. */
export interface Range {
  from: Date;
  to: Date;
}

/** The same time in as few stretches as there can be, in order: days that follow each other are one. */
export function joined(ranges: readonly Range[]): Range[] {
  const stretches: Range[] = [];
  for (const { from, to } of ranges.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = stretches.at(-1);
    if (last?.to.getTime() === from.getTime()) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
}

/** What figures are narrowed to. */
export interface FigureFilter {
  network?: string;
  topicGroupId?: string;
  topicId?: string;
  locationId?: string;
  /** Messages that reached the authority, terms it bears, answers its draft went into. */
  authorityId?: string;
}

/** What figures are counted over. */
export interface Slice {
  ranges: readonly Range[];
  /** Source moment: nothing later is seen. Null for the live state, which asks no history. */
  asOf: Date | null;
  /** Now, where `asOf` is null: tells terms that are over from those that run. */
  now: Date;
  filter: FigureFilter;
}

/** Whether the filter looks at the message itself, and not only at who worked on it. */
export const narrowsMessages = ({ network, topicGroupId, topicId, locationId }: FigureFilter): boolean =>
  [network, topicGroupId, topicId, locationId].some((value) => value !== undefined);
