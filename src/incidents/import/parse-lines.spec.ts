import { describe, expect, it } from '@jest/globals';
import { outcomes, parseAll, windows1251 } from './parse-lines.fixtures.js';
import { parseLines } from './parse-lines.js';

const message = {
  network: 'vk',
  url: 'https://vk.com/wall-1_2',
  author: { name: 'Иван Проверкин', profileUrl: 'https://vk.com/id1' },
  text: 'Когда отремонтируют дорогу?',
  postedAt: '2020-06-17T09:00:00+10:00',
};
const { profileUrl, ...nameAlone } = message.author;
const flat = {
  network: message.network,
  url: message.url,
  authorName: nameAlone.name,
  text: message.text,
  postedAt: message.postedAt,
};
const json = (change: object = {}): string => JSON.stringify({ ...message, ...change });
const HEADER = 'network;url;authorName;authorUrl;text;postedAt';
const row = (text = message.text): string =>
  `vk;${message.url};${message.author.name};${profileUrl};${text};${message.postedAt}`;

describe('NDJSON', () => {
  it('reads a message a line, with the author in either form', async () => {
    const file = `${json()}\r\n\n  \n${JSON.stringify({ ...flat, authorUrl: profileUrl })}\n${JSON.stringify({ ...flat, authorUrl: null })}`;
    expect(await parseAll(file)).toEqual([
      { line: 1, value: message, error: null },
      { line: 4, value: message, error: null },
      { line: 5, value: { ...message, author: nameAlone }, error: null },
    ]);
  });

  it('names what is wrong with a line and goes on', async () => {
    const file = [
      '{"network":',
      '"text"',
      '[]',
      'null',
      json({ text: ' \n ' }),
      json({ url: 5 }),
      json({ x: 1 }),
      json(),
    ];
    expect(await outcomes(file.join('\n'))).toEqual([
      [1, 'import.json'],
      [2, 'import.json'],
      [3, 'import.json'],
      [4, 'import.json'],
      [5, 'import.field-missing'],
      [6, 'import.field-type'],
      [7, 'import.field-unknown'],
      [8, message.text],
    ]);
    const fault = async (line: string) => (await parseAll(line))[0]?.error;
    expect(await fault(json({ author: { name: ' ' } }))).toMatchObject({
      code: 'import.field-missing',
      details: { field: 'author.name' },
    });
    expect(await fault(json({ author: 'А' }))).toMatchObject({
      code: 'import.field-type',
      details: { field: 'author' },
    });
    expect(await fault(json({ author: { name: 'А', sex: 'f' } }))).toMatchObject({ details: { field: 'author.sex' } });
    expect(await fault(json({ authorName: 'Б' }))).toMatchObject({
      code: 'import.field-unknown',
      details: { field: 'authorName' },
    });
    expect(await fault(`{"__proto__": {"network": "vk"}}`)).toMatchObject({ code: 'import.field-unknown' });
  });

  it('passes over a line that is too long, without keeping it', async () => {
    const long = json({ text: 'х'.repeat(600) });
    const limit = Buffer.byteLength(long);
    expect(await outcomes(`${long}\r\n${json({ text: 'х'.repeat(601) })}\n${json()}`, { maxLineBytes: limit })).toEqual(
      [
        [1, 'х'.repeat(600)],
        [2, 'import.line-too-long'],
        [3, message.text],
      ],
    );
  });

  it('refuses the damaged line of a file in UTF-8, and that one alone', async () => {
    const damaged = Buffer.concat([
      Buffer.from(`${json()}\n{"text":"`),
      Buffer.from([0xd0, 0x22]),
      Buffer.from(`}\n${json()}\n`),
    ]);
    expect(await outcomes(damaged)).toEqual([
      [1, message.text],
      [2, 'import.encoding'],
      [3, message.text],
    ]);
    const first = await outcomes(damaged.subarray(Buffer.byteLength(json()) + 1));
    expect(first).toEqual([
      [1, 'import.encoding'],
      [2, message.text],
    ]);
  });
});

