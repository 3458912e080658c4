import type { FastifyRequest } from 'fastify';
import { DomainError } from '../platform/errors/index.js';
import { ContentTooLong, type Spool, StorageError } from '../platform/storage/index.js';
import type { Upload } from './upload-attachment.js';

/**
 * Receives a form that holds one file and nothing else; it is read to its end before anything is done with the file.
 * Whatever fails, nothing stays in the spool.
 * @throws DomainError `request.unsupported-media-type`, `attachment.one-file`, `.too-large`, `.interrupted`; StorageError.
 */
export async function receiveUpload(request: FastifyRequest, spool: Spool, maxMb: number): Promise<Upload> {
  if (!request.isMultipart()) throw new DomainError('request.unsupported-media-type');
  const maxBytes = maxMb * 1024 * 1024;
  let upload: Upload | null = null;
  try {
    // One byte more than allowed may pass the form's reader: the spool is the one that counts.
    const limits = { fileSize: maxBytes + 1, files: 2, fields: 1, parts: 3, fieldSize: 1024, headerPairs: 100 };
    for await (const part of request.parts({ limits })) {
      if (part.type !== 'file' || upload) throw new DomainError('attachment.one-file');
      upload = { file: await spool.receive(part.file, maxBytes), fileName: part.filename };
    }
    if (!upload) throw new DomainError('attachment.one-file');
    return upload;
  } catch (error) {
    await upload?.file.discard();
    throw refusal(error, maxMb);
  } finally {
    // What the client still sends is read away, or it would never come to read the answer.
    request.raw.unpipe();
    request.raw.resume();
  }
}

function refusal(error: unknown, maxMb: number): unknown {
  if (error instanceof ContentTooLong) return new DomainError('attachment.too-large', { maxMb });
  if (error instanceof DomainError || error instanceof StorageError) return error;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  // Our own disk failed.
  if (syscall !== undefined && code !== 'ECONNRESET') return error;
  // FST_FILES_LIMIT, FST_FIELDS_LIMIT, FST_PARTS_LIMIT: more than one file.
  return new DomainError(/^FST_\w+_LIMIT$/.test(code) ? 'attachment.one-file' : 'attachment.interrupted');
}
