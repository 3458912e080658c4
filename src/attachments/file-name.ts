import type { MediaType } from './media-types.js';

/** Longest kept name, characters. */
const MAX_LENGTH = 150;

/**
 * The name under which an attachment is shown and downloaded: what the uploader called it without folders,
 * control and direction characters (which can make `exe.jpg` out of `gpj.exe`), with an extension that fits the content.
 */
export function cleanFileName(given: string | undefined, type: MediaType): string {
  const last = (given ?? '').normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\u2028\u2029]/gu, '')
    .replaceAll(/[<>:"|?*]/g, '_')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const [extension] = type.extensions;
  const dot = plain.lastIndexOf('.');
  const fits = dot > 0 && type.extensions.includes(plain.slice(dot + 1).toLowerCase());
  const stem = (fits ? plain.slice(0, dot) : plain) || 'file';
  return `${[...stem].slice(0, MAX_LENGTH).join('').trimEnd()}.${fits ? plain.slice(dot + 1) : extension}`;
}

/**
 * `Content-Disposition` with a name of any alphabet: RFC 6266, the exact name in RFC 8187 encoding
 * beside one of plain letters for those who do not read it.
 */
export function contentDisposition(kind: 'inline' | 'attachment', fileName: string): string {
  const plain = fileName.replaceAll(/[^\x20-\x7e]/gu, '_').replaceAll(/["\\%]/g, '_');
  // encodeURIComponent leaves these, which RFC 8187 does not allow.
  const exact = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${exact}`;
}
