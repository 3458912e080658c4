import { normalise } from '../language/normalise.js';
import { BUCKETS, featuresOf } from '../screening/features.js';
import { rudeWords } from '../screening/lexicon.js';
import { type ModelFile, packModel } from '../screening/model.js';
import { foldOf, type LabelledText } from './labelled.js';

/** A text as numbers. */
interface Example {
  readonly buckets: Int32Array;
  readonly rude: boolean;
  readonly citizen: boolean;
  readonly fold: number;
  /** Whether a rule holds it back anyway. */
  readonly ruled: boolean;
}

const EPOCHS = 8;
const RATE = 0.5;
const DECAY = 1e-6;
/** Share of citizens' messages that may be held back in training, rules and model together: below the promised 0.5 %. */
const MAY_BE_HELD = 0.002;

/**
 * Trains on four fifths of the labelled texts (`toxic` against everything else) and sets the threshold by cross-validation
 * among them, so that at most 0.2 % of citizens' messages are held back. The same files give the same model.
 * @param ruled whether the rules hold a text back without the model.
 */
export function trainModel(rows: readonly LabelledText[], ruled: (text: string) => boolean): ModelFile {
  const examples = rows.flatMap((row) => examplesOf(row, ruled)).filter(({ fold }) => fold !== 0);
  const threshold = thresholdFor(examples);
  const { weights, bias } = fit(examples);
  return packModel(weights, bias, threshold);
}

function examplesOf(row: LabelledText, ruled: (text: string) => boolean): Example[] {
  if (row.label === undefined) return [];
  const example = (text: string, rude: boolean, fold: number): Example => {
    const words = normalise(text);
    return { buckets: Int32Array.from(featuresOf(words, rudeWords(words)), ({ bucket }) => bucket), rude, citizen: row.label === 'citizen', fold, ruled: ruled(text) };
  };
  const fold = foldOf(row.text);
  // A rewriting stays with its original, so that neither gives the other away.
  return [example(row.text, row.label === 'toxic', fold), ...(row.neutralRewrites ?? []).slice(0, 1).map((text) => example(text, false, fold))];
}

/** The lowest score that holds back few enough citizens: each scored by a model that has not seen their fold. */
function thresholdFor(examples: readonly Example[]): number {
  const citizens = examples.filter(({ citizen }) => citizen).length;
  const scores: number[] = [];
  let held = 0;
  for (const fold of new Set(examples.map((example) => example.fold))) {
    const { weights, bias } = fit(examples.filter((example) => example.fold !== fold));
    for (const example of examples) {
      if (!example.citizen || example.fold !== fold) continue;
      if (example.ruled) held += 1;
      else scores.push(scoreOf(example.buckets, weights, bias));
    }
  }
  const allowed = Math.max(0, Math.floor(citizens * MAY_BE_HELD) - held);
  return (scores.toSorted((a, b) => b - a)[allowed] ?? 0) + 1e-3;
}

const scoreOf = (buckets: Int32Array, weights: Float64Array, bias: number): number => {
  let sum = 0;
  for (const bucket of buckets) sum += weights[bucket] as number;
  return bias + sum / Math.sqrt(Math.max(1, buckets.length));
};

/** Logistic regression by AdaGrad, in an order that is shuffled the same way each time. */
function fit(examples: readonly Example[]): { weights: Float64Array; bias: number } {
  const weights = new Float64Array(BUCKETS);
  const squares = new Float64Array(BUCKETS).fill(1e-3);
  const order = Int32Array.from(examples, (_, index) => index);
  const random = randomFrom(20200317);
  let bias = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    shuffle(order, random);
    for (const index of order) {
      const { buckets, rude } = examples[index] as Example;
      const error = 1 / (1 + Math.exp(-scoreOf(buckets, weights, bias))) - (rude ? 1 : 0);
      bias -= 0.01 * error;
      const gradient = error / Math.sqrt(Math.max(1, buckets.length));
      for (const bucket of buckets) {
        const slope = gradient + DECAY * (weights[bucket] as number);
        squares[bucket] = (squares[bucket] as number) + slope * slope;
        weights[bucket] = (weights[bucket] as number) - (RATE * slope) / Math.sqrt(squares[bucket] as number);
      }
    }
  }
  return { weights, bias };
}

/** Mulberry32. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffle(order: Int32Array, random: () => number): void {
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other] as number, order[last] as number];
  }
}
