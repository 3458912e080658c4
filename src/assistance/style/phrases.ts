import { phrases1 } from './phrases-1.js';
import { phrases2 } from './phrases-2.js';
import type { PhraseGroup } from './phrase-group.js';

/** A turn of phrase with plain words for it. */
export interface StylePhrase extends Pick<PhraseGroup, 'rule' | 'mild'> {
  readonly plain: readonly string[];
}

/** Every turn with its pattern. */
export const stylePhrases: readonly (readonly [pattern: string, phrase: StylePhrase])[] = [...phrases1, ...phrases2].flatMap(({ rule, mild, rows }) =>
  rows.map(([pattern, ...plain]) => [pattern, { rule, mild, plain }] as const),
);
