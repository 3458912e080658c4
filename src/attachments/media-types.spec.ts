import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { media, otherFiles } from '../../test/support/media.js';
import { allowedMediaTypes, detectMediaType, kindOf, type MediaType, opensInPlace } from './media-types.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'otklik-types-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** The type of a file as the spool hands it on. */
async function typeOf(content: Buffer): Promise<MediaType | null> {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return detectMediaType({ head: content.subarray(0, 64 * 1024), path });
}

describe('media types', () => {
  it.each([
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['webp', 'image/webp'],
    ['gif', 'image/gif'],
    ['avif', 'image/avif'],
    ['heic', 'image/heic'],
    ['mp4', 'video/mp4'],
    ['mov', 'video/quicktime'],
    ['webm', 'video/webm'],
  ] as const)('knows %s by its content', async (kind, mediaType) => {
    const found = await typeOf(media[kind]());
    expect(found).toMatchObject({ mediaType, kind: mediaType.split('/')[0] });
    expect(found?.extensions).toContain(kind === 'jpeg' ? 'jpg' : kind);
  });

  it.each([
    ['pdf', 'application/pdf'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
    ['odt', 'application/vnd.oasis.opendocument.text'],
  ] as const)('knows the document %s by the whole of it', async (kind, mediaType) => {
    expect(await typeOf(media[kind]())).toMatchObject({ mediaType, kind: 'document', extensions: [kind], inline: false });
    expect(kindOf(mediaType)).toBe('document');
  });

  it('knows a PDF longer than its beginning', async () => {
    expect(await typeOf(media.pdf(Buffer.alloc(200_000, 'x')))).toMatchObject({ mediaType: 'application/pdf' });
    expect(await typeOf(Buffer.concat([media.pdf(), Buffer.alloc(5000, 'x')]))).toBeNull();
  });

  it.each(Object.keys(otherFiles) as (keyof typeof otherFiles)[])('does not take %s', async (kind) => {
    expect(await typeOf(otherFiles[kind]())).toBeNull();
  });

  it('takes no beginning that is cut off for a file', async () => {
    expect(await typeOf(Buffer.alloc(0))).toBeNull();
    expect(await typeOf(media.png().subarray(0, 3))).toBeNull();
    expect(await typeOf(Buffer.alloc(4096))).toBeNull();
  });

  it('opens pictures that cannot run anything in place, and nothing else', () => {
    expect(allowedMediaTypes.filter(opensInPlace)).toEqual([
      'image/jpeg',
      'image/png',
      'image/webp',
      'image/gif',
      'image/avif',
    ]);
    expect(opensInPlace('image/svg+xml')).toBe(false);
  });
});
