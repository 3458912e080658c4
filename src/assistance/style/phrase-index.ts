import type { Word } from '../language/words.js';

/** A pattern and the plain wordings for it. */
export type PhraseRow = readonly [pattern: string, ...plain: string[]];

export interface PhraseGroup {
  readonly rule: 'cliche' | 'officialese' | 'vague';
  /** Has honest uses: shown only where a text is thick with such words. */
  readonly mild: boolean;
  readonly rows: readonly PhraseRow[];
}

export interface Phrase {
  readonly rule: PhraseGroup['rule'];
  readonly mild: boolean;
  readonly plain: readonly string[];
  readonly words: readonly (readonly WordPattern[])[];
}

interface WordPattern {
  readonly start: string;
  /** Whether an ending of up to seven letters may follow. */
  readonly open: boolean;
}

export interface PhraseMatch {
  readonly phrase: Phrase;
  /** Index of the first word, and one past the last. */
  readonly firstWord: number;
  readonly endWord: number;
}

const LONGEST_ENDING = 7;

/** Phrases by the first two letters of their first word: a word is compared with the few that can begin with it. */
export class PhraseIndex {
  /** Comparisons of a word with a pattern so far: how the tests see that the work follows the length. */
  comparisons = 0;
  private readonly byStart = new Map<string, Phrase[]>();

  constructor(groups: readonly PhraseGroup[]) {
    const phrases = groups.flatMap(({ rule, mild, rows }) => rows.map(([pattern, ...plain]): Phrase => ({ rule, mild, plain, words: parse(pattern) })));
    // The longest that fits wins.
    for (const phrase of phrases.toSorted((a, b) => b.words.length - a.words.length)) {
      for (const start of new Set(phrase.words[0]?.map((word) => key(word.start)))) {
        this.byStart.set(start, [...(this.byStart.get(start) ?? []), phrase]);
      }
    }
  }

  /** Phrases in a text from left to right, none overlapping another. */
  matches(words: readonly Word[]): PhraseMatch[] {
    const found: PhraseMatch[] = [];
    for (let index = 0; index < words.length; index += 1) {
      const phrase = this.byStart.get(key((words[index] as Word).lower))?.find((candidate) => this.fits(candidate, words, index));
      if (!phrase) continue;
      found.push({ phrase, firstWord: index, endWord: index + phrase.words.length });
      index += phrase.words.length - 1;
    }
    return found;
  }

  private fits(phrase: Phrase, words: readonly Word[], index: number): boolean {
    return phrase.words.every((alternatives, offset) => {
      this.comparisons += 1;
      const word = words[index + offset]?.lower;
      return word !== undefined && alternatives.some(({ start, open }) => (open ? word.startsWith(start) && word.length <= start.length + LONGEST_ENDING : word === start));
    });
  }
}

const key = (word: string): string => word.slice(0, 2);

const parse = (pattern: string): WordPattern[][] =>
  pattern.split(' ').map((word) => word.split('|').map((one) => (one.endsWith('*') ? { start: one.slice(0, -1), open: true } : { start: one, open: false })));
