import { DomainError } from '../../platform/errors/index.js';
import { afterLooking, byteLines } from './byte-lines.js';
import { CsvRecords, type CsvRecord, detectDelimiter, splitRecords, type TextLine } from './csv-records.js';
import { detectEncoding, type ImportEncoding, LineDecoder, withByteLines } from './encoding.js';
import { columnNames, fieldNames, type ImportedMessage, readHeader, readJson, readMessage } from './message-fields.js';

/** One message of a file, or why it could not be read; `line` is the physical line it begins in, from 1. */
export type ParsedLine =
  { line: number; value: ImportedMessage; error: null } | { line: number; value: null; error: DomainError };

export interface ParseOptions {
  /** By default told by the first character: `{` or `[` begins JSON. */
  format?: 'ndjson' | 'csv';
  /** By default told by the file's beginning. */
  encoding?: ImportEncoding;
  /** First line to give out, e.g. the one after the last that was worked off; a table's header is read all the same. */
  fromLine?: number;
  /** Longest line, and longest record of a table, bytes. */
  maxLineBytes?: number;
}

type Format = NonNullable<ParseOptions['format']>;

/** Enough of a file to tell its encoding. */
const HEAD_BYTES = 64 * 1024;
/** Records of a table split at once. */
const BATCH = 100;

/**
 * Reads messages from NDJSON or from a table (CSV with `;`, `,` or tab), in UTF-8, Windows-1251 or UTF-16.
 * Works in constant memory however long the stream is, and takes from it no faster than its reader takes from this.
 * A line that cannot be read is given out as an error and the next one goes on; blank lines are passed over.
 * Only a table whose header cannot be understood ends with its first error, `import.csv-header`.
 * @throws whatever the source fails with.
 */
export async function* parseLines(
  source: AsyncIterable<Uint8Array>,
  options: ParseOptions = {},
): AsyncGenerator<ParsedLine> {
  const { fromLine = 1, maxLineBytes = 256 * 1024 } = options;
  let encoding: ImportEncoding = options.encoding ?? 'utf-8';
  let format: Format = options.format ?? 'csv';
  const looked = afterLooking(source, HEAD_BYTES, (head) => {
    encoding = options.encoding ?? detectEncoding(head);
    // The mark and the zero bytes of UTF-16 are passed over.
    format =
      options.format ?? (/^(?:\xef\xbb\xbf|\xff\xfe)?[\s\0]*[{[]/.test(head.toString('latin1')) ? 'ndjson' : 'csv');
  });
  let decoder: LineDecoder | null = null;
  let reader: JsonReader | TableReader | null = null;
  for await (const { number, bytes } of byteLines(
    withByteLines(looked, () => encoding),
    maxLineBytes,
  )) {
    decoder ??= new LineDecoder(encoding === 'windows-1251' ? encoding : 'utf-8');
    reader ??= format === 'csv' ? new TableReader(maxLineBytes, fromLine) : new JsonReader(fromLine);
    yield* reader.take(textLine(number, bytes, decoder, maxLineBytes));
    if (reader.stopped) return;
  }
  if (reader) yield* reader.end();
}

function textLine(number: number, bytes: Buffer | null, decoder: LineDecoder, maxBytes: number): TextLine {
  if (bytes === null) {
    return { number, text: '', fault: new DomainError('import.line-too-long', { maxKb: Math.floor(maxBytes / 1024) }) };
  }
  const { text, whole } = decoder.decode(bytes);
  return { number, text, fault: whole ? null : new DomainError('import.encoding') };
}

/** Reads NDJSON: each line is a message. */
class JsonReader {
  readonly stopped = false;

  constructor(private readonly fromLine: number) {}

  *take({ number: line, text, fault }: TextLine): Iterable<ParsedLine> {
    if (line < this.fromLine || (!fault && text.trim() === '')) return;
    yield fault ? { line, value: null, error: fault } : attempt(line, () => readMessage(readJson(text), fieldNames));
  }

  *end(): Iterable<ParsedLine> {}
}

/** Reads a table: a header, then each record is a message. */
class TableReader {
  /** Whether nothing more can be read. */
  stopped = false;
  private records: CsvRecords | null = null;
  private delimiter = ';';
  private header: ReturnType<typeof readHeader> | null = null;
  private batch: CsvRecord[] = [];

  constructor(
    private readonly maxBytes: number,
    private readonly fromLine: number,
  ) {}

  *take(line: TextLine): Iterable<ParsedLine> {
    if (!this.records) {
      if (!line.fault && line.text.trim() === '') return;
      this.delimiter = detectDelimiter(line.text);
      this.records = new CsvRecords(this.delimiter, this.maxBytes);
      // A line some spreadsheets put first: `sep=;`.
      if (/^sep=.$/.test(line.text)) return;
    }
    for (const record of this.records.take(line)) yield* this.record(record);
  }

  *end(): Iterable<ParsedLine> {
    for (const record of this.records?.end() ?? []) yield* this.record(record);
    yield* this.flush();
  }

  private *record(record: CsvRecord): Iterable<ParsedLine> {
    if (record.text?.trim() === '') return;
    if (!this.header) {
      const result = attempt(record.line, () => this.readHeader(record));
      if (!result.error) return;
      this.stopped = true;
      yield result;
      return;
    }
    if (record.line < this.fromLine) return;
    this.batch.push(record);
    if (this.batch.length >= BATCH) yield* this.flush();
  }

  private readHeader({ text, fault }: CsvRecord): void {
    if (text === null) throw fault;
    this.header = readHeader(splitRecords([text], this.delimiter)[0] ?? []);
  }

  private *flush(): Iterable<ParsedLine> {
    const { batch } = this;
    this.batch = [];
    const rows = splitRecords(
      batch.flatMap(({ text }) => text ?? []),
      this.delimiter,
    ).values();
    for (const { line, fault } of batch) {
      if (fault) {
        yield { line, value: null, error: fault };
        continue;
      }
      const row = rows.next().value ?? [];
      if (row.some((value) => value.trim() !== '')) yield attempt(line, () => this.message(row));
    }
  }

  private message(row: string[]): ImportedMessage {
    const header = this.header ?? [];
    if (row.length !== header.length)
      throw new DomainError('import.csv-columns', { expected: header.length, found: row.length });
    return readMessage(Object.fromEntries(header.flatMap((field, i) => (field ? [[field, row[i]]] : []))), columnNames);
  }
}

/** The outcome of reading one line. */
function attempt<T>(
  line: number,
  read: () => T,
): { line: number; value: T; error: null } | { line: number; value: null; error: DomainError } {
  try {
    return { line, value: read(), error: null };
  } catch (error) {
    if (error instanceof DomainError) return { line, value: null, error };
    throw error;
  }
}
