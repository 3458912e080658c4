import { type NormalWord, normalise } from '../language/normalise.js';
import { featuresOf } from './features.js';
import { type RudeWord, rudeWords } from './lexicon.js';
import { Model } from './model.js';
import { withoutQuestion } from './no-question.js';
import { threats } from './threats.js';
import { model as modelFile } from './weights.js';

/** Grounds to decline a message (M-3, M-4), as the workflow of incidents names them. */
export const screeningGrounds = ['no-question', 'intent-to-harm', 'obscene-or-insulting', 'threat-to-officials'] as const;
export type ScreeningGround = (typeof screeningGrounds)[number];

/** Words that speak for a suggestion: UTF-16 offsets into the text. */
export interface Fragment {
  readonly from: number;
  readonly to: number;
  readonly excerpt: string;
}

/** A ground somebody may want to decline a message on. A person decides. */
export interface ScreeningSuggestion {
  readonly ground: ScreeningGround;
  readonly clause: 'M-3' | 'M-4';
  /** Russian, for people. */
  readonly reason: string;
  /** `sure`: words that leave little doubt; `likely`: the whole of the text looks so. */
  readonly confidence: 'sure' | 'likely';
  readonly fragments: Fragment[];
}

const MOST_FRAGMENTS = 20;
/** Words shown where the model alone speaks. */
const MOST_TELLING = 5;
/** How much surer the model must be where no obscene or insulting word stands in the text: in log-odds. */
const WITHOUT_A_WORD = 1.75;
let model: Model | undefined;

/**
 * What speaks for declining a message (M-3, M-4), the gravest first; empty for most. Pure and local; the time follows
 * the length.
 */
export function screen(text: string): ScreeningSuggestion[] {
  const words = normalise(text);
  return [...threatsIn(text, words), ...rudenessIn(text, words), ...(questionMissing(text) ?? [])].filter(
    // Who threatens or insults is not asked whether there is a question in it.
    ({ ground }, _, all) => ground !== 'no-question' || all.length === 1,
  );
}

function threatsIn(text: string, words: readonly NormalWord[]): ScreeningSuggestion[] {
  const found = threats(words);
  const [first] = found;
  if (!first) return [];
  const official = first.at === 'official';
  return [{
    ground: official ? 'threat-to-officials' : 'intent-to-harm',
    clause: 'M-4',
    reason: official ? 'Похоже на угрозу должностным лицам или их близким.' : 'Похоже на угрозу или призыв причинить вред человеку.',
    confidence: 'sure',
    fragments: fragmentsOf(text, found),
  }];
}

function rudenessIn(text: string, words: readonly NormalWord[]): ScreeningSuggestion[] {
  const rude = rudeWords(words);
  const obscene = rude.filter(({ kind }) => kind === 'obscene');
  const suggestion = { ground: 'obscene-or-insulting', clause: 'M-4' } as const;
  const telling = rude.filter(({ kind }) => kind !== 'rude');
  if (obscene.length > 0) return [{ ...suggestion, reason: reasonFor(obscene), confidence: 'sure', fragments: fragmentsOf(text, telling) }];
  model ??= new Model(modelFile);
  const features = featuresOf(words, rude);
  if (features.length === 0 || model.score(features) < model.threshold + (telling.length > 0 ? 0 : WITHOUT_A_WORD)) return [];
  const shown = telling.length > 0 ? telling : tellingWords(words, features.map(({ word }) => word), model.contributions(features));
  return [{ ...suggestion, reason: reasonFor(telling), confidence: 'likely', fragments: fragmentsOf(text, shown) }];
}

function reasonFor(rude: readonly RudeWord[]): string {
  const [first] = rude;
  if (!first) return 'По словам и тону похоже на оскорбление.';
  const what = first.kind === 'insult' ? 'Похоже на оскорбление' : 'Похоже на нецензурную брань';
  const disguised = rude.find((word) => word.disguised);
  return disguised ? `${what}, слово написано с искажением.` : `${what}.`;
}

/** The words that add most to the score. */
function tellingWords(words: readonly NormalWord[], wordOf: readonly number[], contributions: readonly number[]): NormalWord[] {
  const weights = new Float64Array(words.length);
  contributions.forEach((value, index) => {
    const word = wordOf[index] ?? -1;
    if (word >= 0) weights[word] = (weights[word] as number) + value;
  });
  const best = [...weights.keys()].filter((index) => (weights[index] as number) > 0).sort((a, b) => (weights[b] as number) - (weights[a] as number));
  return best.slice(0, MOST_TELLING).map((index) => words[index] as NormalWord);
}

function questionMissing(text: string): ScreeningSuggestion[] | null {
  const found = withoutQuestion(text);
  return found && [{ ground: 'no-question', clause: 'M-3', reason: found.reason, confidence: 'likely', fragments: fragmentsOf(text, found.fragments) }];
}

const fragmentsOf = (text: string, places: readonly { from: number; to: number }[]): Fragment[] =>
  places
    .toSorted((a, b) => a.from - b.from)
    .slice(0, MOST_FRAGMENTS)
    .map(({ from, to }) => ({ from, to, excerpt: text.slice(from, to) }));
