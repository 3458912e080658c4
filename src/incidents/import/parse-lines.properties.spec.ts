import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { parseAll, windows1251 } from './parse-lines.fixtures.js';

/** Texts without what a line end or a trim would change. */
const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => `ы${text.replaceAll(/[\r\n]/g, ' ').trim()}`);
const russian = fc
  .string({ unit: fc.constantFrom(...'абвгдежзийклмнопрстуфхцчшщъыьэюяЁё «»—№;,"\n.!?abc'), maxLength: 80 })
  .map((text) => `Я${text}я`);
const message = (text: fc.Arbitrary<string>, name: fc.Arbitrary<string>) =>
  fc.record({
    network: fc.constantFrom('vk', 'ok', 'facebook', 'instagram', 'twitter'),
    url: fc.webUrl(),
    author: fc.oneof(fc.record({ name }), fc.record({ name, profileUrl: fc.webUrl() })),
    text,
    postedAt: fc.constant('2020-06-17T09:00:00+10:00'),
  });
type Message = typeof message extends (...given: never[]) => fc.Arbitrary<infer M> ? M : never;
const cuts = fc.array(fc.nat(100_000), { maxLength: 30 });

/** Writes a table; `quoteAll` tells whether values are quoted without need. */
function table(
  messages: Message[],
  { delimiter, end, quoteAll, header }: { delimiter: string; end: string; quoteAll: boolean; header: string[] },
) {
  const quote = (value: string): string =>
    quoteAll || /["\n\r\t;,]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  const lines: number[] = [];
  let file = header.join(delimiter) + end;
  for (const { network, url, author, text, postedAt } of messages) {
    lines.push(file.split('\n').length);
    const profileUrl = 'profileUrl' in author ? author.profileUrl : '';
    file += [network, url, author.name, profileUrl, text, postedAt].map(quote).join(delimiter) + end;
  }
  return { file, lines };
}

const headers = [
  ['network', 'url', 'authorName', 'authorUrl', 'text', 'postedAt'],
  ['Сеть', 'Ссылка', 'Автор', 'Профиль', 'Текст', 'Дата'],
];
const layout = fc.record({
  delimiter: fc.constantFrom(';', ',', '\t'),
  end: fc.constantFrom('\n', '\r\n'),
  quoteAll: fc.boolean(),
  header: fc.constantFrom(...headers),
});

describe('reading messages', () => {
  it('gives back what was written as NDJSON, however the stream is cut', async () => {
    const wild = message(
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => `.${text}`),
      word,
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(wild, { maxLength: 20 }),
        fc.constantFrom('\n', '\r\n', '\n\n'),
        fc.boolean(),
        cuts,
        async (messages, end, mark, at) => {
          const file = (mark ? '\uFEFF' : '') + messages.map((value) => JSON.stringify(value) + end).join('');
          const step = end === '\n\n' ? 2 : 1;
          expect(await parseAll(file, { format: 'ndjson' }, at)).toEqual(
            messages.map((value, i) => ({ line: i * step + 1, value, error: null })),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it('gives back what was written as a table in UTF-8, with the right lines', async () => {
    const text = fc
      .string({ unit: fc.constantFrom(...'аб\n";,\t 😀ё', '""', '\n\n'), maxLength: 60 })
      .map((middle) => `x${middle}x`);
    await fc.assert(
      fc.asyncProperty(fc.array(message(text, word), { maxLength: 12 }), layout, cuts, async (messages, how, at) => {
        const { file, lines } = table(messages, how);
        const read = await parseAll(file, { encoding: 'utf-8' }, at);
        expect(read).toEqual(messages.map((value, i) => ({ line: lines[i], value, error: null })));
      }),
      { numRuns: 300 },
    );
  });

  it('tells Windows-1251 by itself', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          message(
            russian,
            russian.map((name) => name.replaceAll('\n', ' ')),
          ),
          { minLength: 1, maxLength: 12 },
        ),
        layout,
        cuts,
        async (messages, how, at) => {
          const { file, lines } = table(messages, { ...how, header: headers[1] as string[] });
          const read = await parseAll(windows1251(file), {}, at);
          expect(read).toEqual(messages.map((value, i) => ({ line: lines[i], value, error: null })));
          expect(await parseAll(file, {}, at)).toEqual(read);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never fails on anything, keeps the order of lines, and goes on from any of them', async () => {
    const scrap = fc.constantFrom(
      '"',
      '""',
      ';',
      ',',
      '\n',
      '\r\n',
      '\r',
      'а',
      'б;в',
      '{',
      '{}',
      '\\',
      ' ',
      '\uFEFF',
      'vk;u;a;p;t;d',
      'x'.repeat(300),
    );
    const start = fc.constantFrom('', 'network;url;authorName;authorUrl;text;postedAt\n', '{"a":1}\n', 'sep=,\n');
    const bytes = fc.oneof(
      fc.tuple(start, fc.array(scrap, { maxLength: 80 })).map(([head, rest]) => Buffer.from(head + rest.join(''))),
      fc.uint8Array({ maxLength: 500 }).map((given) => Buffer.from(given)),
    );
    await fc.assert(
      fc.asyncProperty(bytes, cuts, fc.integer({ min: 1, max: 40 }), async (file, at, fromLine) => {
        const options = { maxLineBytes: 250 };
        const all = await parseAll(file, options);
        expect(await parseAll(file, options, at)).toEqual(all);
        const lines = all.map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        expect(lines.every((line) => line >= 1 && line <= file.toString('latin1').split('\n').length)).toBe(true);
        // A table without a header gives out that one error wherever it is begun.
        const refused = (await parseAll(file, { ...options, fromLine: 9999 })).length > 0;
        const rest = refused ? all : all.filter(({ line }) => line >= fromLine);
        expect(await parseAll(file, { ...options, fromLine })).toEqual(rest);
      }),
      { numRuns: 2000 },
    );
  });
});
