/** A cell: text or a number, and where its messages are. Numbers are written out by whoever renders. */
export interface TableCell {
  value: string | number;
  href?: string;
  /** What stands behind a wording, for spreadsheets, where it can be summed, sorted and filtered. */
  exact?: Exact;
}

/** A part of one, a difference, or hours; or a moment, ISO 8601 with its offset. */
export type Exact = { number: number; as: 'share' | 'change' | 'hours' } | { moment: string };

export interface TableColumn {
  title: string;
  /** Share of the width. */
  width: number;
  right?: boolean;
}

export interface Table {
  kind: 'table';
  caption: string;
  columns: TableColumn[];
  rows: TableCell[][];
}

/** Bars beside each other, or on top of each other where there are several series. */
export interface Chart {
  kind: 'chart';
  title: string;
  series: string[];
  bars: { name: string; values: number[] }[];
}

export interface Paragraph {
  kind: 'paragraph';
  text: string;
  /** The curator's own words. */
  own?: boolean;
}

export type Block = Paragraph | Chart | Table;

export interface Section {
  key: string;
  title: string;
  blocks: Block[];
}

/** A report as it is read, whatever form it takes: rendered from figures and words, and rendered into HTML, PDF, DOCX and XLSX. */
export interface ReportDocument {
  title: string;
  /** Whom it is addressed to, in the dative; null for a preview. */
  addressee: string | null;
  subtitle: string;
  /** Lines under the title: source moment, edition, filter. */
  notes: string[];
  /** Stands across a draft and a preview. */
  mark: string | null;
  sections: Section[];
}

/** Sections a curator may put words into. */
export const sectionTitles = {
  summary: 'Главное за период',
  states: 'Поступление и рассмотрение',
  networks: 'Социальные сети',
  topics: 'Тематика',
  locations: 'Где возникают вопросы',
  authorities: 'Работа органов',
  answers: 'Опубликованные ответы',
  terms: 'Соблюдение сроков',
  bearers: 'Сроки по ответственным',
  time: 'Рабочее время',
  slowest: 'Самые долгие случаи',
  style: 'Язык ответов',
} as const;
export type SectionKey = keyof typeof sectionTitles;
