import { PhraseIndex } from '../language/phrase-index.js';
import type { ReadText, Remark } from './finding.js';
import { stylePhrases } from './phrases.js';

const index = new PhraseIndex(stylePhrases);

/** Words with honest uses are shown where there is more than one of them to a hundred words. */
const MILD_PER_WORDS = 100;

const titles = {
  cliche: 'Штамп официальной переписки',
  officialese: 'Канцелярит',
  vague: 'Общие слова',
} as const;

/** Clichés, officialese and empty words, with plain words for them. */
export function phraseRemarks({ words, text }: ReadText): Remark[] {
  const matches = index.matches(words.map(({ lower }) => lower));
  const mild = matches.filter(({ value }) => value.mild).length;
  const thick = mild > 1 + words.length / MILD_PER_WORDS;
  return matches
    .filter(({ value }) => thick || !value.mild)
    .map(({ value: phrase, firstWord, endWord }): Remark => {
      const from = words[firstWord]?.from ?? 0;
      const to = words[endWord - 1]?.to ?? text.length;
      const suggestion = phrase.plain.join(' / ');
      return { rule: phrase.rule, from, to, message: `${titles[phrase.rule]}. ${advice(suggestion)}`, ...(suggestion && { suggestion }) };
    });
}

function advice(suggestion: string): string {
  if (suggestion === '') return 'Уберите или скажите, что именно.';
  return suggestion.startsWith('(') ? `Скажите точнее ${suggestion}.` : `Проще: ${suggestion}.`;
}
