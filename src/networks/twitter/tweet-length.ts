const MAX = 280;
const URL_LENGTH = 23;
/** Code points that count as one; all others count as two (the network's own configuration, version 3). */
const light: readonly [number, number][] = [[0, 4351], [8192, 8205], [8208, 8223], [8242, 8247]];
/** The network makes links of addresses without a scheme too, but not of mailboxes. */
const link = /https?:\/\/\S+|(?<![\p{L}\p{N}@._-])(?:[\p{L}\p{N}-]+\.)+(?:ru|su|рф|com|org|net|info)(?![\p{L}\p{N}@-])(?:\/\S*)?/giu;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Length of a tweet as the network counts it: a link 23, an emoji 2, Cyrillic and Latin 1, most other writing 2. */
export function tweetLength(text: string): { length: number; max: number } {
  const normal = text.normalize('NFC');
  const links = normal.match(link) ?? [];
  let length = links.length * URL_LENGTH;
  for (const { segment } of graphemes.segment(normal.replaceAll(link, ''))) {
    length += /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment)
      ? 2
      : [...segment].reduce((sum, character) => sum + weight(character.codePointAt(0) ?? 0), 0);
  }
  return { length, max: MAX };
}

const weight = (point: number): number => (light.some(([from, to]) => point >= from && point <= to) ? 1 : 2);
