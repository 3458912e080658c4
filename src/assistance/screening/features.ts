import { hash } from '../language/hash.js';
import type { NormalWord } from '../language/normalise.js';
import { remembered } from '../language/remembered.js';
import type { RudeWord } from './lexicon.js';

/** Places for features; a power of two. */
export const BUCKETS = 1 << 17;

const [SHORTEST, LONGEST] = [2, 5];
const SEEDS = { letters: 0x811c9dc5, word: 0x2545f491, pair: 0x9e3779b1, kind: 0x85ebca6b } as const;

/** A feature of a text: its bucket, and the word it comes from (-1: the text as a whole). */
export interface Feature {
  readonly bucket: number;
  readonly word: number;
}

const at = (text: string, kind: keyof typeof SEEDS): number => hash(text, SEEDS[kind]) & (BUCKETS - 1);

/** Buckets of the fragments of a word, and of the word itself. */
const bucketsOf = remembered((word): Int32Array => {
  const framed = `<${word}>`;
  const buckets: number[] = [];
  for (let length = SHORTEST; length <= LONGEST; length += 1) {
    for (let from = 0; from + length <= framed.length; from += 1) buckets.push(at(framed.slice(from, from + length), 'letters'));
  }
  buckets.push(at(word, 'word'));
  return Int32Array.from(buckets);
});

/**
 * What the model looks at: fragments of two to five letters, words, pairs of words, and how many words of each rude
 * kind there are; each as the number of a bucket, from which no text can be read. A bucket is given once.
 */
export function featuresOf(words: readonly NormalWord[], rude: readonly RudeWord[]): Feature[] {
  const seen = new Set<number>();
  const features: Feature[] = [];
  const add = (bucket: number, word: number): void => {
    if (seen.has(bucket)) return;
    seen.add(bucket);
    features.push({ bucket, word });
  };
  words.forEach(({ word }, index) => {
    for (const bucket of bucketsOf(word)) add(bucket, index);
    const next = words[index + 1];
    if (next) add(at(`${word} ${next.word}`, 'pair'), index);
  });
  for (const kind of ['obscene', 'vulgar', 'insult', 'rude'] as const) {
    const count = rude.filter((word) => word.kind === kind).length;
    for (let step = 1; step <= Math.min(3, count); step += 1) add(at(`${kind}${step}`, 'kind'), -1);
    if (count > 0 && count * 10 > words.length) add(at(`${kind} thick`, 'kind'), -1);
  }
  if (rude.some(({ disguised, kind }) => disguised && kind !== 'rude')) add(at('disguised', 'kind'), -1);
  return features;
}
