import { fileTypeFromBuffer } from 'file-type';

/** A kind of file that may be attached. */
export interface MediaType {
  mediaType: string;
  kind: 'image' | 'video';
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

/** Everything that may be attached: photo and video (M-9). Nothing a browser could run (SVG) is among them. */
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
];

/** What `file-type` calls otherwise: an animated PNG is a PNG. */
const aliases: Record<string, string> = { 'image/apng': 'image/png' };

const byName = new Map(allowed.map((type) => [type.mediaType, type]));

/**
 * The type of a file by its beginning, whatever it is called or said to be.
 * @returns null when it is not one of those that may be attached.
 */
export async function detectMediaType(head: Uint8Array): Promise<MediaType | null> {
  const found = await fileTypeFromBuffer(head);
  return found ? (byName.get(aliases[found.mime] ?? found.mime) ?? null) : null;
}

/** Whether a browser may open an attachment of this type in place. */
export const opensInPlace = (mediaType: string): boolean => byName.get(mediaType)?.inline ?? false;

/** Names of all types that may be attached. */
export const allowedMediaTypes: readonly string[] = allowed.map(({ mediaType }) => mediaType);
