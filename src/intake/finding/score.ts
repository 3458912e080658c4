import type { ScreeningSuggestion } from '../../assistance/index.js';
import type { FoundBy } from './found-by.js';

/** Points by what they are given for; what is not there gives none. */
export interface Points {
  /** It asks, pleads or tells of a trouble (M-3). */
  asks: number;
  /** Its words name a topic of the catalogue. */
  topic: number;
  /** It names a settlement of the krai, or at least a street. */
  place: number;
  /** It answers what was published to its author, or to an incident's post. */
  answer: number;
  /** It was written to an official account, not found by a search. */
  addressed: number;
  /** Something speaks for declining it (M-3, M-4). */
  screening: number;
  /** Others say the same: one point for each doubling. */
  repeated: number;
}

export interface Signs {
  asks: boolean;
  /** How strongly words speak for a topic: 3 and more name it, less hints at it. */
  topicScore: number;
  settlement: boolean;
  street: boolean;
  answer: boolean;
  foundBy: FoundBy;
  screening: readonly Pick<ScreeningSuggestion, 'ground'>[];
}

/** What speaks for declining; a threat costs less, for somebody should see it. */
const AGAINST = { 'no-question': -4, 'obscene-or-insulting': -3, 'intent-to-harm': -2, 'threat-to-officials': -2 } as const;
/** Points copies may add at most. */
export const MOST_REPEATED = 4;
/** Hours of age that cost a point. */
const HOURS_A_POINT = 12;

/** What a message gets when it is found; without zeros. Pure. */
export function pointsOf(signs: Signs): Partial<Points> {
  const points: Omit<Points, 'repeated'> = {
    asks: signs.asks ? 3 : 0,
    topic: signs.topicScore >= 3 ? 3 : signs.topicScore > 0 ? 1 : 0,
    place: signs.settlement ? 2 : signs.street ? 1 : 0,
    answer: signs.answer ? 4 : 0,
    addressed: signs.foundBy === 'search' ? 0 : 1,
    screening: Math.min(0, ...signs.screening.map(({ ground }) => AGAINST[ground])),
  };
  return Object.fromEntries(Object.entries(points).filter(([, value]) => value !== 0));
}

export const sum = (points: Partial<Points>): number => Object.values(points).reduce((total, value) => total + value, 0);

/**
 * The order of the queue. Every twelve hours of age cost a point, for all messages alike: so the order never changes by
 * time alone, and an index keeps it.
 */
export const rankOf = (points: number, postedAt: Date): number => points + postedAt.getTime() / (HOURS_A_POINT * 3_600_000);
