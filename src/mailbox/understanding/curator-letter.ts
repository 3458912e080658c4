import type { Network } from '../../networks/index.js';
import { readVerdict } from './approval.js';
import { type Ask, LONGEST_ASK, type Said, type Unclear, unclear } from './ask.js';
import { publishedLink } from './links.js';
import { clauses, isFiller, isRemarksPointer } from './phrases.js';

/** What a draft stands at, as far as a curator's letter is read by it. */
export interface DraftMatter {
  status: string;
  publisher: 'executor' | 'curator' | 'consolidated' | null;
  network: Network;
}

const REMARKS_MAX = 4000;
const REPLY_MAX = 16_000;
/** Words beside a link that may still only accompany it. */
const BESIDE_LINK = 25;

/** Reads what a curator's letter about one exact version asks for (M-12.1, M-13.2). */
export function readCuratorLetter(said: Said, { status, publisher, network }: DraftMatter): Ask | Unclear {
  const text = said.text.trim();
  if (text === '') return unclear('empty');
  if (text.length > LONGEST_ASK) return unclear('too-long');
  const publishes = publisher === 'curator';
  if (status === 'handed-over' || (status === 'in-review' && publishes)) {
    const link = publishedLink(text, network);
    if (link.found === 'several') return unclear('link-ambiguous');
    if (link.found === 'one' && isBeside(link.rest)) return said.certainty === 'unsure' ? unclear('split-unsure') : { do: 'publish-for-executor', url: link.url };
    if (status === 'handed-over') return unclear(link.found === 'one' ? 'text-not-expected' : link.found === 'foreign' ? 'link-network' : 'link-missing');
  }
  if (status !== 'in-review') return unclear('not-your-turn');
  const verdict = readVerdict(text);
  if (verdict === 'uncertain') return unclear('approval-uncertain');
  if (verdict === 'approval') return said.certainty === 'unsure' ? unclear('split-unsure') : { do: 'approve' };
  if (clauses(text).every(isFiller)) return unclear('empty');
  if (isRemarksPointer(text)) return unclear('text-in-file');
  // «Согласовано» above words of which nobody knows whose they are: neither an approval nor remarks.
  if (said.certainty === 'unsure' && readVerdict(firstOwnLine(text)) !== 'remarks') return unclear('split-unsure');
  const { found, rest } = publishedLink(text, network);
  if (found !== 'none' && rest === '') return unclear('link-not-expected');
  return text.length > REMARKS_MAX ? unclear('too-long') : { do: 'request-changes', remarks: text };
}

/** The first line that is not marked as quoted. */
const firstOwnLine = (text: string): string => text.split('\n').find((line) => line.trim() !== '' && !line.startsWith('>')) ?? text;

/** Few words, and none that approve with a condition or remark on something. */
const isBeside = (rest: string): boolean => rest.split(/\s+/).length <= BESIDE_LINK && (rest === '' || clauses(rest).every(isFiller) || readVerdict(rest) === 'approval' || /опубликова|размещ/iu.test(rest));

/** Reads a curator's letter about an incident whose parts are ready: the consolidated answer and its link (M-13.3). */
export function readConsolidation({ text, certainty }: Said, { status, network }: { status: string; network: Network }): Ask | Unclear {
  if (text.trim() === '') return unclear('empty');
  if (status !== 'consolidation') return unclear('not-your-turn');
  if (text.length > LONGEST_ASK) return unclear('too-long');
  const link = publishedLink(text, network);
  if (link.found === 'none') return unclear('link-missing');
  if (link.found === 'foreign') return unclear('link-network');
  if (link.found === 'several') return unclear('link-ambiguous');
  if (certainty === 'unsure') return unclear('split-unsure');
  const words = link.rest.trim();
  if (words === '' || clauses(words).every(isFiller)) return unclear('text-missing');
  return words.length > REPLY_MAX ? unclear('too-long') : { do: 'consolidate', text: words, url: link.url };
}
