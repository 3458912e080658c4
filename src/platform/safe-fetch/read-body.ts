import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable, Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** An answer that is longer than allowed, or whose encoding makes no sense. */
export class BodyRefused extends Error {
  constructor(readonly reason: 'too-large' | 'decoding') {
    super(reason);
  }
}

const decoders = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };

/**
 * The body, unpacked; both what comes over the wire and what it unpacks to are counted while they come, so a small answer that
 * unpacks into a huge one ends at the limit.
 * @throws BodyRefused
 */
export async function readBody(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const encoding = (answer.headers['content-encoding'] ?? '').trim().toLowerCase();
  const stream = unpacked(answer, encoding, maxBytes);
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxBytes) throw new BodyRefused('too-large');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof BodyRefused) throw error;
    throw /^(Z_|ERR_(BROTLI|ZLIB|_ERROR))|ERROR_FORMAT/.test(String((error as NodeJS.ErrnoException).code)) ? new BodyRefused('decoding') : error;
  } finally {
    answer.destroy();
  }
  return Buffer.concat(chunks);
}

function unpacked(answer: IncomingMessage, encoding: string, maxBytes: number): Readable {
  if (encoding === '' || encoding === 'identity') return answer;
  const decoder = decoders[encoding as keyof typeof decoders];
  if (!decoder) throw new BodyRefused('decoding');
  let received = 0;
  const meter = new Transform({
    transform: (chunk: Buffer, _, done) => {
      received += chunk.length;
      done(received > maxBytes ? new BodyRefused('too-large') : null, chunk);
    },
  });
  const unpacking = decoder();
  // Faults of any part come out of the last one, which is read above.
  pipeline(answer, meter, unpacking, () => undefined);
  return unpacking;
}
