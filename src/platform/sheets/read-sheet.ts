import { CsvError, parse } from 'csv-parse/sync';
import { readSheet as readXlsx } from 'read-excel-file/node';
import { textOf } from './encoding.js';
import { checkArchive } from './archive.js';

/** A file that is no table; `reason` says why, for the refusal of the room that asked. */
export class SheetError extends Error {
  constructor(readonly reason: 'not-a-table' | 'too-big' | 'too-many-rows') {
    super(`No table: ${reason}`);
  }
}

interface Limits {
  rows: number;
  /** Of an XLSX when it is unpacked, bytes. */
  unpacked?: number;
}

/**
 * Cells of the first sheet of an XLSX or of a CSV (UTF-8, UTF-16 or Windows-1251; semicolons, commas or tabs), trimmed;
 * every row as long as the longest. The apostrophe that keeps a text from being a formula is taken off.
 * @throws SheetError
 */
export async function readSheet(content: Buffer, { rows: mostRows, unpacked = 50 * 1024 * 1024 }: Limits): Promise<string[][]> {
  const packed = content.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
  const cells = packed ? await fromXlsx(content, unpacked) : fromCsv(content, mostRows);
  if (cells.length > mostRows) throw new SheetError('too-many-rows');
  const width = Math.max(0, ...cells.map((row) => row.length));
  return cells.map((row) => Array.from({ length: width }, (_, index) => plain(row[index] ?? '')));
}

const plain = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '');

async function fromXlsx(content: Buffer, unpacked: number): Promise<string[][]> {
  if (!(await checkArchive(content, unpacked))) throw new SheetError('too-big');
  try {
    // Numbers stay as they are written: ids have more digits than a number holds.
    const rows = await readXlsx<string>(content, { parseNumber: (text) => text });
    return rows.map((row) => row.map((cell) => (cell === null ? '' : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))));
  } catch {
    throw new SheetError('not-a-table');
  }
}

function fromCsv(content: Buffer, mostRows: number): string[][] {
  const text = textOf(content);
  if (text === null || text.includes('\0')) throw new SheetError('not-a-table');
  const [head = ''] = text.split(/\r?\n/, 1);
  const delimiter = [';', '\t', ','].find((mark) => head.includes(mark)) ?? ';';
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: false, to: mostRows + 1, max_record_size: 100_000 });
  } catch (error) {
    if (error instanceof CsvError) throw new SheetError('not-a-table');
    throw error;
  }
}
