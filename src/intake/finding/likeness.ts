import { fold } from './fold.js';

/** What is compared of a text: pieces of five letters, whatever stands between them. */
export interface Signature {
  pieces: ReadonlySet<number>;
  /** Texts alike share at least one with great likelihood: signed 64-bit numbers. */
  bands: readonly bigint[];
}

const PIECE = 5;
/** Below it a text («когда же?», «спасибо большое») says the same about different things. */
const SHORTEST = 25;
/** Letters that are looked at: the time is bounded whatever the length. */
const LONGEST = 4000;
const [BANDS, ROWS] = [8, 3];
/** Share of common pieces from which two texts are one. */
const ALIKE = 0.65;

/** Letters and digits alone: spaces, signs and letters in capitals make no other text. */
const letters = (text: string): string => fold(text).replaceAll(/[^\p{L}\p{N}]+/gu, '').slice(0, LONGEST);

/** Mixes a number into another of 32 bits. */
function mix(value: number, seed: number): number {
  let hash = Math.imul(value ^ seed, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

const seeds = Array.from({ length: BANDS * ROWS }, (_, n) => mix(n + 1, 0x9e3779b9));

/** The signature of a text; null when it is too short to be compared. Pure; the same on every machine. */
export function signatureOf(text: string): Signature | null {
  const own = letters(text);
  if (own.length < SHORTEST) return null;
  const pieces = new Set<number>();
  for (let at = 0; at + PIECE <= own.length; at += 1) {
    let hash = 0x811c9dc5;
    for (let n = at; n < at + PIECE; n += 1) hash = Math.imul(hash ^ own.charCodeAt(n), 0x01000193);
    pieces.add(hash >>> 0);
  }
  const least = seeds.map((seed) => {
    let smallest = 0xffffffff;
    for (const piece of pieces) {
      const value = mix(piece, seed);
      if (value < smallest) smallest = value;
    }
    return smallest;
  });
  const bands = Array.from({ length: BANDS }, (_, band) => {
    const rows = least.slice(band * ROWS, (band + 1) * ROWS);
    const half = (seed: number): bigint => BigInt(rows.reduce((hash, row) => mix(row, hash), mix(band, seed)));
    return BigInt.asIntN(64, (half(1) << 32n) | half(2));
  });
  return { pieces, bands };
}

/** Whether two texts are one, or one and the same with small changes. */
export function alike(one: Signature, other: Signature): boolean {
  const [small, large] = one.pieces.size < other.pieces.size ? [one.pieces, other.pieces] : [other.pieces, one.pieces];
  if (small.size < large.size * ALIKE) return false;
  let common = 0;
  for (const piece of small) if (large.has(piece)) common += 1;
  return common >= ALIKE * (small.size + large.size - common);
}
