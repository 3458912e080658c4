import fc from 'fast-check';

/** One change of a letter's bytes: overwritten, left out, repeated, moved, or put in. */
export const mutation = fc.record({
  kind: fc.constantFrom('overwrite', 'drop', 'repeat', 'insert', 'swap-line'),
  // Evenly over the letter: a double would nearly always stand at its beginning.
  at: fc.nat(999_999).map((millionths) => millionths / 1_000_000),
  length: fc.integer({ min: 1, max: 400 }),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 20 }),
});

/** A letter after one change. */
export function mutate(raw: Buffer, { kind, at, length, bytes }: { kind: string; at: number; length: number; bytes: Uint8Array }): Buffer {
  const from = Math.floor(at * raw.length);
  const [before, part, after] = [raw.subarray(0, from), raw.subarray(from, from + length), raw.subarray(from + length)];
  if (kind === 'overwrite') return Buffer.concat([before, bytes, raw.subarray(from + bytes.length)]);
  if (kind === 'drop') return Buffer.concat([before, after]);
  if (kind === 'repeat') return Buffer.concat([before, part, part, part, after]);
  if (kind === 'insert') return Buffer.concat([before, bytes, raw.subarray(from)]);
  const lines = raw.toString('latin1').split('\r\n');
  const line = Math.floor(at * lines.length);
  return Buffer.from([...lines.slice(0, line), ...lines.slice(line + 1), lines[line] ?? ''].join('\r\n'), 'latin1');
}
