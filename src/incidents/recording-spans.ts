/**
 * Spans of time that contain the moment of recording, from two seconds to 24 days: a second shifted right by so many
 * bits. They are what `recording_spans` keeps in the search index beside words and fragments, so that the index itself
 * can be asked for a word within a stretch of time. Numbers of different sizes never meet: each is 32 times the other.
 */
const BITS = [1, 6, 11, 16, 21] as const;

/** More spans than this are looked up as fewer, longer ones. */
const MOST = 40;

/** Spans that cover the seconds from `from` to just before `to`, and a little more at both ends. */
export function spansBetween(from: number, to: number): number[] {
  const first = (bits: number) => Math.floor(from / 2 ** bits);
  const last = (bits: number) => Math.floor((to - 1) / 2 ** bits);
  const bits = BITS.find((candidate) => last(candidate) - first(candidate) < MOST) ?? 21;
  return Array.from({ length: last(bits) - first(bits) + 1 }, (_, i) => first(bits) + i);
}
