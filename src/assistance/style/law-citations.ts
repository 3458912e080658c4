import type { ReadText, Remark } from './finding.js';

const ACT = /^(?:закон|кодекс|постановлени|распоряжени|приказ|статьи|статье|статьей|статья|сп|санпин|гост|снип)/u;
const NUMBER = /\d/;
const WITHIN = 8;

/** The first citation of a law by number: worth it only if the reader can use it. */
export function lawRemarks({ words, text }: ReadText): Remark[] {
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index];
    if (!word || !ACT.test(word.lower)) continue;
    const near = words.slice(index + 1, index + 1 + WITHIN);
    const number = near.findLast((next) => NUMBER.test(next.text));
    if (!number || !/№|\d-ФЗ|стать|ст\./iu.test(text.slice(word.from, number.to + 3))) continue;
    return [{ rule: 'law-citation', from: word.from, to: number.to, message: 'Ссылка на закон с номером. Оставьте, если читатель ею воспользуется, и назовите закон коротко.' }];
  }
  return [];
}
