import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pdfmake from 'pdfmake';
import { amount } from '../../platform/russian/index.js';
import type { Block, ReportDocument, Table } from '../document/report-document.js';
import { chartHeight, chartSvg, shapes } from './chart-svg.js';
import { columnWidths } from './column-widths.js';

/** A node of pdfmake's document tree. */
type Content = Record<string, unknown>;

const fonts = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts', 'Roboto');
const INK = '#1c2733';
const PALE = '#5a6772';
const ACCENT = '#2f5d8a';
/** Width between the margins of an A4 page, points. */
const WIDTH = 595 - 56 - 42;
const HEIGHT = 842 - 56 - 56;
/** Width of a letter by its size. */
const LETTER = 0.52;

pdfmake.setFonts({
  Roboto: {
    normal: join(fonts, 'Roboto-Regular.ttf'), bold: join(fonts, 'Roboto-Medium.ttf'), italics: join(fonts, 'Roboto-Italic.ttf'), bolditalics: join(fonts, 'Roboto-MediumItalic.ttf'),
  },
});
// Nothing but the shipped fonts is ever read, and nothing is fetched.
pdfmake.setLocalAccessPolicy((path) => path.startsWith(fonts));
pdfmake.setUrlAccessPolicy(() => false);

/** The report as PDF: contents with page numbers, tables whose heads repeat and whose rows are never cut, charts as drawings. */
export async function pdfForm(document: ReportDocument, at: Date): Promise<Buffer> {
  const { title, subtitle, addressee, notes, mark, sections } = document;
  const definition = {
    pageSize: 'A4',
    pageMargins: [56, 56, 42, 56],
    info: { title: `${title} ${subtitle}`, creationDate: at, modDate: at },
    language: 'ru',
    defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.2, color: INK },
    styles: { section: { fontSize: 14, bold: true, color: ACCENT, margin: [0, 18, 0, 6] }, caption: { bold: true, margin: [0, 8, 0, 4] } },
    ...(mark ? { watermark: { text: mark, color: '#8a97a3', opacity: 0.14, bold: true, angle: -40 } } : {}),
    footer: (page: number, pages: number): Content => ({
      margin: [56, 18, 42, 0], fontSize: 8, color: PALE,
      columns: [{ text: `${title} ${subtitle}` }, { text: `Страница ${page} из ${pages}`, alignment: 'right', width: 110 }],
    }),
    content: [
      { text: addressee ?? '', alignment: 'right', margin: [250, 0, 0, 70], fontSize: 12 },
      { text: title, fontSize: 19, bold: true, alignment: 'center', color: ACCENT, margin: [0, 0, 0, 6] },
      { text: subtitle, fontSize: 15, alignment: 'center', margin: [0, 0, 0, 18] },
      ...notes.map((text): Content => ({ text, alignment: 'center', fontSize: 9, color: PALE })),
      { toc: { title: { text: 'Содержание', fontSize: 14, bold: true, color: ACCENT, margin: [0, 36, 0, 8] } } },
      ...sections.flatMap(({ title: heading, blocks }, i): Content[] => [
        { text: `${i + 1}. ${heading}`, id: `section-${i}`, style: 'section', tocItem: true, headlineLevel: 1, ...(i === 0 ? { pageBreak: 'before' } : {}) },
        ...blocks.flatMap(blockContent),
      ]),
    ],
    // A heading never stands at the foot of a page without what follows it: a drawing is never cut, so it takes its height with it.
    pageBreakBefore: ({ id, headlineLevel, startPosition }: { id?: string; headlineLevel?: number; startPosition: { verticalRatio: number } }) =>
      headlineLevel === 1 && startPosition.verticalRatio > 1 - together(sections[Number(id?.slice('section-'.length))]?.blocks ?? []),
  };
  return pdfmake.createPdf(definition).getBuffer();
}

/** Share of a page that a section's beginning needs so as not to be torn apart. */
function together(blocks: readonly Block[]): number {
  const chart = blocks.find(({ kind }) => kind !== 'paragraph');
  return 0.22 + (chart?.kind === 'chart' ? ((chartHeight(chart) / shapes.page.width) * WIDTH) / HEIGHT : 0);
}

function blockContent(block: Block): Content[] {
  switch (block.kind) {
    case 'paragraph':
      return [{ text: block.text, margin: block.own ? [12, 0, 0, 6] : [0, 0, 0, 6], italics: block.own ?? false }];
    case 'chart':
      return [{ unbreakable: true, stack: [{ text: block.title, style: 'caption' }, { svg: chartSvg(block), width: WIDTH }] }];
    case 'table':
      return [tableContent(block)];
  }
}

function tableContent(table: Table): Content {
  const { caption, columns, rows } = table;
  const size = columns.length > 6 ? 8 : 9;
  const cell = (value: string | number, i: number, more: object = {}): Content => ({
    text: typeof value === 'number' ? amount(value) : value, alignment: columns[i]?.right ? 'right' : 'left', ...more,
  });
  return {
    fontSize: size,
    // No room is kept below: at the foot of the last page it would begin an empty one. What follows keeps its own above.
    margin: [0, 10, 0, 0],
    table: {
      // The caption is the first of the repeated rows, so that it stays with its table.
      headerRows: 2,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
      // Padding is 8 points a column.
      widths: columnWidths(table, WIDTH - columns.length * 8, size * LETTER),
      body: [
        [{ text: caption, colSpan: columns.length, bold: true, border: [false, false, false, false], fontSize: 10 }, ...columns.slice(1).map(() => '')],
        columns.map(({ title }, i) => cell(title, i, { bold: true, fillColor: '#e4ebf2' })),
        ...rows.map((row) => row.map(({ value }, i) => cell(value, i))),
      ],
    },
    layout: {
      hLineWidth: (line: number) => (line === 0 ? 0 : 0.5), vLineWidth: () => 0, hLineColor: () => '#c3ccd4',
      paddingLeft: () => 4, paddingRight: () => 4, paddingTop: () => 2, paddingBottom: () => 2,
    },
  };
}
