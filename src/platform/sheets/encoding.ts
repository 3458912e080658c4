/** The text of a file in UTF-8, UTF-16 (with its mark) or Windows-1251, whichever explains it; null when none does. */
export function textOf(content: Buffer): string | null {
  if (content[0] === 0xff && content[1] === 0xfe) return decoded(content, 'utf-16le');
  return decoded(content, 'utf-8') ?? decoded(content, 'windows-1251');
}

function decoded(content: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch {
    return null;
  }
}
