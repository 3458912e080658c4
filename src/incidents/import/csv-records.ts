import { parse } from 'csv-parse/sync';
import { DomainError } from '../../platform/errors/index.js';

/** One physical line as text; with a fault its text is not to be trusted. */
export interface TextLine {
  number: number;
  text: string;
  fault: DomainError | null;
}

/** A record of a table: one or, with line breaks inside quotes, several physical lines. */
export type CsvRecord = { line: number; text: string; fault: null } | { line: number; text: null; fault: DomainError };

/** Most physical lines of one record: what is longer is taken for a quote that somebody forgot to close. */
const MAX_LINES = 500;

/** The delimiter of a table by its header: whichever of `;`, `,` and tab is there most. */
export function detectDelimiter(header: string): string {
  const named = /^sep=(.)$/.exec(header)?.[1];
  if (named) return named;
  const bare = header.replaceAll(/"[^"]*"/g, '');
  const count = (delimiter: string): number => bare.split(delimiter).length;
  return [';', ',', '\t'].reduce((best, next) => (count(next) > count(best) ? next : best));
}

/**
 * Puts physical lines together to records. A quote that is never closed costs its own line only:
 * what was swallowed after it is read anew.
 */
export class CsvRecords {
  private open: TextLine[] = [];
  private size = 0;

  constructor(
    private readonly delimiter: string,
    private readonly maxChars: number,
  ) {}

  /** Takes the next line. @returns the records that are complete with it. */
  *take(line: TextLine): Generator<CsvRecord> {
    const queue = [line];
    for (let next = queue.shift(); next; next = queue.shift()) {
      const broken = this.open.length >= MAX_LINES || this.size + next.text.length > this.maxChars;
      if (this.open.length > 0 && broken) {
        queue.unshift(...this.open.slice(1), next);
        yield this.giveUp();
        continue;
      }
      this.open.push(next);
      this.size += next.text.length + 1;
      this.quoted = quotedAfter(next.text, this.delimiter, this.quoted);
      if (!this.quoted) yield this.finish();
    }
  }

  /** No more lines: what is still open was never closed. */
  *end(): Generator<CsvRecord> {
    while (this.open.length > 0) {
      const [, ...rest] = this.open;
      yield this.giveUp();
      for (const line of rest) yield* this.take(line);
    }
  }

  private quoted = false;

  private finish(): CsvRecord {
    const { number: line } = this.open[0] as TextLine;
    const fault = this.open.find((part) => part.fault)?.fault ?? null;
    const text = this.open.map((part) => part.text).join('\n');
    this.reset();
    return fault ? { line, text: null, fault } : { line, text, fault: null };
  }

  private giveUp(): CsvRecord {
    const { number: line, fault } = this.open[0] as TextLine;
    this.reset();
    return { line, text: null, fault: fault ?? new DomainError('import.csv-quote') };
  }

  private reset(): void {
    this.open = [];
    this.size = 0;
    this.quoted = false;
  }
}

/** Whether a quoted value is still open at the end of a line, by the rules by which `csv-parse` reads it. */
function quotedAfter(line: string, delimiter: string, quotedBefore: boolean): boolean {
  let quoted = quotedBefore;
  if (!quoted && !line.includes('"')) return false;
  // A quote opens a value only as its first character; elsewhere it is a character like any other.
  let first = !quoted;
  for (let i = 0; i < line.length; i += 1) {
    const character = line[i];
    if (quoted) {
      if (character !== '"') continue;
      if (line[i + 1] === '"') i += 1;
      else quoted = false;
    } else if (character === '"' && first) {
      quoted = true;
      first = false;
    } else {
      first = character === delimiter;
    }
  }
  return quoted;
}

/** Splits whole records into their values, many at once, for each call costs more than a record. */
export function splitRecords(texts: readonly string[], delimiter: string): string[][] {
  if (texts.length === 0) return [];
  const rows: string[][] = parse(texts.join('\n'), {
    delimiter,
    record_delimiter: '\n',
    relax_quotes: true,
    relax_column_count: true,
  });
  if (rows.length !== texts.length) throw new Error('Records and rows of a table differ');
  return rows;
}
