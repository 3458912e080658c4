import type { Sentence, Word } from '../language/words.js';
import type { ReadText, Remark } from './finding.js';
import { isGenitiveAdjective, isGenitiveNoun, isPassive, isVerbalNoun } from './word-forms.js';

/** Words in a sentence that is still read at one go. */
const LONGEST_SENTENCE = 20;
/** Nouns in a row that are still understood. */
const LONGEST_CHAIN = 2;

/** Long sentences, passives one after another, chains of nouns. */
export const sentenceRemarks = (read: ReadText): Remark[] =>
  read.sentences.flatMap((sentence) => [...tooLong(sentence), ...passives(read, sentence), ...nounChains(read, sentence)]);

function tooLong({ from, to, firstWord, endWord }: Sentence): Remark[] {
  const count = endWord - firstWord;
  if (count <= LONGEST_SENTENCE) return [];
  return [{ rule: 'long-sentence', from, to, message: `Длинное предложение: слов в нём ${count}. Разделите: одна мысль — одно предложение.` }];
}

function passives({ words }: ReadText, { firstWord, endWord }: Sentence): Remark[] {
  const found = words.slice(firstWord, endWord).filter(({ lower }) => isPassive(lower));
  const [first, last] = [found[0], found.at(-1)];
  if (!first || !last || found.length < 2) return [];
  return [{
    rule: 'passive-chain',
    from: first.from,
    to: last.to,
    message: `Страдательный залог подряд: ${found.slice(0, 4).map(({ lower }) => `«${lower}»`).join(', ')}. Скажите, кто это делает.`,
    suggestion: '(кто сделает и когда)',
  }];
}

/** «проведения капитального ремонта кровли дома»: a chain begins with a verbal noun; adjectives neither count nor break it. */
function nounChains({ words, text }: ReadText, { firstWord, endWord }: Sentence): Remark[] {
  const remarks: Remark[] = [];
  for (let index = firstWord; index < endWord; index += 1) {
    const head = words[index] as Word;
    if (!isVerbalNoun(head.lower)) continue;
    let followers = 0;
    let last = index;
    for (let next = index + 1; next < endWord && adjacent(text, words[next - 1] as Word, words[next] as Word); next += 1) {
      const { lower } = words[next] as Word;
      if (isGenitiveAdjective(lower)) continue;
      if (!isGenitiveNoun(lower)) break;
      followers += 1;
      last = next;
    }
    if (followers >= LONGEST_CHAIN) {
      remarks.push({
        rule: 'noun-chain',
        from: head.from,
        to: (words[last] as Word).to,
        message: 'Цепочка существительных. Скажите глаголом: кто и что делает.',
      });
    }
    index = last;
  }
  return remarks;
}

const adjacent = (text: string, left: Word, right: Word): boolean => right.from === left.to + 1 && text[left.to] === ' ';
