import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../platform/errors/index.js';
import { streamedType, XLSX } from '../../platform/http/index.js';
import { ContentTooLong, type Spool, type SpooledFile, StorageError } from '../../platform/storage/index.js';
import type { ImportFormat } from './import-job.entity.js';
import type { ReceivedFile } from './queue-import.js';

/**
 * Receives a file of messages, as the body itself or as the one file of a form, into the spool: nothing of it is held
 * in memory, and whatever fails, nothing stays in the spool.
 * @param name what its sender calls the file, when the body is the file itself.
 * @throws DomainError `request.unsupported-media-type`, `import.one-file`, `.too-large`, `.interrupted`; StorageError.
 */
export async function receiveImport(
  request: FastifyRequest,
  spool: Spool,
  maxMb: number,
  name?: string,
): Promise<ReceivedFile> {
  const maxBytes = maxMb * 1024 * 1024;
  const type = streamedType(request);
  if (type === XLSX || (!type && !request.isMultipart())) throw new DomainError('request.unsupported-media-type');
  try {
    // What says itself that it is too long need not be sent.
    if (Number(request.headers['content-length']) > maxBytes + 1024 * 1024) throw new ContentTooLong(maxBytes);
    if (!type) return await receiveForm(request, spool, maxBytes);
    const file = await spool.receive(request.body as Readable, maxBytes);
    const format = type === 'text/csv' ? 'csv' : 'ndjson';
    return { file, format, fileName: cleanName(name, format) };
  } catch (error) {
    throw refusal(error, maxMb);
  } finally {
    // What the client still sends is read away, or it would never come to read the answer.
    request.raw.unpipe();
    request.raw.resume();
  }
}

async function receiveForm(request: FastifyRequest, spool: Spool, maxBytes: number): Promise<ReceivedFile> {
  let received: ReceivedFile | null = null;
  try {
    // One byte more than allowed may pass the form's reader: the spool is the one that counts.
    const limits = { fileSize: maxBytes + 1, files: 2, fields: 1, parts: 3, fieldSize: 1024, headerPairs: 100 };
    for await (const part of request.parts({ limits })) {
      if (part.type !== 'file' || received) throw new DomainError('import.one-file');
      const file = await spool.receive(part.file, maxBytes);
      const format = formatOf(part.filename, file);
      received = { file, format, fileName: cleanName(part.filename, format) };
    }
    if (!received) throw new DomainError('import.one-file');
    return received;
  } catch (error) {
    await received?.file.discard();
    throw error;
  }
}

/** What the file is, by its name or else by how it begins: browsers name the types of such files as they please. */
export function formatOf(fileName: string | undefined, { head }: Pick<SpooledFile, 'head'>): ImportFormat {
  if (/\.csv$/i.test(fileName ?? '')) return 'csv';
  if (/\.(?:ndjson|jsonl?)$/i.test(fileName ?? '')) return 'ndjson';
  return /^(?:\xef\xbb\xbf)?\s*[{[]/.test(head.toString('latin1')) ? 'ndjson' : 'csv';
}

function cleanName(given: string | undefined, format: ImportFormat): string {
  const last = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .slice(0, 200);
  return plain || `import.${format}`;
}

function refusal(error: unknown, maxMb: number): unknown {
  if (error instanceof ContentTooLong) return new DomainError('import.too-large', { maxMb });
  if (error instanceof DomainError || error instanceof StorageError) return error;
  const { code = '', syscall } = error as NodeJS.ErrnoException;
  // Our own disk failed.
  if (syscall !== undefined && code !== 'ECONNRESET') return error;
  // FST_FILES_LIMIT, FST_FIELDS_LIMIT, FST_PARTS_LIMIT: more than one file.
  return new DomainError(/^FST_\w+_LIMIT$/.test(code) ? 'import.one-file' : 'import.interrupted');
}
