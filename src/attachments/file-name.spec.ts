import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { cleanFileName, contentDisposition } from './file-name.js';
import type { MediaType } from './media-types.js';

const jpeg: MediaType = { mediaType: 'image/jpeg', kind: 'image', extensions: ['jpg', 'jpeg'], inline: true };

describe('file names', () => {
  it.each([
    ['photo.jpg', 'photo.jpg'],
    ['Фото с места.JPEG', 'Фото с места.JPEG'],
    ['../../etc/passwd', 'passwd.jpg'],
    ['C:\\Users\\me\\yard.jpg', 'yard.jpg'],
    ['/absolute/yard.jpg', 'yard.jpg'],
    ['..', 'file.jpg'],
    ['', 'file.jpg'],
    [undefined, 'file.jpg'],
    ['.htaccess', 'htaccess.jpg'],
    ['.jpg', 'jpg.jpg'],
    ['setup.exe', 'setup.exe.jpg'],
    ['notes.txt', 'notes.txt.jpg'],
    ['gpj.\u202Eexe.jpg', 'gpj.exe.jpg'],
    ['a\0b\r\nc.jpg', 'abc.jpg'],
    ['a"b<c>|d?.jpg', 'a_b_c__d_.jpg'],
    ['и\u0306.jpg', '\u0439.jpg'],
    ['\ud800.jpg', 'jpg.jpg'],
  ])('make %j %j', (given, kept) => {
    expect(cleanFileName(given, jpeg)).toBe(kept);
  });

  it('are never long, never a path, and always say what the content is', () => {
    const wild = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary', maxLength: 400 }));
    fc.assert(
      fc.property(wild, (given) => {
        const name = cleanFileName(given, jpeg);
        expect(name).toMatch(/^[^/\\\p{Cc}\p{Cs}]+\.jpe?g$/iu);
        expect(name.startsWith('.')).toBe(false);
        expect([...name].length).toBeLessThanOrEqual(155);
        expect(cleanFileName(name, jpeg)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });
});

describe('Content-Disposition', () => {
  it('carries names of any alphabet by RFC 8187, beside a plain one', () => {
    expect(contentDisposition('inline', 'yard.jpg')).toBe(`inline; filename="yard.jpg"; filename*=UTF-8''yard.jpg`);
    expect(contentDisposition('attachment', 'Двор (1).jpg')).toBe(
      `attachment; filename="____ (1).jpg"; filename*=UTF-8''%D0%94%D0%B2%D0%BE%D1%80%20%281%29.jpg`,
    );
    expect(contentDisposition('inline', `a"b\\c%41'*.jpg`)).toBe(
      `inline; filename="a_b_c_41'*.jpg"; filename*=UTF-8''a%22b%5Cc%2541%27%2A.jpg`,
    );
  });

  it('is always one header line whose exact name reads back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const name = cleanFileName(given, jpeg);
        const header = contentDisposition('inline', name);
        expect(header).toMatch(
          /^inline; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[A-Za-z0-9%!#$&+^_`|~.-]*$/,
        );
        expect(decodeURIComponent(header.split(`UTF-8''`)[1] ?? '')).toBe(name);
      }),
    );
  });
});
