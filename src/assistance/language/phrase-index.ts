/** What a phrase found in a text carries with it. */
interface Phrase<T> {
  readonly value: T;
  readonly slots: readonly Slot[];
}

/** One word of a phrase: any of the alternatives, after up to `gap` other words. */
interface Slot {
  readonly gap: number;
  readonly alternatives: readonly { readonly start: string; readonly open: boolean }[];
}

export interface PhraseMatch<T> {
  readonly value: T;
  /** Index of the first word, and one past the last. */
  readonly firstWord: number;
  readonly endWord: number;
}

const LONGEST_ENDING = 7;

/**
 * Finds phrases among words. A pattern is words parted by blanks: each is exact, `*` stands for an ending of up to seven
 * letters, `|` parts alternatives, `~3` lets up to three words stand between. Phrases are kept by the first two letters
 * of their first word, so a word is compared with the few that can begin with it, and the work follows the length.
 */
export class PhraseIndex<T> {
  /** Comparisons of a word with a pattern so far: how tests see the work. */
  comparisons = 0;
  private readonly byStart = new Map<string, Phrase<T>[]>();

  constructor(patterns: readonly (readonly [pattern: string, value: T])[]) {
    const phrases = patterns.map(([pattern, value]): Phrase<T> => ({ value, slots: parse(pattern) }));
    // The longest that fits wins.
    for (const phrase of phrases.toSorted((a, b) => b.slots.length - a.slots.length)) {
      for (const start of new Set(phrase.slots[0]?.alternatives.map((word) => key(word.start)))) {
        this.byStart.set(start, [...(this.byStart.get(start) ?? []), phrase]);
      }
    }
  }

  /** Phrases from left to right, none overlapping another. */
  matches(words: readonly string[]): PhraseMatch<T>[] {
    const found: PhraseMatch<T>[] = [];
    for (let index = 0; index < words.length; index += 1) {
      const [first] = this.at(words, index);
      if (!first) continue;
      found.push(first);
      index = first.endWord - 1;
    }
    return found;
  }

  /** Every phrase wherever it begins, overlapping ones too. */
  all(words: readonly string[]): PhraseMatch<T>[] {
    return words.flatMap((_, index) => [...this.at(words, index)]);
  }

  private *at(words: readonly string[], index: number): Generator<PhraseMatch<T>> {
    for (const phrase of this.byStart.get(key(words[index] as string)) ?? []) {
      const endWord = this.end(phrase, words, index);
      if (endWord !== null) yield { value: phrase.value, firstWord: index, endWord };
    }
  }

  /** One past the last word of the phrase if it begins at `index`: each slot takes the nearest word that fits. */
  private end(phrase: Phrase<T>, words: readonly string[], index: number): number | null {
    let next = index;
    for (const slot of phrase.slots) {
      const last = Math.min(words.length - 1, next + slot.gap);
      while (next <= last && !this.fits(slot, words[next] as string)) next += 1;
      if (next > last) return null;
      next += 1;
    }
    return next;
  }

  private fits({ alternatives }: Slot, word: string): boolean {
    this.comparisons += 1;
    return alternatives.some(({ start, open }) => (open ? word.startsWith(start) && word.length <= start.length + LONGEST_ENDING : word === start));
  }
}

const key = (word: string): string => word.slice(0, 2);

function parse(pattern: string): Slot[] {
  const slots: Slot[] = [];
  let gap = 0;
  for (const word of pattern.split(' ')) {
    if (word.startsWith('~')) {
      gap = Number(word.slice(1));
      continue;
    }
    slots.push({ gap, alternatives: word.split('|').map((one) => (one.endsWith('*') ? { start: one.slice(0, -1), open: true } : { start: one, open: false })) });
    gap = 0;
  }
  return slots;
}
