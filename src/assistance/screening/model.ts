import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { BUCKETS, type Feature } from './features.js';

/** A trained model as it is kept: numbers only. */
export interface ModelFile {
  /** One step of a weight. */
  readonly step: number;
  readonly bias: number;
  /** Logits from which a text is held back. */
  readonly threshold: number;
  /** One signed byte a bucket, deflated, base64. */
  readonly weights: string;
}

/** Logistic regression over hashed features. */
export class Model {
  readonly threshold: number;
  private readonly weights: Int8Array;

  constructor(private readonly file: ModelFile) {
    this.threshold = file.threshold;
    const bytes = inflateRawSync(Buffer.from(file.weights, 'base64'));
    if (bytes.length !== BUCKETS) throw new Error(`A model of ${bytes.length} weights instead of ${BUCKETS}`);
    this.weights = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** Log-odds that a text is rude; above `threshold` it is suggested to hold it back. */
  score(features: readonly Feature[]): number {
    return this.file.bias + this.contributions(features).reduce((sum, value) => sum + value, 0);
  }

  /** What each feature adds to the score. */
  contributions(features: readonly Feature[]): number[] {
    const scale = this.file.step / Math.sqrt(Math.max(1, features.length));
    return features.map(({ bucket }) => (this.weights[bucket] ?? 0) * scale);
  }
}

/** Keeps weights as signed bytes. */
export function packModel(weights: Float64Array, bias: number, threshold: number): ModelFile {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 1e-9);
  const step = Number((largest / 127).toPrecision(6));
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / step));
  return {
    step,
    bias: Number(bias.toPrecision(6)),
    threshold: Number(threshold.toPrecision(4)),
    weights: deflateRawSync(Buffer.from(bytes.buffer), { level: 9 }).toString('base64'),
  };
}