describe('tables', () => {
  it.each([
    ['semicolons', `${HEADER}\n${row()}\n`],
    ['commas', `${HEADER.replaceAll(';', ',')}\r\n${row().replaceAll(';', ',')}\r\n`],
    ['tabs', `${HEADER.replaceAll(';', '\t')}\n${row().replaceAll(';', '\t')}`],
    ['a mark of UTF-8', `\uFEFF${HEADER}\n${row()}`],
    ['a line that names the delimiter', `sep=;\n${HEADER}\n${row()}`],
    ['a Russian header', `Сеть;Ссылка;Автор;Профиль;Текст;Дата\n${row()}`],
    ['names in quotes, capitals and with signs', `"Network";URL;"Author Name";author_url;TEXT;Posted at\n${row()}`],
    ['columns of no interest', `№;${HEADER};Лайки\n1;${row()};15`],
    ['a Russian name of the network', `${HEADER}\n${row().replace('vk;', ' ВКонтакте ;')}`],
  ])('are read with %s', async (_, file) => {
    const read = await parseAll(file);
    expect(read.map(({ value }) => value)).toEqual([message]);
    expect(read[0]?.line).toBe(file.startsWith('sep') ? 3 : 2);
  });

  it('are read in Windows-1251 and UTF-16', async () => {
    const file = `Сеть;Ссылка;Автор;Профиль;Текст;Дата\r\n${row()}\r\n${row('«Ёлка» — №5')}\r\n`;
    for (const bytes of [windows1251(file), Buffer.from(`\uFEFF${file}`, 'utf16le'), Buffer.from(file)]) {
      expect(await outcomes(bytes)).toEqual([
        [2, message.text],
        [3, '«Ёлка» — №5'],
      ]);
    }
    expect(await outcomes(windows1251(file), { encoding: 'windows-1251', format: 'csv' })).toHaveLength(2);
    expect((await outcomes(windows1251(file), { encoding: 'utf-8' })).map(([, code]) => code)).toEqual([
      'import.encoding',
    ]);
  });

  it('keep the line numbers right across quoted line breaks', async () => {
    const file = [HEADER, row('"раз\nдва; ""три""\r\n\nчетыре"'), '', row('после'), ';;;;;', row('"одна"'), ''].join(
      '\r\n',
    );
    expect(await outcomes(file)).toEqual([
      [2, 'раз\nдва; "три"\n\nчетыре'],
      [7, 'после'],
      [9, 'одна'],
    ]);
  });

  it('take a quote within a value for what it is', async () => {
    expect(await outcomes(`${HEADER}\n${row('труба 5" и 3"')}\n${row('далее')}`)).toEqual([
      [2, 'труба 5" и 3"'],
      [3, 'далее'],
    ]);
  });

  it('lose only the line whose quote is never closed', async () => {
    expect(await outcomes([HEADER, row('"не закрыта'), row('вторая'), row('третья')].join('\n'))).toEqual([
      [2, 'import.csv-quote'],
      [3, 'вторая'],
      [4, 'третья'],
    ]);
    const many = [HEADER, row('"не закрыта'), ...Array.from({ length: 1200 }, (_, i) => row(`строка ${i}`))];
    const read = await outcomes(many.join('\n'));
    expect(read).toHaveLength(1201);
    expect(read.filter(([, text]) => text === 'import.csv-quote')).toEqual([[2, 'import.csv-quote']]);
    expect(read.at(-1)).toEqual([1202, 'строка 1199']);
  });

  it('name a row with more or fewer values than the header, and go on', async () => {
    const [less, more, good] = await parseAll(
      [HEADER, 'vk;https://vk.com/wall-1_2', `${row()};лишнее`, row()].join('\n'),
    );
    expect(less?.error?.details).toEqual({ expected: 6, found: 2 });
    expect([more?.error?.code, good?.value?.text]).toEqual(['import.csv-columns', message.text]);
  });

  it('end at a header that cannot be understood', async () => {
    const [only, ...rest] = await parseAll(`network;link;url;text\n${row()}\n${row()}`);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({
      line: 1,
      error: { code: 'import.csv-header', details: { errors: ['authorName', 'postedAt', 'url'].map((path) => expect.objectContaining({ path })) } },
    });
    expect(await outcomes('"network;url')).toEqual([[1, 'import.csv-quote']]);
  });
});

describe('a file', () => {
  it('may be empty', async () => {
    for (const file of ['', '\n\n', '\uFEFF', HEADER]) expect(await outcomes(file)).toEqual([]);
  });

  it('goes on from a given line', async () => {
    const table = [HEADER, row('"а\nб"'), row('в'), row('г')].join('\n');
    expect(await outcomes(table, { fromLine: 3 })).toEqual([
      [4, 'в'],
      [5, 'г'],
    ]);
    expect(await outcomes(table, { fromLine: 5 })).toEqual([[5, 'г']]);
    expect(await outcomes([json(), 'x', json()].join('\n'), { fromLine: 2 })).toEqual([
      [2, 'import.json'],
      [3, message.text],
    ]);
    expect(await outcomes(table, { fromLine: 99 })).toEqual([]);
  });

  it.each([
    ['NDJSON', '', json()],
    ['table', `${HEADER}\n`, row()],
  ])('(%s) is taken no faster than its reader reads, and closed when the reader stops', async (_, head, text) => {
    let taken = 0;
    let closed = false;
    async function* endless(): AsyncGenerator<Buffer> {
      try {
        yield Buffer.from(head);
        for (; ; taken += 100) yield Buffer.from(`${text}\n`.repeat(100));
      } finally {
        closed = true;
      }
    }
    let read = 0;
    let ahead = 0;
    for await (const { line } of parseLines(endless())) {
      read = line;
      ahead = Math.max(ahead, taken - read);
      if (read === 20_000) break;
    }
    // What is looked at to tell the encoding, a chunk and a batch.
    expect(ahead).toBeLessThan(65_536 / text.length + 300);
    expect([read, closed]).toEqual([20_000, true]);
  });

  it('whose source fails, fails likewise', async () => {
    async function* failing(): AsyncGenerator<Buffer> {
      yield Buffer.from(`${json()}\n`);
      throw new Error('gone');
    }
    const read = async (): Promise<void> => {
      for await (const { error } of parseLines(failing())) expect(error).toBeNull();
    };
    await expect(read()).rejects.toThrow('gone');
  });
});
