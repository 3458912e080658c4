import type { Ask } from './ask.js';

const DOCUMENT = /\.(?:docx?|odt|rtf|pdf|txt|xlsx?|pages)$/i;
const POINTS = /вложен|прилага|прикреп|приложен|во\s+влож|в\s+файле|см\.?\s+файл|attached/iu;
const SHORT = 300;

/** Whether what should be published or remarked stands in a document beside the letter, not in it («проект ответа во вложении»). */
export function isInFile(ask: Ask, names: readonly (string | null)[]): boolean {
  const words = ask.do === 'request-changes' ? ask.remarks : ask.do === 'submit-draft' || ask.do === 'revise-and-publish' || ask.do === 'consolidate' ? ask.text : null;
  return words !== null && words.length <= SHORT && POINTS.test(words) && names.some((name) => name !== null && DOCUMENT.test(name));
}
