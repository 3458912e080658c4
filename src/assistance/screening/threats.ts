import type { NormalWord } from '../language/normalise.js';
import { PhraseIndex } from '../language/phrase-index.js';
import { squeeze } from '../language/letters.js';
import { remembered } from '../language/remembered.js';
import { beasts, bodyParts, callingFor, calls, deadly, executions, intend, maiming, officials, ownThreats, people, property, reporting, strike, veiled, would } from './threat-words.js';

/** A threat, or an intent to harm, in a text. */
export interface Threat {
  /** Whether it is meant for an official or an authority (M-4), or for anybody. */
  readonly at: 'official' | 'person';
  /** The words that say it. */
  readonly from: number;
  readonly to: number;
}

const whole = (patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.map((pattern) => squeeze(pattern)).join('|')})$`, 'u');
const patterns = {
  own: whole(ownThreats),
  strike: whole(strike),
  deadly: whole(deadly),
  executions: whole(executions),
  maiming: whole(maiming),
  would: whole(would),
  callingFor: whole(callingFor),
  calls: whole(calls),
  intend: whole(intend),
  people: whole(people),
  body: whole(bodyParts),
  property: whole(property),
  officials: whole(officials),
  reporting: whole(reporting),
  beasts: whole(beasts),
};
type Name = keyof typeof patterns;
const names = Object.keys(patterns) as Name[];
/** Which patterns a word fits, a bit each: every word is asked about by its neighbours too. */
const marksOf = remembered((word) => names.reduce((bits, name, place) => (patterns[name].test(word) ? bits | (1 << place) : bits), 0));

/** A pattern, answered from memory. */
interface Mark {
  test: (word: string) => boolean;
}
const test = Object.fromEntries(names.map((name, place) => [name, { test: (word: string) => (marksOf(word) & (1 << place)) !== 0 }])) as Record<Name, Mark>;
const veiledIndex = new PhraseIndex(veiled.map((pattern) => [squeeze(pattern.replaceAll('~', ' ~').replaceAll('  ', ' ')), pattern] as const));

/** Words before and after a verb among which its object and its occasion are looked for. */
const NEAR = 4;

/** Threats in the words of a text (M-4): said, called for, or veiled. The work follows the number of words. */
export function threats(words: readonly NormalWord[]): Threat[] {
  const plain = words.map(({ word }) => word);
  const official = plain.some((word) => test.officials.test(word));
  const found: [number, number][] = veiledIndex.matches(plain).map(({ firstWord, endWord }) => [firstWord, endWord]);
  plain.forEach((word, index) => {
    const hit = spoken(plain, word, index);
    if (hit) found.push(hit);
  });
  return found
    .filter(([first]) => !isReported(plain, first))
    .map(([first, end]) => ({ at: official ? 'official' : 'person', from: words[first]?.from ?? 0, to: words[end - 1]?.to ?? 0 }));
}

function spoken(words: readonly string[], word: string, index: number): [number, number] | null {
  const near = (pattern: Mark): number => nearest(words, index, pattern);
  const span = (...places: number[]): [number, number] => {
    const known = [index, ...places.filter((place) => place >= 0)];
    return [Math.min(...known), Math.max(...known) + 1];
  };
  if (near(test.beasts) >= 0 && near(test.people) < 0) return null;
  const whom = near(test.people);
  if (/^пожале(?:еш|ете)/u.test(word)) return words[index - 1] === 'не' ? null : span();
  if (test.own.test(word)) return words[index + 1] === 'время' ? null : span(whom);
  if (test.intend.test(word) && (whom >= 0 || near(test.property) >= 0)) return span(whom, near(test.property));
  if (test.strike.test(word) && near(test.body) >= 0) {
    const occasion = near(test.calls);
    return whom >= 0 || occasion >= 0 ? span(whom, near(test.body), occasion) : null;
  }
  if (test.maiming.test(word) && near(test.body) >= 0) return span(near(test.body));
  if (test.executions.test(word)) return span(whom);
  if (test.would.test(word) && words.slice(Math.max(0, index - 3), index + 2).some((beside) => beside === 'бы' || beside === 'б')) return span(whom);
  if (test.callingFor.test(word) && whom >= 0) return span(whom);
  if (test.deadly.test(word)) {
    const occasion = near(test.calls);
    return whom >= 0 || occasion >= 0 || words.length <= 3 ? span(whom, occasion) : null;
  }
  return null;
}

function nearest(words: readonly string[], index: number, pattern: Mark): number {
  for (let distance = 1; distance <= NEAR; distance += 1) {
    for (const place of [index + distance, index - distance]) {
      const word = words[place];
      if (word !== undefined && pattern.test(word)) return place;
    }
  }
  return -1;
}

/** «сосед угрожает, что убьёт»: who reports a threat does not make it. */
const isReported = (words: readonly string[], first: number): boolean => words.slice(Math.max(0, first - NEAR - 1), first).some((word) => test.reporting.test(word));
