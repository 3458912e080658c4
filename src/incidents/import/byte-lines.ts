/** One physical line of a file, without its end; `bytes` is null when it is longer than allowed. */
export interface ByteLine {
  /** From 1. */
  number: number;
  bytes: Buffer | null;
}

const LF = 10;
const CR = 13;

/**
 * Cuts a stream of bytes into lines that end with LF or CRLF, holding no more than one line.
 * Of a line longer than `maxBytes` nothing is kept.
 */
export async function* byteLines(source: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<ByteLine> {
  let number = 0;
  let pieces: Buffer[] = [];
  let length = 0;
  const finish = (): ByteLine => {
    const whole = pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat(pieces);
    const bytes = whole.at(-1) === CR ? whole.subarray(0, -1) : whole;
    // One byte more is held, for it may be a CR.
    const tooLong = length > maxBytes + 1 || bytes.length > maxBytes;
    pieces = [];
    length = 0;
    number += 1;
    return { number, bytes: tooLong ? null : bytes };
  };
  for await (const given of source) {
    const chunk = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
    for (let from = 0; ;) {
      const end = chunk.indexOf(LF, from);
      const piece = chunk.subarray(from, end < 0 ? chunk.length : end);
      length += piece.length;
      if (length > maxBytes + 1) pieces = [];
      else if (piece.length > 0) pieces.push(piece);
      if (end < 0) break;
      yield finish();
      from = end + 1;
    }
  }
  if (length > 0) yield finish();
}

/** Passes a stream on after `look` has seen its beginning: up to `bytes` bytes, less only if there is no more. */
export async function* afterLooking(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
  look: (head: Buffer) => void,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] | null = [];
  let length = 0;
  for await (const chunk of source) {
    if (!held) {
      yield chunk;
      continue;
    }
    held.push(chunk);
    length += chunk.length;
    if (length < bytes) continue;
    const head = Buffer.concat(held);
    held = null;
    look(head.subarray(0, bytes));
    yield head;
  }
  if (held) {
    const head = Buffer.concat(held);
    look(head);
    yield head;
  }
}
