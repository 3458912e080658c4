import { deflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkArchive } from './archive.js';
import { type Column, csvSheet, readSheet, xlsxSheet } from './index.js';

interface Row {
  name: string;
  id: string;
}
const columns: Column<Row>[] = [
  { title: 'Название', value: ({ name }) => name, width: 40 },
  { title: 'Номер', value: ({ id }) => id },
];
const rows: Row[] = [
  { name: 'Минздрав "Хабаровского"; края', id: '123456789012345678901234' },
  { name: '=HYPERLINK("http://example.org")', id: '-123' },
  { name: '+7 (4212)', id: '' },
  { name: '@всем', id: '1' },
];
const table = [['Название', 'Номер'], ...rows.map(({ name, id }) => [name, id])];
const limits = { rows: 100 };

describe('what is written is read again', () => {
  test('CSV: Cyrillic, quotes, ids longer than a number, and no formula on the way', async () => {
    const csv = csvSheet(columns, rows);
    expect([...csv.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(csv.toString()).not.toMatch(/(^|[;\n])"?[=+\-@]/);
    expect(await readSheet(csv, limits)).toEqual(table);
  });

  test('CSV of Windows-1251', async () => {
    const csv = csvSheet(columns, rows, 'windows-1251');
    expect(csv.includes(Buffer.from([0xcd, 0xe0, 0xe7]))).toBe(true);
    expect(await readSheet(csv, limits)).toEqual(table);
  });

  test('XLSX', async () => {
    expect(await readSheet(await xlsxSheet(columns, rows, 'Реестр'), limits)).toEqual(table);
  });

  test('whatever texts they are', async () => {
    const text = fc.string({ unit: 'grapheme' }).map((s) => s.trim().replace(/^'+/, '')).filter((s) => !/[\p{Cc}\p{Cs}\uFEFF]/u.test(s));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ name: text, id: text }), { maxLength: 8 }), async (some) => {
        const back = some.map(({ name, id }) => [name, id]);
        expect((await readSheet(csvSheet(columns, some), limits)).slice(1)).toEqual(back);
      }),
    );
  });
});

test.each([
  ['commas', 'a,b\r\n1,2\r\n'], ['semicolons', 'a;b\n1;2'], ['tabs', 'a\tb\n1\t2'],
])('reads a file with %s', async (_, text) => {
  expect(await readSheet(Buffer.from(text), limits)).toEqual([['a', 'b'], ['1', '2']]);
});

test.each<[string, Buffer, string]>([
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0x98, 1]), 'not-a-table'],
  ['a quote that does not end', Buffer.from('a;b\n"1;2'), 'not-a-table'],
  ['too many rows', Buffer.from('a;b\n'.repeat(101)), 'too-many-rows'],
  ['half an archive', Buffer.from('PK\x03\x04half an archive of some kind'), 'too-big'],
])('refuses %s', async (_, content, reason) => {
  await expect(readSheet(content, limits)).rejects.toMatchObject({ reason });
});

test('an archive that lies about its size is measured, not believed', async () => {
  const archive = zip(deflateRawSync(Buffer.alloc(5_000_000)), 10);
  expect(await checkArchive(archive, 5_000_000)).toBe(true);
  expect(await checkArchive(archive, 4_999_999)).toBe(false);
  await expect(readSheet(archive, { rows: 10, unpacked: 1000 })).rejects.toMatchObject({ reason: 'too-big' });
});

test('an archive that is none of a table', async () => {
  await expect(readSheet(zip(deflateRawSync(Buffer.from('<x/>')), 4), limits)).rejects.toMatchObject({ reason: 'not-a-table' });
});

/** A ZIP archive of one file whose size it says is `claimed`. */
function zip(data: Buffer, claimed: number): Buffer {
  const name = Buffer.from('a.xml');
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(data.length, 18);
  local.writeUInt32LE(claimed, 22);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(data.length, 20);
  entry.writeUInt32LE(claimed, 24);
  entry.writeUInt16LE(name.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(local.length + name.length + data.length, 16);
  return Buffer.concat([local, name, data, entry, name, end]);
}
