/** What a file may be written in. */
export const importEncodings = ['utf-8', 'utf-16le', 'windows-1251'] as const;
export type ImportEncoding = (typeof importEncodings)[number];

/**
 * Tells UTF-8 from Windows-1251 by a file's beginning. One damaged line does not turn a file of UTF-8 into
 * Windows-1251: what counts is which of the two explains most letters. UTF-16 (what spreadsheets call Unicode text)
 * is known by its mark.
 */
export function detectEncoding(head: Buffer): ImportEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  let letters = 0;
  let strangers = 0;
  for (let i = 0; i < head.length;) {
    const length = sequenceLength(head, i);
    if (length > 1) letters += 1;
    // A sequence cut off by the end of what was looked at says nothing.
    if (length === 0 && head.length - i >= 4) strangers += 1;
    i += Math.max(length, 1);
  }
  return letters >= strangers ? 'utf-8' : 'windows-1251';
}

/** Length of the UTF-8 sequence at `i`; 0 when there is none. */
function sequenceLength(bytes: Buffer, i: number): number {
  const lead = bytes[i] ?? 0;
  if (lead < 0x80) return 1;
  const length =
    lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
  for (let k = 1; k < length; k += 1) if (((bytes[i + k] ?? 0) & 0xc0) !== 0x80) return 0;
  return length;
}

/** UTF-16 as UTF-8, whose line ends are single bytes; the other encodings have that by themselves. */
export async function* withByteLines(
  source: AsyncIterable<Uint8Array>,
  encoding: () => ImportEncoding,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder('utf-16le');
  for await (const chunk of source)
    yield encoding() === 'utf-16le' ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
}

/** Reads whole lines of one encoding. */
export class LineDecoder {
  private readonly strict: InstanceType<typeof TextDecoder>;
  private readonly lenient: InstanceType<typeof TextDecoder>;

  constructor(encoding: 'utf-8' | 'windows-1251') {
    this.strict = new TextDecoder(encoding, { fatal: true });
    this.lenient = new TextDecoder(encoding);
  }

  /** The line's text, and whether every byte of it made sense. */
  decode(bytes: Buffer): { text: string; whole: boolean } {
    try {
      return { text: this.strict.decode(bytes), whole: true };
    } catch {
      return { text: this.lenient.decode(bytes), whole: false };
    }
  }
}
