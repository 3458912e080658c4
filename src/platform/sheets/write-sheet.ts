import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import writeXlsxFile from 'write-excel-file/node';

/** One column of a sheet: its title, what a row has in it, and how wide it is, characters. */
export interface Column<Row> {
  title: string;
  value: (row: Row) => string | number | null;
  width?: number;
}

export type CsvEncoding = 'utf-8' | 'windows-1251';

/**
 * Rows as CSV as spreadsheets here open it by a double click: semicolons, CRLF, a mark of UTF-8 in front. A text that a
 * spreadsheet would run as a formula gets an apostrophe in front; {@link readSheet} takes it off again.
 */
export function csvSheet<Row>(columns: readonly Column<Row>[], rows: readonly Row[], encoding: CsvEncoding = 'utf-8'): Buffer {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => columns.map(({ value }) => value(row) ?? ''))];
  const text = stringify(cells, { delimiter: ';', record_delimiter: 'windows', escape_formulas: true, bom: encoding === 'utf-8' });
  return encoding === 'utf-8' ? Buffer.from(text) : iconv.encode(text, encoding);
}

/** Rows as XLSX: texts are texts there, whatever they begin with. */
export async function xlsxSheet<Row>(columns: readonly Column<Row>[], rows: readonly Row[], name: string): Promise<Buffer> {
  const head = columns.map(({ title }) => ({ value: title, type: String, fontWeight: 'bold' as const, backgroundColor: '#f3f6f9' }));
  const body = rows.map((row) =>
    columns.map(({ value: valueOf }) => {
      const value = valueOf(row);
      if (value === null || value === '') return null;
      return typeof value === 'number' ? { value, type: Number } : { value: value.slice(0, 32_767), type: String };
    }),
  );
  const options = { sheet: name, columns: columns.map(({ width = 20 }) => ({ width })), stickyRowsCount: 1 };
  return writeXlsxFile([head, ...body], options).toBuffer();
}
