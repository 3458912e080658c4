import type { ReadText } from './finding.js';

/** How easily a text reads. */
export interface Readability {
  /** 0 hard … 100 easy: Flesch's index with Oborneva's coefficients for Russian; null for a text without words. */
  readonly score: number | null;
  readonly words: number;
  readonly sentences: number;
  /** Mean words in a sentence, to a tenth. */
  readonly wordsPerSentence: number;
  /** Share of words of four syllables and more, 0 to 1, to a hundredth. */
  readonly longWords: number;
}

const VOWELS = /[аеиоуыэюяaeiouy]/gu;
const LONG_WORD = 4;

/** Counts a text's words, sentences and syllables. */
export function readability({ words, sentences }: ReadText): Readability {
  const spoken = words.filter(({ lower }) => /\p{L}/u.test(lower));
  if (spoken.length === 0) return { score: null, words: 0, sentences: 0, wordsPerSentence: 0, longWords: 0 };
  const syllables = spoken.map(({ lower }) => Math.max(1, lower.match(VOWELS)?.length ?? 0));
  const perSentence = spoken.length / Math.max(1, sentences.length);
  const perWord = syllables.reduce((sum, count) => sum + count, 0) / spoken.length;
  return {
    score: Math.round(Math.min(100, Math.max(0, 206.835 - 1.3 * perSentence - 60.1 * perWord))),
    words: spoken.length,
    sentences: sentences.length,
    wordsPerSentence: Math.round(perSentence * 10) / 10,
    longWords: Math.round((syllables.filter((count) => count >= LONG_WORD).length / spoken.length) * 100) / 100,
  };
}
