import type { ReadLine } from './read-line.js';

/** Lines of one transaction, and how many bytes of the file had been read by then. */
export interface Batch {
  lines: ReadLine[];
  bytes: number;
}

/** Counts the bytes that pass, for the progress. */
export class ByteCounter {
  count = 0;

  async *of(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      this.count += chunk.length;
      yield chunk;
    }
  }
}

/** Gathers lines into batches of `size`; the source is read no further than the batch in hand. */
export async function* inBatches(
  lines: AsyncIterable<ReadLine>,
  size: number,
  counter: ByteCounter,
): AsyncGenerator<Batch> {
  let batch: ReadLine[] = [];
  for await (const line of lines) {
    batch.push(line);
    if (batch.length < size) continue;
    yield { lines: batch, bytes: counter.count };
    batch = [];
  }
  if (batch.length > 0) yield { lines: batch, bytes: counter.count };
}
