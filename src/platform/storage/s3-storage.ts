import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type ByteRange, objectKey, ObjectStorage } from './object-storage.js';
import { ObjectMissing, StorageError } from './storage-errors.js';
import { type S3Options, type S3Request, S3Sender } from './s3-request.js';
import type { SpooledFile } from './spool.js';

const ATTEMPTS = 3;
/** Pause before the second attempt, milliseconds; it doubles. */
const BACKOFF_MS = 100;

/** Objects of a bucket, `<folder>/<sha256>`, in any service that speaks S3. Every request may safely be repeated. */
export class S3Storage extends ObjectStorage implements OnApplicationShutdown {
  private readonly logger = new Logger('S3');
  private readonly sender: S3Sender;

  constructor(private readonly options: S3Options) {
    super();
    this.sender = new S3Sender(options);
  }

  override async put(file: SpooledFile): Promise<void> {
    const answer = await this.request({ method: 'PUT', key: file.sha256, file });
    if (answer.statusCode !== 200) throw await this.refused('PUT', answer);
    answer.resume();
    await file.discard();
  }

  override async get(key: string, range?: ByteRange): Promise<Readable> {
    const headers = range && { range: `bytes=${range.start}-${range.end}` };
    const answer = await this.request({ method: 'GET', key, headers });
    if (answer.statusCode === (range ? 206 : 200)) return answer;
    const refusal = await this.refused('GET', answer);
    throw refusal.code === 'NoSuchKey' ? new ObjectMissing(key) : refusal;
  }

  override async delete(key: string): Promise<void> {
    const answer = await this.request({ method: 'DELETE', key });
    const status = answer.statusCode ?? 0;
    if (status >= 300 && status !== 404) throw await this.refused('DELETE', answer);
    answer.resume();
  }

  override async exists(key: string): Promise<boolean> {
    const answer = await this.request({ method: 'HEAD', key });
    if (answer.statusCode !== 200 && answer.statusCode !== 404) throw await this.refused('HEAD', answer);
    answer.resume();
    return answer.statusCode === 200;
  }

  onApplicationShutdown(): void {
    this.sender.close();
  }

  /** The service's answer, after some attempts when it does not work at the moment. */
  private async request(request: S3Request): Promise<IncomingMessage> {
    const sent = { ...request, key: `${this.options.folder ?? 'attachments'}/${objectKey(request.key)}` };
    for (let attempt = 1; ; attempt += 1) {
      const { answer, error } = await this.sender.send(sent).then(
        (answer) => ({ answer, error: null }),
        (error: Error) => ({ answer: null, error }),
      );
      const status = answer?.statusCode ?? 0;
      if (answer && status < 500 && status !== 429) return answer;
      if (attempt === ATTEMPTS)
        throw answer ? await this.refused(request.method, answer) : this.failure(request.method, error.message);
      answer?.resume();
      await pause(BACKOFF_MS * 2 ** (attempt - 1));
    }
  }

  /** What the service says in its XML, as an error. */
  private async refused(method: string, answer: IncomingMessage): Promise<S3Refusal> {
    const xml = await bodyOf(answer);
    const code = /<Code>([^<]{1,100})<\/Code>/.exec(xml)?.[1] ?? '';
    // A missing object is the caller's matter; everything else is for the administrator to see.
    const text = `answered ${answer.statusCode ?? '?'} ${code}`.trim();
    return code === 'NoSuchKey' ? new S3Refusal(text, code) : this.failure(method, text, code);
  }

  private failure(method: string, text: string, code = ''): S3Refusal {
    this.logger.error(`S3 ${method}: ${text}`);
    return new S3Refusal(`S3 ${method}: ${text}`, code);
  }
}

class S3Refusal extends StorageError {
  constructor(
    message: string,
    /** S3's own name of the error, e.g. `NoSuchKey`. */
    readonly code: string,
  ) {
    super(message);
  }
}

const MAX_ERROR_BYTES = 64 * 1024;

async function bodyOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_ERROR_BYTES) break;
    }
  } catch {
    // The status alone has to do.
  }
  return Buffer.concat(chunks).toString('utf8');
}
