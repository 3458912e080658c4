import { ANY, byLooks, bySound, isCyrillic, isDigit, isLatin, lookalike, squeeze } from './letters.js';
import { remembered } from './remembered.js';

/** A word as it is meant, and where it stands in the text: UTF-16 offsets. */
export interface NormalWord {
  readonly from: number;
  readonly to: number;
  /** The plain reading: lower-case, ё as е, disguised letters restored, repeated letters as one. */
  readonly word: string;
  /** Whether letters were restored, joined or left out: more than case and repetition. */
  readonly disguised: boolean;
  /** Other readings worth a look in a word list: masked letters as `*`, parts joined, Latin by look and by sound. */
  readonly readings: readonly Reading[];
}

export interface Reading {
  readonly word: string;
  /** Where the word ends if it is read so. */
  readonly to: number;
}

/** Longer runs are no words; what is beyond is left out. */
const LONGEST = 40;
/** Marks that hide a letter inside a word. */
const MASKS = '*#%&^~+|•·×¤§';
/** Signs put between letters to break a word. */
const SEPARATORS = '.-_/\\,=:;"\'`«»()[]{}<>!?–—…';

/** Code points that are not seen: accents, soft hyphens, joiners. */
const isUnseen = (char: string): boolean => /[\p{M}\p{Cf}\p{Cc}]/u.test(char) && !/\s/u.test(char);

/** What one code point comes to: lower-case, ё as е, without what is not seen; ligatures are several. */
const signsOf = remembered((point): readonly string[] => {
  if (isUnseen(point)) return [];
  const lower = point.normalize('NFKC').toLowerCase().replaceAll('ё', 'е');
  return [...lower.normalize('NFC')].filter((char) => !isUnseen(char));
});

interface Sign {
  readonly char: string;
  readonly from: number;
  readonly to: number;
}

/** What stands between white space is read once and remembered, up to this length. */
const ALIKE = 60;

/** The words of a text as they are meant. The work follows the length. */
export function normalise(text: string): NormalWord[] {
  const words: NormalWord[] = [];
  for (const { 0: chunk, index } of text.matchAll(/\S+/gu)) {
    for (const word of chunk.length <= ALIKE ? readAlike(chunk) : readChunk(signsIn(chunk))) words.push(movedBy(index, word));
  }
  return joinSpaced(words);
}

const readAlike = remembered((chunk): readonly NormalWord[] => readChunk(signsIn(chunk)));

const movedBy = (by: number, { from, to, word, disguised, readings }: NormalWord): NormalWord => ({
  from: from + by, to: to + by, word, disguised, readings: readings.length === 0 ? readings : readings.map((reading) => ({ word: reading.word, to: reading.to + by })),
});

/** Signs of what stands between white space: lower-case, ё as е, й whole, without what is not seen. */
function signsIn(chunk: string): Sign[] {
  const signs: Sign[] = [];
  let at = 0;
  for (const point of chunk) {
    const from = at;
    at += point.length;
    const last = signs.at(-1);
    if (point === '\u0306' && last?.char === 'и') signs[signs.length - 1] = { char: 'й', from: last.from, to: at };
    else for (const char of signsOf(point)) signs.push({ char, from, to: at });
  }
  return signs;
}

const isLetter = ({ char }: Sign): boolean => isCyrillic(char) || isLatin(char);
const isWordSign = (sign: Sign): boolean => isLetter(sign) || isDigit(sign.char) || lookalike(sign.char) !== undefined || MASKS.includes(sign.char);

/** The words of one chunk: parted by separators, or one word broken by them. */
function readChunk(chunk: readonly Sign[]): NormalWord[] {
  const parts: Sign[][] = [];
  let part: Sign[] = [];
  const close = (): void => {
    if (part.length > 0) parts.push(part);
    part = [];
  };
  for (const sign of chunk) {
    if (isWordSign(sign)) part.push(sign);
    else close();
  }
  close();
  // «х.у.й»: single letters with signs between them are one word.
  const single = parts.filter(({ length }) => length === 1).length;
  if (parts.length >= 3 && single >= parts.length - 1 && parts.every((signs) => signs.length <= 2)) {
    const whole = readPart(parts.flat());
    return whole ? [{ ...whole, disguised: true }] : [];
  }
  const words = parts.flatMap((signs) => readPart(signs) ?? []);
  return withJoined(words, chunk);
}

