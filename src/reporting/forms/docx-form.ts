import {
  AlignmentType, BorderStyle, Document, Footer, Header, HeadingLevel, Packer, PageNumber, Paragraph as Line, ShadingType, Table as Grid, TableCell as GridCell,
  TableLayoutType, TableOfContents, TableRow, TextRun, WidthType,
} from 'docx';
import { ChartRun } from 'docx/charts';
import { estimatePageNumbers } from 'docx/layout';
import { TextWatermark } from 'docx/watermarks';
import { amount } from '../../platform/russian/index.js';
import type { Block, Chart, ReportDocument, Table } from '../document/report-document.js';
import { columnWidths } from './column-widths.js';

/** Text width of an A4 page with these margins, twentieths of a point. */
const WIDTH = 9636;
/** Of a cell, on both sides together. */
const PADDING = 120;
/** Rows of a table that is not parted between pages. */
const SHORT = 12;
/** Width of a letter by its size in half points. */
const LETTER = 5.6;
const ACCENT = '2F5D8A';
const COLOURS = [ACCENT, 'B5543C', '7A8F3C'];
const FONT = 'Times New Roman';
const LINE = { style: BorderStyle.SINGLE, size: 4, color: 'C3CCD4' };
const NO_LINE = { style: BorderStyle.NONE, size: 0, color: 'FFFFFF' };

/** The report as DOCX: headings, contents, tables with repeated heads and uncut rows, charts that can be edited. */
export function docxForm({ title, subtitle, addressee, notes, mark, sections }: ReportDocument): Promise<Buffer> {
  const centred = (text: string, size: number, { bold = false, after = 120 } = {}) =>
    new Line({ alignment: AlignmentType.CENTER, spacing: { after }, children: [new TextRun({ text, size, bold, ...(bold ? { color: ACCENT } : {}) })] });
  const file = new Document({
    title: `${title} ${subtitle}`,
    creator: 'Отклик',
    // The contents have their page numbers before any reader counts them.
    pageNumbers: estimatePageNumbers,
    styles: {
      default: {
        document: { run: { font: FONT, size: 24, language: { value: 'ru-RU' } }, paragraph: { spacing: { after: 120 } } },
        heading1: { run: { size: 30, bold: true, color: ACCENT, font: FONT }, paragraph: { spacing: { before: 360, after: 120 }, keepNext: true } },
      },
    },
    sections: [
      {
        properties: { page: { size: { width: 11_906, height: 16_838 }, margin: { top: 1134, bottom: 1134, left: 1418, right: 852 } } },
        ...(mark ? { headers: { default: new Header({ children: [new Line({ children: [new TextWatermark({ text: mark })] })] }) } } : {}),
        footers: {
          default: new Footer({
            children: [new Line({ alignment: AlignmentType.CENTER, children: [new TextRun({ size: 18, children: ['Страница ', PageNumber.CURRENT, ' из ', PageNumber.TOTAL_PAGES] })] })],
          }),
        },
        children: [
          ...(addressee ? [new Line({ alignment: AlignmentType.RIGHT, spacing: { after: 900 }, children: [new TextRun({ text: addressee, size: 28 })] })] : []),
          centred(title, 44, { bold: true }),
          centred(subtitle, 32, { after: 240 }),
          ...notes.map((text) => centred(text, 20, { after: 40 })),
          new Line({ spacing: { before: 480, after: 120 }, children: [new TextRun({ text: 'Содержание', bold: true, size: 28, color: ACCENT })] }),
          new TableOfContents('Содержание', { hyperlink: true, headingStyleRange: '1-1' }),
          ...sections.flatMap(({ title: heading, blocks }, i) => [
            new Line({ heading: HeadingLevel.HEADING_1, pageBreakBefore: i === 0, children: [new TextRun(`${i + 1}. ${heading}`)] }),
            ...blocks.flatMap((block, place) => blockContent(block, blocks[place + 1])),
          ]),
        ],
      },
    ],
  });
  return Packer.toBuffer(file);
}

/** @param next what follows: the words before a drawing or a table are not left behind on another page. */
function blockContent(block: Block, next: Block | undefined): (Line | Grid)[] {
  switch (block.kind) {
    case 'paragraph':
      return [new Line({ keepNext: next !== undefined, alignment: AlignmentType.BOTH, indent: { firstLine: 709 }, children: [new TextRun({ text: block.text, ...(block.own ? { italics: true } : {}) })] })];
    case 'chart':
      return [caption(block.title), chart(block)];
    case 'table':
      return [caption(block.caption), grid(block), new Line({ spacing: { after: 60 }, children: [] })];
  }
}

const caption = (text: string): Line => new Line({ keepNext: true, spacing: { before: 160, after: 80 }, children: [new TextRun({ text, bold: true })] });

function chart({ bars, series, title }: Chart): Line {
  return new Line({
    children: [
      new ChartRun({
        type: 'bar',
        categories: bars.map(({ name }) => name),
        series: series.map((name, i) => ({ name, values: bars.map(({ values }) => values[i] ?? 0), color: COLOURS[i % COLOURS.length] ?? ACCENT })),
        ...(series.length > 1 ? { stacking: 'stacked' } : { legend: false }),
        // The first bar stands at the top.
        categoryAxis: { reverseOrder: true },
        // On top of each other they would not be read on their bars; the table below has the numbers.
        ...(series.length > 1 ? {} : { dataLabels: { value: true } }),
        gapWidth: 60,
        transformation: { width: 640, height: bars.length * 30 + 90 },
        altText: { name: title, description: title },
      } as ConstructorParameters<typeof ChartRun>[0]),
    ],
  });
}

function grid(table: Table): Grid {
  const { columns, rows } = table;
  const size = columns.length > 5 ? 16 : 20;
  const widths = columnWidths(table, WIDTH - columns.length * PADDING, size * LETTER).map((width) => Math.floor(width) + PADDING);
  // A short table stays on one page, with its caption: only what is long is carried over.
  const kept = (row: number): boolean => rows.length <= SHORT && row < rows.length - 1;
  const cell = (value: string | number, i: number, { head = false, keepNext }: { head?: boolean; keepNext: boolean }) =>
    new GridCell({
      width: { size: widths[i] ?? 0, type: WidthType.DXA },
      borders: { top: LINE, bottom: LINE, left: NO_LINE, right: NO_LINE },
      margins: { left: PADDING / 2, right: PADDING / 2, top: 30, bottom: 30 },
      ...(head ? { shading: { type: ShadingType.CLEAR, color: 'auto', fill: 'E4EBF2' } } : {}),
      children: [
        new Line({
          keepNext,
          alignment: columns[i]?.right ? AlignmentType.RIGHT : AlignmentType.LEFT,
          spacing: { after: 0 },
          children: [new TextRun({ text: typeof value === 'number' ? amount(value) : value, size, bold: head })],
        }),
      ],
    });
  return new Grid({
    width: { size: WIDTH, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    rows: [
      new TableRow({ tableHeader: true, cantSplit: true, children: columns.map(({ title }, i) => cell(title, i, { head: true, keepNext: true })) }),
      ...rows.map((row, n) => new TableRow({ cantSplit: true, children: row.map(({ value }, i) => cell(value, i, { keepNext: kept(n) })) })),
    ],
  });
}
