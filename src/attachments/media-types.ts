import { open } from 'node:fs/promises';
import { fileTypeFromBuffer, fileTypeFromFile } from 'file-type';

/** What a file is to people, and what a thing takes or does not take. */
export type MediaKind = 'image' | 'video' | 'document';

/** A kind of file that may be attached. */
export interface MediaType {
  mediaType: string;
  kind: MediaKind;
  /** File name extensions it goes by, the usual one first. */
  extensions: readonly [string, ...string[]];
  /** Whether every browser shows it by itself as a picture, so that it may be opened in place. */
  inline: boolean;
}

const image = (mediaType: string, inline: boolean, ...extensions: [string, ...string[]]): MediaType => ({
  mediaType,
  kind: 'image',
  extensions,
  inline,
});
const video = (mediaType: string, ...extensions: [string, ...string[]]): MediaType => ({
  mediaType,
  kind: 'video',
  extensions,
  inline: false,
});

const document = (mediaType: string, extension: string): MediaType => ({
  mediaType,
  kind: 'document',
  extensions: [extension],
  inline: false,
});
const office = 'application/vnd.openxmlformats-officedocument';

/**
 * Everything that may be attached: photo and video (M-9), and documents where a thing takes them (D-2.3, D-3.1).
 * Nothing a browser could run (SVG) is among them, and no document with macros.
 */
const allowed: readonly MediaType[] = [
  image('image/jpeg', true, 'jpg', 'jpeg', 'jpe', 'jfif'),
  image('image/png', true, 'png'),
  image('image/webp', true, 'webp'),
  image('image/gif', true, 'gif'),
  image('image/avif', true, 'avif'),
  image('image/heic', false, 'heic', 'heif'),
  image('image/heif', false, 'heif', 'heic'),
  video('video/mp4', 'mp4', 'm4v'),
  video('video/quicktime', 'mov', 'qt'),
  video('video/webm', 'webm'),
  document('application/pdf', 'pdf'),
  document(`${office}.wordprocessingml.document`, 'docx'),
  document(`${office}.spreadsheetml.sheet`, 'xlsx'),
  document(`${office}.presentationml.presentation`, 'pptx'),
  document('application/vnd.oasis.opendocument.text', 'odt'),
  document('application/vnd.oasis.opendocument.spreadsheet', 'ods'),
  document('application/vnd.oasis.opendocument.presentation', 'odp'),
];

/** What `file-type` calls otherwise: an animated PNG is a PNG. */
const aliases: Record<string, string> = { 'image/apng': 'image/png' };

const byName = new Map(allowed.map((type) => [type.mediaType, type]));

/** PDF ends with this; its beginning alone may be anybody's. */
const PDF_END = '%%EOF';
const PDF_TAIL = 2048;

/**
 * The type of a file by its content, whatever it is called or said to be: by its beginning, for documents by the whole
 * (packed ones tell their type by what is in the archive).
 * @returns null when it is not one of those that may be attached.
 */
export async function detectMediaType({ head, path }: { head: Buffer; path: string }): Promise<MediaType | null> {
  const packed = head.subarray(0, 4).toString('latin1') === 'PK\x03\x04';
  const found = packed ? await fileTypeFromFile(path) : await fileTypeFromBuffer(head);
  const type = found ? (byName.get(aliases[found.mime] ?? found.mime) ?? null) : null;
  if (type?.mediaType === 'application/pdf' && !(await endsAsPdf(path))) return null;
  return type;
}

async function endsAsPdf(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(PDF_TAIL), position: Math.max(0, size - PDF_TAIL) });
    return buffer.subarray(0, bytesRead).includes(PDF_END);
  } finally {
    await file.close();
  }
}

/** The kind of an attachment by its type. */
export const kindOf = (mediaType: string): MediaKind | null => byName.get(mediaType)?.kind ?? null;

/** Whether a browser may open an attachment of this type in place. */
export const opensInPlace = (mediaType: string): boolean => byName.get(mediaType)?.inline ?? false;

/** Names of all types that may be attached. */
export const allowedMediaTypes: readonly string[] = allowed.map(({ mediaType }) => mediaType);
