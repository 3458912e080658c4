import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type ByteLine, byteLines } from './byte-lines.js';
import { detectEncoding, withByteLines } from './encoding.js';
import { pieces } from './parse-lines.fixtures.js';

async function all(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<ByteLine[]> {
  const lines: ByteLine[] = [];
  for await (const line of byteLines(source, maxBytes)) lines.push(line);
  return lines;
}

describe('lines of bytes', () => {
  it('are those of the file, however the stream is cut', async () => {
    const text = fc.array(fc.constantFrom('\n', '\r', '\r\n', 'a', 'bc', 'абв', '123456789'), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        text,
        fc.array(fc.nat(500), { maxLength: 20 }),
        fc.integer({ min: 1, max: 12 }),
        async (parts, cuts, maxBytes) => {
          const file = parts.join('');
          const lines = file.split('\n');
          if (lines.at(-1) === '') lines.pop();
          const expected = lines.map((line, i) => {
            const bytes = Buffer.from(line.replace(/\r$/, ''));
            return { number: i + 1, bytes: bytes.length > maxBytes ? null : bytes };
          });
          expect(await all(pieces(Buffer.from(file), cuts), maxBytes)).toEqual(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('keep nothing of a line that has no end', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    async function* endless(): AsyncGenerator<Buffer> {
      for (let i = 0; i < 512; i += 1) yield megabyte;
      yield Buffer.from('\nnext');
    }
    const before = process.resourceUsage().maxRSS;
    expect(await all(endless(), 1000)).toEqual([
      { number: 1, bytes: null },
      { number: 2, bytes: Buffer.from('next') },
    ]);
    // Kilobytes.
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(200_000);
  });
});

describe('encodings', () => {
  it('are not mistaken for a letter that is cut where the look ends', () => {
    const file = Buffer.from('x'.repeat(99) + 'я');
    expect(detectEncoding(file.subarray(0, 100))).toBe('utf-8');
    expect(
      detectEncoding(Buffer.concat([file.subarray(0, 99), Buffer.from([0xe0, 0xe1, 0xe2, 0x20, 0x20, 0x20])])),
    ).toBe('windows-1251');
  });

  it('of two bytes a character may be cut anywhere', async () => {
    const text = 'Сеть;Ссылка\nвк😀;ok\n';
    const read: Uint8Array[] = [];
    for await (const chunk of withByteLines(
      pieces(Buffer.from(text, 'utf16le'), [1, 3, 7, 26, 27, 28, 29, 31]),
      () => 'utf-16le',
    ))
      read.push(chunk);
    expect(Buffer.concat(read).toString()).toBe(text);
  });
});
