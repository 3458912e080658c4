import { Zip, ZipDeflate } from 'fflate';

/** A cell: text, a number, a moment (ISO 8601 with its offset, shown as it reads), a number shown as something, or nothing. */
export type SheetCell = string | number | { moment: string } | { number: number; as: keyof typeof numberStyles } | null;

/** One sheet; its rows may be endless, they are written as they come. */
export interface Sheet {
  /** At most 31 characters, none of `[]:*?/\`. */
  name: string;
  /** Lines above the table. */
  heading: readonly string[];
  columns: readonly { title: string; width: number }[];
  rows: AsyncIterable<readonly SheetCell[]> | Iterable<readonly SheetCell[]>;
}

const encoder = new TextEncoder();
/** Characters gathered before they are compressed. */
const CHUNK = 64 * 1024;
const HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in `cellXfs` of numbers that are parts of one, differences, hours. */
const numberStyles = { share: 5, change: 6, hours: 7 } as const;

/** Styles by their place in `cellXfs`: plain, head of a table, moment, wrapped text, title, and those of numbers. */
const STYLES = `${HEADER}<styleSheet xmlns="${MAIN}"><numFmts count="4"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="+#,##0;-#,##0;0"/><numFmt numFmtId="167" formatCode="#,##0.0&quot; ч&quot;"/></numFmts>
<fonts count="3"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE4EBF2"/></patternFill></fill></fills>
<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color rgb="FF2F5D8A"/></bottom><diagonal/></border></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="5"><xf/><xf fontId="1" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>
<xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf><xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf><xf fontId="2" applyFont="1"/>${[165, 166, 167].map((id) => `<xf numFmtId="${id}" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>`).join('')}</cellXfs></styleSheet>`;

/** What XML cannot hold at all is left out; halves of surrogate pairs too. */
const escaped = (text: string): string =>
  // oxlint-disable-next-line no-control-regex
  text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Days since 1899-12-30, as spreadsheets count; they know no time zones, so the clock's own reading is written. */
const serial = (moment: string): number => Date.parse(`${moment.slice(0, 19)}Z`) / 86_400_000 + 25_569;

function cellXml(cell: SheetCell, style: number): string {
  if (cell === null) return '<c/>';
  if (typeof cell === 'number') return `<c s="${style}"><v>${cell}</v></c>`;
  if (typeof cell === 'object' && 'number' in cell) return `<c s="${numberStyles[cell.as]}"><v>${cell.number}</v></c>`;
  if (typeof cell === 'object') return `<c s="2"><v>${serial(cell.moment)}</v></c>`;
  // Text is never a formula, whatever it begins with.
  return `<c s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.slice(0, 32_000))}</t></is></c>`;
}

const END = '</sheetData><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>';

/** Points of one line of text. */
const LINE = 15;

/** Readers do not work out how high a row must be for what is wrapped in it. */
function rowXml(cells: readonly SheetCell[], style = 3, widths: readonly number[] = []): string {
  const lines = Math.max(1, ...cells.map((cell, i) => (typeof cell === 'string' ? Math.ceil(cell.length / (widths[i] ?? 1000)) : 1)));
  const height = lines > 1 ? ` ht="${Math.min(400, lines * LINE)}" customHeight="1"` : '';
  return `<row${height}>${cells.map((cell) => cellXml(cell, style)).join('')}</row>`;
}

function* beginning({ columns, heading }: Sheet): Generator<string> {
  const top = heading.length + (heading.length > 0 ? 1 : 0);
  yield `${HEADER}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0"><pane ySplit="${top + 1}" topLeftCell="A${top + 2}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>`;
  yield columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('');
  yield '</cols><sheetData>';
  yield heading.map((line, i) => rowXml([line], i === 0 ? 4 : 0)).join('');
  if (heading.length > 0) yield '<row/>';
  yield rowXml(columns.map(({ title }) => title), 1, columns.map(({ width }) => width));
}

function parts(sheets: readonly Sheet[]): [name: string, xml: string][] {
  const numbered = sheets.map((sheet, i) => ({ ...sheet, n: i + 1 }));
  const overrides = numbered.map(({ n }) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`).join('');
  const relations = numbered.map(({ n }) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('');
  return [
    ['[Content_Types].xml', `${HEADER}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/>${overrides}</Types>`],
    ['_rels/.rels', `${HEADER}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ['xl/workbook.xml', `${HEADER}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${numbered.map(({ name, n }) => `<sheet name="${escaped(name.slice(0, 31))}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', `${HEADER}<Relationships xmlns="${PACKAGE}/relationships">${relations}<Relationship Id="rId${sheets.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`],
    ['xl/styles.xml', STYLES],
  ];
}

/**
 * A workbook as a stream of bytes: rows are compressed as they come, so memory does not grow with their number.
 * @param at moment written into the archive, so that equal content has equal bytes.
 */
export async function* xlsxStream(sheets: readonly Sheet[], at: Date): AsyncGenerator<Buffer> {
  let ready: Buffer[] = [];
  let failure: Error | null = null;
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else ready.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
  });
  const file = (name: string): ZipDeflate => {
    const entry = new ZipDeflate(name, { level: 6 });
    // The archive keeps moments to two seconds, in whatever zone it is read: UTC's numbers are written.
    entry.mtime = new Date(at.getTime() + at.getTimezoneOffset() * 60_000);
    zip.add(entry);
    return entry;
  };
  const drained = (): Buffer => {
    if (failure) throw failure;
    const bytes = Buffer.concat(ready);
    ready = [];
    return bytes;
  };
  for (const [name, xml] of parts(sheets)) file(name).push(encoder.encode(xml), true);
  for (const [i, sheet] of sheets.entries()) {
    const entry = file(`xl/worksheets/sheet${i + 1}.xml`);
    const widths = sheet.columns.map(({ width }) => width);
    let text = [...beginning(sheet)].join('');
    for await (const row of sheet.rows) {
      text += rowXml(row, 3, widths);
      if (text.length < CHUNK) continue;
      entry.push(encoder.encode(text), false);
      text = '';
      if (ready.length > 0) yield drained();
    }
    entry.push(encoder.encode(`${text}${END}`), true);
    if (ready.length > 0) yield drained();
  }
  zip.end();
  yield drained();
}
