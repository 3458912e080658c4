/** `Content-Type: text/…` with its parameters over folded lines; where it names no character set, or one that Russian text is none of. */
const TEXT_TYPE = /^(content-type:[ \t]*text\/(?:plain|html)\b)((?:[^\r\n]|\r?\n[ \t])*)/gim;
const CHARSET = /;\s*charset\s*=\s*"?([\w.-]*)"?/i;
const NOT_RUSSIAN = /^(?:|us-ascii|ascii|iso-8859-1|iso-8859-15|latin1|windows-1252|x-unknown|unknown-8bit|8bit|default)$/i;

/**
 * Russian letters of clients that do not say what they are written in, or say something else (Windows programs of old,
 * scripts): the letter with the character set named that makes Russian of it.
 * @param read what the letter's text came to without.
 * @returns null when nothing is to be mended.
 */
export function withCharset(raw: Buffer, read: string): Buffer | null {
  if (!looksBroken(read)) return null;
  const charset = charsetOf(raw);
  let mended = false;
  const bytes = raw.toString('latin1').replace(TEXT_TYPE, (whole, type: string, parameters: string) => {
    if (!NOT_RUSSIAN.test(CHARSET.exec(parameters)?.[1] ?? '')) return whole;
    mended = true;
    return `${type}; charset=${charset}${parameters.replace(CHARSET, '')}`;
  });
  return mended ? Buffer.from(bytes, 'latin1') : null;
}

/** Replacement characters, or Latin letters with accents where a Russian text has its own («Ìàðèÿ»). */
function looksBroken(text: string): boolean {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const broken = count(/\uFFFD/g) + count(/[\u00C0-\u00FF]/g);
  return broken > 3 && broken > count(/[А-Яа-яЁё]/g);
}

/** What the page itself says, else whichever makes more small Russian letters: the two sets have them swapped. */
function charsetOf(raw: Buffer): string {
  const named = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{4,20})/i.exec(raw.toString('latin1'))?.[1];
  if (named && !NOT_RUSSIAN.test(named)) return named;
  const small = (label: string): number => new TextDecoder(label).decode(raw).match(/[а-яё]/g)?.length ?? 0;
  return small('koi8-r') > small('windows-1251') ? 'koi8-r' : 'windows-1251';
}
