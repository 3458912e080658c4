import { PhraseIndex } from '../language/phrase-index.js';
import { type Word, wordsOf } from '../language/words.js';
import { topicWords1 } from './topic-words-1.js';
import { topicWords2 } from './topic-words-2.js';

/** A message whose topic a curator has chosen. */
export interface PastTopic {
  readonly text: string;
  /** Code in the catalogue. */
  readonly code: string;
}

export interface TopicSuggestion {
  readonly code: string;
  /** Bigger is better; of use only against the others. */
  readonly score: number;
  /** Words of the text that speak for it. */
  readonly words: readonly string[];
  /** Similar messages of the past with this topic. */
  readonly similar: number;
}

const [TELLING, HINTING] = [3, 1];
/** What the most similar messages of the past may add: as much as two telling words. */
const PAST = 6;
const NEIGHBOURS = 12;
const LIKE_ENOUGH = 0.12;

const index = new PhraseIndex(
  [...topicWords1, ...topicWords2].flatMap(([code, telling, hinting = '']) => [
    ...patterns(telling).map((pattern) => [pattern, { code, weight: TELLING }] as const),
    ...patterns(hinting).map((pattern) => [pattern, { code, weight: HINTING }] as const),
  ]),
);

/** A gap at the end leads nowhere. */
function patterns(list: string): string[] {
  return list.split(',').map((pattern) => pattern.trim().replace(/ ~\d$/u, '')).filter((pattern) => pattern !== '');
}

/**
 * Topics a text may have (M-6), the likeliest first: by the words that name them, and by the topics curators gave to
 * similar messages. Pure.
 */
export function suggestTopics(text: string, past: readonly PastTopic[] = []): TopicSuggestion[] {
  const words = wordsOf(text);
  const found = new Map<string, { score: number; words: Set<string>; similar: number }>();
  const entry = (code: string) => {
    const known = found.get(code) ?? { score: 0, words: new Set<string>(), similar: 0 };
    found.set(code, known);
    return known;
  };
  for (const { value, firstWord, endWord } of index.all(words.map(({ lower }) => lower))) {
    const excerpt = text.slice(words[firstWord]?.from, words[endWord - 1]?.to);
    const topic = entry(value.code);
    // The second mention of the same adds nothing.
    if (topic.words.has(excerpt)) continue;
    topic.words.add(excerpt);
    topic.score += value.weight;
  }
  for (const { code, likeness } of neighbours(words, past)) {
    const topic = entry(code);
    topic.score += (PAST * likeness) / (1 + topic.similar);
    topic.similar += 1;
  }
  return [...found]
    .map(([code, { score, words: own, similar }]) => ({ code, score: Math.round(score * 100) / 100, words: [...own].slice(0, 5), similar }))
    .sort((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1));
}

/** The past messages that share the rarest words with a text. */
function neighbours(words: readonly Word[], past: readonly PastTopic[]): { code: string; likeness: number }[] {
  if (past.length === 0) return [];
  const texts = past.map(({ code, text }) => ({ code, stems: stemsOf(wordsOf(text)) }));
  const counts = new Map<string, number>();
  for (const { stems } of texts) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  const rarity = (stem: string): number => Math.log((1 + past.length) / (1 + (counts.get(stem) ?? 0)));
  const weigh = (stems: ReadonlySet<string>): number => Math.sqrt([...stems].reduce((sum, stem) => sum + rarity(stem) ** 2, 0)) || 1;
  const own = stemsOf(words);
  const size = weigh(own);
  return texts
    .map(({ code, stems }) => ({ code, likeness: [...own].reduce((sum, stem) => sum + (stems.has(stem) ? rarity(stem) ** 2 : 0), 0) / (size * weigh(stems)) }))
    .filter(({ likeness }) => likeness >= LIKE_ENOUGH)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, NEIGHBOURS);
}

/** Words of four letters and more, without what is left after the fifth of a long one: endings differ, topics do not. */
const stemsOf = (words: readonly Word[]): Set<string> =>
  new Set(words.filter(({ lower }) => lower.length >= 4).map(({ lower }) => (lower.length > 6 ? lower.slice(0, 6) : lower.slice(0, Math.max(4, lower.length - 1)))));
