/** A word of a text and where it stands: UTF-16 offsets into the text as given. */
export interface Word {
  readonly from: number;
  readonly to: number;
  /** As written. */
  readonly text: string;
  /** Lower-case, ё as е. */
  readonly lower: string;
}

/** A sentence: its range, and its words as a range of indexes into the words of the text. */
export interface Sentence {
  readonly from: number;
  readonly to: number;
  readonly firstWord: number;
  /** One past the last. */
  readonly endWord: number;
}

/** Lower-case, ё as е. The length may differ from the source's for exotic letters: take ranges from words. */
export const fold = (text: string): string => text.toLowerCase().replaceAll('ё', 'е');

// The joints are no letters, so there is one way to read any text: linear.
const WORD = /[\p{L}\p{M}\p{N}]+(?:[-‐‑’'][\p{L}\p{M}\p{N}]+)*/gu;

/** The words of a text: letters and digits, joined by hyphens and apostrophes. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(WORD)) {
    words.push({ from: match.index, to: match.index + match[0].length, text: match[0], lower: fold(match[0]) });
  }
  return words;
}

/** Words before a full stop that do not end a sentence. */
const SHORTENED = new Set(
  'г гг ул д дом кв пр просп пер пл бул стр корп к п пп пос с рп р обл тел доб внутр руб коп тыс млн млрд т тп тд др см ст ч час мин сек кв эт каб оф им проф зам нач ред изд рис табл напр ок в вв'.split(' '),
);

const endsSentence = (char: string): boolean => char === '.' || char === '!' || char === '?' || char === '…';

/**
 * The sentences of a text. A new line begins one, so items of a list are sentences of their own. A full stop after a
 * shortened word («ул.», «г.»), an initial or inside a number does not end one.
 */
export function sentencesOf(text: string, words: readonly Word[]): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  let firstWord = 0;
  const cut = (to: number, endWord: number): void => {
    if (endWord > firstWord) sentences.push({ from: (words[firstWord] as Word).from, to, firstWord, endWord });
    from = to;
    firstWord = endWord;
  };
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as Word;
    const next = words[index + 1];
    const end = next?.from ?? text.length;
    for (let at = Math.max(word.to, from); at < end; at += 1) {
      const char = text[at] as string;
      if (char === '\n') {
        cut(trimmedEnd(text, word.to, at), index + 1);
        break;
      }
      if (!endsSentence(char) || (char === '.' && isShort(word, next, text, at))) continue;
      let to = at + 1;
      while (to < end && endsSentence(text[to] as string)) to += 1;
      cut(to, index + 1);
      break;
    }
  }
  cut(words.length > 0 ? (words.at(-1) as Word).to : 0, words.length);
  return sentences;
}

function isShort(word: Word, next: Word | undefined, text: string, dot: number): boolean {
  if (dot !== word.to || !next) return false;
  if (next.from === dot + 1) return true;
  if (word.text.length === 1 && word.text !== word.lower) return true;
  if (!SHORTENED.has(word.lower)) return false;
  // «в 2020 г. Мы…» cannot be told from «г. Хабаровск»: better one long sentence less than a false one.
  return !(word.lower === 'г' && /\d/.test(text[word.from - 2] ?? '') && next.text[0] !== next.lower[0]);
}

const trimmedEnd = (text: string, from: number, to: number): number => {
  let end = to;
  while (end > from && /\s/.test(text[end - 1] as string)) end -= 1;
  return end;
};
