import { type ParsedLine, parseLines, type ParseOptions } from './parse-lines.js';

/** Windows-1251 bytes of a text whose every character it has. */
export function windows1251(text: string): Buffer {
  return Buffer.from([...text].map((character) => codes.get(character) ?? 0x3f));
}

const decoder = new TextDecoder('windows-1251');
const codes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte]));

/** A stream of a file, cut at the places given. */
export async function* pieces(file: Buffer, cuts: readonly number[] = []): AsyncGenerator<Buffer> {
  let from = 0;
  for (const to of [...cuts].map((cut) => cut % (file.length + 1)).sort((a, b) => a - b)) {
    if (to > from) yield file.subarray(from, to);
    from = Math.max(from, to);
  }
  yield file.subarray(from);
}

/** Everything a file gives out. */
export async function parseAll(
  file: Buffer | string,
  options?: ParseOptions,
  cuts?: readonly number[],
): Promise<ParsedLine[]> {
  const lines: ParsedLine[] = [];
  for await (const line of parseLines(pieces(Buffer.from(file), cuts), options)) lines.push(line);
  return lines;
}

/** What a file gives out, short: the line with its text, or with the code of its error. */
export async function outcomes(file: Buffer | string, options?: ParseOptions): Promise<[number, string][]> {
  return (await parseAll(file, options)).map(({ line, value, error }) => [line, error ? error.code : value.text]);
}
