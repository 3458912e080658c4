import { sentencesOf, wordsOf } from '../language/words.js';
import { abbreviationRemarks } from './abbreviations.js';
import type { ReadText, Remark, StyleFinding, StyleKind } from './finding.js';
import { lawRemarks } from './law-citations.js';
import { phraseRemarks } from './phrase-remarks.js';
import { type Readability, readability } from './readability.js';
import { replyRemarks } from './reply-rules.js';
import { sentenceRemarks } from './sentence-rules.js';
import { shoutedRuns, shoutingRemarks } from './shouting.js';

/** What is worth changing in a text, and how easily it reads. */
export interface StyleReport {
  readonly findings: StyleFinding[];
  readonly readability: Readability;
}

/** More than anybody reads; keeps answers small whatever is sent. */
const MOST_FINDINGS = 200;

/**
 * Remarks on the style of a text in the order of their places, 200 at most: plain conversational Russian, no
 * officialese, concrete measures, dates and contacts (M-9 for a reply, A-9 for a post). Pure; the time follows the
 * length.
 */
export const styleFindings = (text: string, kind: StyleKind): StyleFinding[] => findingsIn(read(text), kind);

/** The remarks together with the figures of readability. */
export function styleReport(text: string, kind: StyleKind): StyleReport {
  const readOnce = read(text);
  return { findings: findingsIn(readOnce, kind), readability: readability(readOnce) };
}

function read(text: string): ReadText {
  const words = wordsOf(text);
  return { text, words, sentences: sentencesOf(text, words) };
}

function findingsIn(read: ReadText, kind: StyleKind): StyleFinding[] {
  const runs = shoutedRuns(read.words);
  const shouted = new Set(runs.flat());
  const remarks: Remark[] = [
    ...(kind === 'reply' ? replyRemarks(read) : []),
    ...phraseRemarks(read),
    ...sentenceRemarks(read),
    ...abbreviationRemarks(read, (word) => shouted.has(word)),
    ...lawRemarks(read),
    ...shoutingRemarks(read, runs),
  ];
  const clause = kind === 'reply' ? 'M-9' : 'A-9';
  return remarks
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .slice(0, MOST_FINDINGS)
    .map(({ rule, from, to, message, suggestion }): StyleFinding => ({
      rule, clause, from, to, excerpt: read.text.slice(from, to), message, ...(suggestion !== undefined && { suggestion }),
    }));
}
