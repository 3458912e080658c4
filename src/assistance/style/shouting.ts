import type { Word } from '../language/words.js';
import type { ReadText, Remark } from './finding.js';

const CAPITALS = /^[А-ЯЁA-Z]{2,}$/u;
const LONG_CAPITALS = /^[А-ЯЁ]{7,}$/u;

/** Runs of words in capitals: three of any length, or two long ones. */
export function shoutedRuns(words: readonly Word[]): Word[][] {
  const runs: Word[][] = [];
  let run: Word[] = [];
  const close = (): void => {
    if (run.length >= 3 || (run.length === 2 && run.every(({ text }) => LONG_CAPITALS.test(text)))) runs.push(run);
    run = [];
  };
  for (const word of words) {
    if (CAPITALS.test(word.text)) run.push(word);
    else if (run.length > 0) close();
  }
  close();
  return runs;
}

/** Words in capitals and rows of exclamation marks. */
export function shoutingRemarks({ text }: ReadText, runs: readonly Word[][]): Remark[] {
  const remarks = runs.map((run): Remark => ({
    rule: 'shouting',
    from: run[0]?.from ?? 0,
    to: run.at(-1)?.to ?? 0,
    message: 'Прописными буквами не пишут: это читается как крик.',
  }));
  for (let at = text.indexOf('!!'); at >= 0; at = text.indexOf('!!', at)) {
    const from = at;
    while (text[at] === '!') at += 1;
    remarks.push({ rule: 'shouting', from, to: at, message: 'Достаточно одного восклицательного знака.', suggestion: '!' });
  }
  return remarks;
}
