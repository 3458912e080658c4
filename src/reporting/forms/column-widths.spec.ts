import { expect, test } from '@jest/globals';
import { columnWidths } from './column-widths.js';

const table = (titles: string[], ...values: (string | number)[][]) => ({
  kind: 'table' as const, caption: '', columns: titles.map((title) => ({ title, width: 10 })), rows: values.map((row) => row.map((value) => ({ value }))),
});

test('a column is as wide as its longest word, and the others give what it lacks', () => {
  const widths = columnWidths(table(['Орган', 'Зафиксировано', '№', '3'], ['а', 'б', 1, 2]), 200, 4);
  expect(widths[1]).toBeGreaterThanOrEqual(13 * 4);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(200);
});

test('shares are kept where every word has room', () => expect(columnWidths(table(['а', 'б'], ['в', 'г']), 100, 5)).toEqual([50, 50]));

test('what has no room at all is shared by need, and one endless word does not take the table', () => {
  const widths = columnWidths(table(['а'.repeat(500), 'б'.repeat(20), 'в'.repeat(20), 'г'.repeat(20), 'д'.repeat(20)]), 100, 5);
  expect(widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(100);
  expect(Math.max(...widths)).toBeLessThanOrEqual(28);
});
