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
    const tables = document.sections.flatMap(({ blocks }) => blocks.filter((block) => block.kind === 'table'));
    return [
      about(document),
      ...tables.map((table, i) => sheetOf(table, i + 1)),
      ...(framing.secondPartOnly ? [] : [{ name: 'Сообщения', heading: [], columns: incidentColumns, rows: this.incidents.of(figures) }]),
    ];
  }
}

/** What the committee's part holds of the figures. */
export const secondPartOf = ({ month, from, to, asOf, supplements }: Figures): Pick<Figures, 'month' | 'from' | 'to' | 'asOf' | 'supplements'> => ({ month, from, to, asOf, supplements });

const bytes = (content: Buffer): Readable => Readable.from([content], { objectMode: false });

/** What the workbook is, and the text of the report. */
function about({ title, subtitle, notes, sections }: ReportDocument): Sheet {
  const text = sections.flatMap(({ title: heading, blocks }) => blocks.flatMap((block) => (block.kind === 'paragraph' ? [[heading, block.text]] : [])));
  return { name: 'Отчёт', heading: [`${title} ${subtitle}`, ...notes], columns: [{ title: 'Раздел', width: 32 }, { title: 'Текст', width: 110 }], rows: text };
}

function sheetOf({ caption, columns, rows }: Table, number: number): Sheet {
  const [first = 0] = columns.map(({ width }) => width);
  return {
    // A name may not hold everything a caption may, and every name must be another.
    name: `${number}. ${caption.replaceAll(/[[\]:*?/\\]/g, ' ')}`.slice(0, 31),
    heading: [caption],
    columns: columns.map(({ title, width, right }) => ({ title: title, width: right ? 16 : Math.max(20, width + (width === first ? 10 : 0)) })),
    rows: rows.map((row) => row.map(({ value }) => value)),
  };
}
