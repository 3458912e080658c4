import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '../clock/index.js';
import { newId } from '../ids/index.js';
import { StorageError } from './storage-errors.js';

/** Enough of a file's beginning to tell its type, bytes. */
const HEAD_BYTES = 64 * 1024;

/** A file received whole, not yet kept. */
export interface SpooledFile {
  path: string;
  /** Bytes. */
  size: number;
  /** SHA-256 of the content, lower-case hex. */
  sha256: string;
  /** The content's beginning, up to 64 KiB. */
  head: Buffer;
  /** Removes the file, if nobody took it over. */
  discard: () => Promise<void>;
}

/** The content is longer than allowed; nothing of it is left. */
export class ContentTooLong extends Error {
  constructor(readonly maxBytes: number) {
    super(`Content is longer than ${maxBytes} bytes`);
  }
}

/** Receives streams into files of a folder, so that only whole and checked contents go on to the storage. */
export class Spool {
  constructor(
    private readonly directory: string,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads `content` to its end into a file (mode 0600), in constant memory, counting and hashing.
   * Whatever fails, no file stays behind.
   * @throws ContentTooLong as soon as it exceeds `maxBytes`; whatever the source fails with.
   */
  async receive(content: Readable, maxBytes: number): Promise<SpooledFile> {
    // The name tells the moment, so that what a crash left behind can be told from what is being received.
    const path = join(this.directory, `${this.clock.now().getTime()}-${newId()}.part`);
    const discard = () => rm(path, { force: true });
    const meter = new Meter(maxBytes);
    try {
      await mkdir(this.directory, { recursive: true, mode: 0o700 });
      await pipeline(content, meter, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    } catch (error) {
      await discard();
      const full = ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '');
      throw full ? new StorageError('No room to receive a file', { cause: error }) : error;
    }
    return { path, discard, ...meter.result() };
  }

  /** Removes files begun before `before`, which a crash left behind. @returns how many. */
  async sweep(before: Date): Promise<number> {
    const names = await readdir(this.directory).catch(() => []);
    const left = names.filter((name) => name.endsWith('.part') && Number(name.split('-')[0]) < before.getTime());
    for (const name of left) await rm(join(this.directory, name), { force: true });
    return left.length;
  }
}

/** Counts, hashes and limits what flows through it. */
class Meter extends Transform {
  private readonly hash = createHash('sha256');
  private readonly head: Buffer[] = [];
  private size = 0;

  constructor(private readonly maxBytes: number) {
    super();
  }

  override _transform(
    chunk: Buffer,
    _encoding: BufferEncoding,
    done: (error: Error | null, chunk?: Buffer) => void,
  ): void {
    if (this.size < HEAD_BYTES) this.head.push(chunk.subarray(0, HEAD_BYTES - this.size));
    this.size += chunk.length;
    if (this.size > this.maxBytes) return done(new ContentTooLong(this.maxBytes));
    this.hash.update(chunk);
    done(null, chunk);
  }

  result(): Pick<SpooledFile, 'size' | 'sha256' | 'head'> {
    return { size: this.size, sha256: this.hash.digest('hex'), head: Buffer.concat(this.head) };
  }
}
