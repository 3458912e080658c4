import { describe, expect, it } from '@jest/globals';
import { media, otherFiles } from '../../test/support/media.js';
import { allowedMediaTypes, detectMediaType, opensInPlace } from './media-types.js';

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
    const found = await detectMediaType(media[kind]());
    expect(found).toMatchObject({ mediaType, kind: mediaType.split('/')[0] });
    expect(found?.extensions).toContain(kind === 'jpeg' ? 'jpg' : kind);
  });

  it.each(Object.keys(otherFiles) as (keyof typeof otherFiles)[])('does not take %s', async (kind) => {
    expect(await detectMediaType(otherFiles[kind]())).toBeNull();
  });

  it('takes no beginning that is cut off for a file', async () => {
    expect(await detectMediaType(Buffer.alloc(0))).toBeNull();
    expect(await detectMediaType(media.png().subarray(0, 3))).toBeNull();
    expect(await detectMediaType(Buffer.alloc(4096))).toBeNull();
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