/** «бл/ядь», «су-ка», «п..да»: a short first part may be the beginning of a broken word. */
function withJoined(words: NormalWord[], chunk: readonly Sign[]): NormalWord[] {
  const [first, second] = words;
  if (!first || !second || words.length > 3 || first.word.length > 5 || !/^[а-я]+$/u.test(first.word + second.word)) return words;
  const gap = chunk.filter(({ from }) => from >= first.to && from < second.from).map(({ char }) => char);
  if (gap.length === 0 || !gap.every((char) => SEPARATORS.includes(char))) return words;
  const joined = squeeze(first.word + second.word).slice(0, LONGEST);
  const masked = gap.length >= 2 && gap.every((char) => char === '.' || char === '…' || char === '-') ? [`${first.word}${ANY}${second.word}`] : [];
  const readings = [joined, ...masked].map((word) => ({ word, to: second.to }));
  return [{ ...first, readings: [...first.readings, ...readings] }, ...words.slice(1)];
}

/** One word: lookalikes restored where Cyrillic letters stand around them, masks as `*`. */
function readPart(signs: readonly Sign[]): NormalWord | null {
  const kept = signs.slice(0, LONGEST);
  const letters = kept.filter((sign) => isLetter(sign));
  const [first, last] = [kept[0], kept.at(-1)];
  if (!first || !last || letters.length === 0) return numberOf(kept);
  const cyrillic = letters.filter(({ char }) => isCyrillic(char)).length;
  const place = { from: first.from, to: last.to };
  if (cyrillic === 0) return latinWord(kept.map(({ char }) => char).join(''), place);
  const restored = kept.map(({ char }, index) => restore(char, kept[index - 1]?.char, kept[index + 1]?.char)).join('');
  const masked = squeeze(restored);
  const word = masked.replace(/^\*|\*$/gu, '');
  const disguised = kept.some(({ char }, index) => isLatin(char) || restored[index] !== char);
  return { ...place, word, disguised, readings: masked.includes(ANY) ? [{ word: masked, to: place.to }] : [] };
}

/** A sign among Cyrillic letters: itself, the letter it looks like, or any. */
function restore(char: string, before: string | undefined, after: string | undefined): string {
  if (isCyrillic(char) || char === ANY) return char;
  if (isDigit(char) && ((before !== undefined && isDigit(before)) || (after !== undefined && isDigit(after)))) return char;
  return lookalike(char) ?? (isDigit(char) ? char : ANY);
}

function latinWord(latin: string, place: { from: number; to: number }): NormalWord {
  const word = squeeze(latin);
  if (word.length < 3) return { ...place, word, disguised: false, readings: [] };
  return { ...place, word, disguised: false, readings: [byLooks(latin), bySound(latin)].map((reading) => ({ word: squeeze(reading), to: place.to })) };
}

/** Every number is «0»: which it is says nothing about manners. */
function numberOf(signs: readonly Sign[]): NormalWord | null {
  const digits = signs.filter(({ char }) => isDigit(char)).length;
  const [first, last] = [signs[0], signs.at(-1)];
  if (!first || !last || digits === 0) return null;
  return { from: first.from, to: last.to, word: '0', disguised: false, readings: [] };
}

/** «х у й»: three single letters in a row or more are one word. */
function joinSpaced(words: readonly NormalWord[]): NormalWord[] {
  const joined: NormalWord[] = [];
  for (let index = 0; index < words.length; ) {
    let end = index;
    while (end < words.length && /^[а-я]$/u.test(words[end]?.word ?? '')) end += 1;
    if (end - index >= 3) {
      const run = words.slice(index, end);
      const word = squeeze(run.map((one) => one.word).join('')).slice(0, LONGEST);
      joined.push({ from: run[0]?.from ?? 0, to: run.at(-1)?.to ?? 0, word, disguised: true, readings: [] });
      index = end;
    } else {
      joined.push(words[index] as NormalWord);
      index += 1;
    }
  }
  return joined;
}
