/** Columns the story is set in. */
const WIDTH = 100;
/** Columns of the margin that holds day and time. */
const MARGIN = 9;

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;
export type Ink = keyof typeof codes;

/** Where the demo writes; colours only where somebody looks. */
export interface Terminal {
  write: (text: string) => unknown;
  isTTY?: boolean;
}

/** A page of plain text: a margin with the time, the body beside it, clauses at the right edge. */
export class Page {
  constructor(private readonly terminal: Terminal) {}

  /** A text in a colour, where there are colours. */
  ink(text: string, ...inks: Ink[]): string {
    if (!this.terminal.isTTY || text.trim() === '' || inks.length === 0) return text;
    return `${inks.map((ink) => `\u001B[${codes[ink]}m`).join('')}${text}\u001B[0m`;
  }

  line(text = ''): void {
    this.terminal.write(`${text}\n`);
  }

  title(text: string): void {
    this.line();
    this.line(this.ink(text, 'bold'));
    this.line(this.ink('─'.repeat(WIDTH), 'dim'));
  }

  /** A ruled line with a text in it. */
  rule(text: string): void {
    this.line();
    this.line(this.ink(`── ${text} `.padEnd(WIDTH, '─'), 'dim'));
  }

  /** Text over the whole width, indented. */
  prose(text: string, { indent = 2, inks = [] }: { indent?: number; inks?: Ink[] } = {}): void {
    for (const line of wrapped(text, WIDTH - indent)) this.line(`${' '.repeat(indent)}${this.ink(line, ...inks)}`);
  }

  /** The first line of a step: time in the margin, who acts, the clause at the right edge. */
  step(margin: string, head: string, right = ''): void {
    const room = WIDTH - MARGIN - right.length - 1;
    const who = this.ink(shortened(head, room).padEnd(room), 'bold');
    this.line(`${this.ink(margin.padEnd(MARGIN), 'cyan')}${who} ${this.ink(right, 'cyan')}`.trimEnd());
  }

  /** A line of the body behind a sign; continues under itself. `margin` stands beside the first line. */
  body(
    text: string,
    { sign = ' ', margin = '', inks = [] }: { sign?: string; margin?: string; inks?: Ink[] } = {},
  ): void {
    const lines = wrapped(text, WIDTH - MARGIN - 2);
    for (const [n, line] of lines.entries()) {
      const left = n === 0 ? this.ink(margin.padEnd(MARGIN), 'dim') : ' '.repeat(MARGIN);
      this.line(`${left}${this.ink(n === 0 ? sign : ' ', ...inks)} ${this.ink(line, ...inks)}`);
    }
  }

  /** Rows under each other; the last column takes what is left. */
  table(
    rows: readonly (readonly string[])[],
    widths: readonly number[],
    ink: (row: number, column: number) => Ink[] = () => [],
  ): void {
    for (const [r, row] of rows.entries()) {
      const cells = row.map((cell, c) => wrapped(cell, widths[c] ?? WIDTH));
      for (let line = 0; line < Math.max(...cells.map(({ length }) => length)); line += 1) {
        const pieces = cells.map((lines, c) => this.ink((lines[line] ?? '').padEnd(widths[c] ?? 0), ...ink(r, c)));
        this.line(`  ${pieces.join('  ')}`.trimEnd());
      }
    }
  }
}

/** What stays together: «п. 8, абз. 1» by its parts, «35 мин», «Ким А. С.». */
const bound = [
  /(п\.|абз\.) (?=\d)/g,
  /(\d) (?=(?:мин|ч|раб\.|рабоч|час)[\s.,);а-я]*)/g,
  /(раб\.) (?=дн)/g,
  /(\p{Lu}[\p{L}-]+|\p{Lu}\.) (?=\p{Lu}\.)/gu,
];
const GLUE = '\u00A0';

/** Lines no longer than `width`, broken between words. */
export function wrapped(text: string, width: number): string[] {
  const glued = bound.reduce((whole, pattern) => whole.replaceAll(pattern, `$1${GLUE}`), text);
  return broken(glued, width).map((line) => line.replaceAll(GLUE, ' '));
}

function broken(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines;
}

/** A text cut to `width`, with the cut shown. */
export const shortened = (text: string, width: number): string =>
  text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
