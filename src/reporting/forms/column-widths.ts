import { amount } from '../../platform/russian/index.js';
import type { Table } from '../document/report-document.js';

/** No word is given more than this part of a table: longer ones, addresses for instance, are broken. */
const LONGEST = 0.28;

/**
 * Widths of a table's columns in the units of `room`: by their shares, but none narrower than its longest word.
 * @param room width of all columns without their paddings.
 * @param letter about how wide a letter is.
 */
export function columnWidths({ columns, rows }: Table, room: number, letter: number): number[] {
  const longest = (value: string | number): number => Math.max(...(typeof value === 'number' ? amount(value) : value).split(/[ \n]+|(?<=[-–—/])/).map((word) => word.length));
  const least = columns.map(({ title }, i) => {
    // Heads are bold.
    const letters = Math.max(longest(title) * 1.12, ...rows.map((row) => longest(row[i]?.value ?? '')));
    return Math.min(letters * letter, room * LONGEST);
  });
  const total = columns.reduce((sum, { width }) => sum + width, 0);
  const wanted = columns.map(({ width }) => (width / total) * room);
  const needed = least.reduce((sum, width) => sum + width, 0);
  if (needed >= room) return least.map((width) => (width / needed) * room);
  // What narrow columns lack comes from what the others have beyond their need.
  const spare = wanted.map((width, i) => Math.max(0, width - (least[i] ?? 0)));
  const lacking = wanted.reduce((sum, width, i) => sum + Math.max(0, (least[i] ?? 0) - width), 0);
  const allSpare = spare.reduce((sum, width) => sum + width, 0);
  return wanted.map((width, i) => Math.max(width, least[i] ?? 0) - (allSpare === 0 ? 0 : ((spare[i] ?? 0) / allSpare) * lacking));
}
