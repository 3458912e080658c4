import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { Templates } from '../../platform/templates/index.js';
import { BuildDocument, type Framing } from '../document/build-document.js';
import type { ReportDocument, Table } from '../document/report-document.js';
import type { Figures } from '../figures/figures.types.js';
import { htmlForm } from './html-form.js';
import { incidentColumns, IncidentRows } from './incident-rows.js';
import { renderBeside } from './render-beside.js';
import { type Sheet, xlsxStream } from './xlsx-stream.js';

export const formats = ['html', 'pdf', 'docx', 'xlsx', 'json'] as const;
export type Format = (typeof formats)[number];

export const mediaTypes: Record<Format, string> = {
  html: 'text/html; charset=utf-8',
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

/** Renders a report into each of its forms, from one set of figures and one set of words. */
@Injectable()
export class RenderForms {
  constructor(
    private readonly build: BuildDocument,
    private readonly templates: Templates,
    private readonly incidents: IncidentRows,
  ) {}

  /** @param extra what JSON holds besides the figures and the words. */
  async execute(format: Format, figures: Figures, framing: Framing, extra: object = {}): Promise<Readable> {
    const at = new Date(figures.asOf);
    switch (format) {
      case 'html':
        return bytes(Buffer.from(htmlForm(this.build.execute(figures, framing), this.templates)));
      case 'pdf':
        return bytes(await renderBeside({ form: 'pdf', document: this.build.execute(figures, framing), at }));
      case 'docx':
        return bytes(await renderBeside({ form: 'docx', document: this.build.execute(figures, framing), at }));
      case 'json':
        return bytes(Buffer.from(`${JSON.stringify({ ...extra, words: framing.words, figures: framing.secondPartOnly ? secondPartOf(figures) : figures }, null, 2)}\n`));
      case 'xlsx':
        return Readable.from(xlsxStream(this.sheets(figures, framing), at), { objectMode: false });
    }
  }

  private sheets(figures: Figures, framing: Framing): Sheet[] {
    const document = this.build.execute(figures, framing, { all: true });
    const tables = document.sections.flatMap(({ title, blocks }, i) => {
      const own = blocks.filter((block) => block.kind === 'table');
      return own.map((table, k) => sheetOf(table, own.length > 1 ? sheetName(`${i + 1}.${k + 1}`, table.caption) : sheetName(String(i + 1), title), marked(document)));
    });
    return [
      about(document),
      ...tables,
      ...(framing.secondPartOnly ? [] : [{ name: 'Сообщения', heading: marked(document), columns: incidentColumns, rows: this.incidents.of(figures) }]),
    ];
  }
}

/** What the committee's part holds of the figures. */
export const secondPartOf = ({ month, from, to, asOf, supplements }: Figures): Pick<Figures, 'month' | 'from' | 'to' | 'asOf' | 'supplements'> => ({ month, from, to, asOf, supplements });

const bytes = (content: Buffer): Readable => Readable.from([content], { objectMode: false });

/** What the workbook is, and the text of the report. */
function about(document: ReportDocument): Sheet {
  const { title, subtitle, notes, sections } = document;
  const text = sections.flatMap(({ title: heading, blocks }, i) => blocks.flatMap((block) => (block.kind === 'paragraph' ? [[`${i + 1}. ${heading}`, block.text]] : [])));
  return { name: 'Отчёт', heading: [`${title} ${subtitle}`, ...marked(document), ...notes], columns: [{ title: 'Раздел', width: 32 }, { title: 'Текст', width: 110 }], rows: text };
}

/** What stands across a draft stands above every sheet of it. */
const marked = ({ mark }: ReportDocument): string[] => (mark === null ? [] : [mark]);

const NAME = 31;

/** The section's number and as many whole words as a sheet's name holds; none of what it may not hold, and no «и» at its end. */
export function sheetName(number: string, title: string): string {
  const words = title.replaceAll(/[[\]:*?/\\]/g, ' ').split(/\s+/);
  let name = number;
  let tried = number;
  for (const word of words) {
    tried = `${tried} ${word}`;
    if (tried.length > NAME) break;
    if (word.length > 3 || tried === `${number} ${title}`) name = tried;
  }
  return name.replace(/[,.;]$/, '');
}

function sheetOf({ caption, columns, rows }: Table, name: string, marks: readonly string[]): Sheet {
  const [first = 0] = columns.map(({ width }) => width);
  return {
    name,
    heading: [caption, ...marks],
    columns: columns.map(({ title, width, right }) => ({ title: title, width: right ? 16 : Math.max(20, width + (width === first ? 10 : 0)) })),
    rows: rows.map((row) => row.map(({ value, exact }) => exact ?? value)),
  };
}
