import { type BodyLine, isBlank, joinLines } from './body-line.js';
import { findBoundary } from './boundary.js';
import { htmlLines } from './html-lines.js';
import { headerBlockAt, introAt, isDelimiter, isHeaderField, isMarker, isRule } from './intros.js';
import { partSignature, type Signer } from './signatures.js';
import { textLines } from './text-lines.js';
import { unwrap } from './unwrap.js';

/** `sure`: nothing of the answered letter is left in the text and nothing of the sender's is missing; `unsure`: text was kept rather than lost. */
export type Certainty = 'sure' | 'likely' | 'unsure';

/** Why a letter was parted as it was. */
export type SplitReason = 'no-quotation' | 'above' | 'below' | 'interleaved' | 'empty' | 'weak-boundary' | 'parts-differ' | 'signature-kept';

/** A letter's body parted into what its sender wrote and what they answered. */
export interface SplitReply {
  /** What the sender wrote. */
  text: string;
  /** The letter they answered. */
  quoted: string;
  signature: string;
  certainty: Certainty;
  why: SplitReason;
}

/** Longest body that is looked at, characters; what is longer is kept whole. */
const LONGEST = 400_000;

/**
 * Parts a reply from the quotation and the signature, as Russian clients write them.
 * Of an HTML and a plain body the one whose client marks the quotation more surely is taken.
 * When it is not clear what is whose, text is kept, and `certainty` says so.
 */
export function splitReply({ text, html }: { text: string | null; html: string | null }, signer: Signer | null = null): SplitReply {
  const plain = text !== null && text.trim() !== '' ? split(textLines(text.slice(0, LONGEST)), signer) : null;
  const rich = html !== null && html.trim() !== '' ? split(htmlLines(html.slice(0, LONGEST)), signer) : null;
  if (plain && !rich) return plain.why === 'interleaved' ? plain : { ...plain, text: unwrap(plain.text) };
  if (!plain || !rich) return rich ?? { text: '', quoted: '', signature: '', certainty: 'sure', why: 'empty' };
  // A plain part that only says it should be read as HTML.
  if (words(plain).length * 4 < words(rich).length) return rich;
  if (rank(plain) !== rank(rich)) return rank(plain) > rank(rich) ? plain : rich;
  // The same words: those without line ends and marks that a client put in for want of others («*жирно*»).
  if (bare(plain.text) === bare(rich.text)) return rich;
  const longer = bare(plain.text).length >= bare(rich.text).length ? plain : rich;
  return { ...longer, certainty: longer.certainty === 'unsure' ? 'unsure' : 'likely', why: 'parts-differ' };
}

const rank = ({ certainty, quoted }: SplitReply): number => ({ sure: 4, likely: 2, unsure: 0 })[certainty] + (quoted === '' ? 0 : 1);
const words = ({ text, quoted }: SplitReply): string => bare(`${text}${quoted}`);
const bare = (text: string): string => text.replaceAll(/[\s>*_]+/g, '');

function split(lines: readonly BodyLine[], signer: Signer | null): SplitReply {
  const boundary = findBoundary(lines);
  const above = partSignature(lines.slice(0, boundary?.at ?? lines.length), signer);
  const rest = boundary ? lines.slice(boundary.at) : [];
  const later = boundary && !boundary.toTheEnd ? ownBlocks(rest) : [];
  const below = later.length > 0 ? partSignature(later.flat(), signer) : { body: [], signature: [] };
  const signature = joinLines([...above.signature, ...below.signature].map(textOf));
  const [over, under] = [wordsOf(above.body), wordsOf(below.body)];

  if (!boundary) {
    // A signature the client marks, with nothing beside it: people write into it.
    if (over === '' && above.signature.some((line) => line.signature)) return kept(lines, 'signature-kept');
    return { text: over, quoted: '', signature, certainty: 'sure', why: over === '' ? 'empty' : 'no-quotation' };
  }
  const own = new Set(later.flat());
  const quoted = joinLines(rest.filter((line) => !own.has(line)).map(textOf));
  if (under === '') {
    if (over === '' && above.signature.some((line) => line.signature)) return kept(lines, 'signature-kept');
    // Nothing of one's own but a header that anybody may have typed: rather everything than nothing.
    if (over === '' && boundary.weak) return kept(lines, 'weak-boundary');
    return { text: over, quoted, signature, certainty: boundary.weak ? 'likely' : 'sure', why: over === '' ? 'empty' : 'above' };
  }
  if (later.length === 1 && (over === '' || (boundary.greeted && isGreeting(over)))) {
    return { text: under, quoted, signature, certainty: 'sure', why: 'below' };
  }
  return { ...interleaved(lines, boundary.at, signer), signature };
}

const textOf = ({ text }: BodyLine): string => text;
const wordsOf = (lines: readonly BodyLine[]): string => joinLines(lines.map(textOf));
const isGreeting = (text: string): boolean => !text.includes('\n') && text.length <= 80 && /^(?:здравствуйте|добрый|доброе|уважаем|приветствую|hello|hi)/iu.test(text);

function kept(lines: readonly BodyLine[], why: SplitReason): SplitReply {
  return { text: joinLines(lines.map(({ text, quoted }) => (quoted ? `> ${text}` : text))), quoted: '', signature: '', certainty: 'unsure', why };
}

/** Runs of one's own lines after the beginning of the quotation. */
function ownBlocks(rest: readonly BodyLine[]): BodyLine[][] {
  const first = rest.findIndex(({ quoted }) => quoted);
  if (first < 0) return [];
  const blocks: BodyLine[][] = [];
  let block: BodyLine[] = [];
  for (let at = first; at < rest.length; at += 1) {
    const line = rest[at] as BodyLine;
    const intro = !line.quoted && (introAt(rest, at) !== null || isMarker(line) || isDelimiter(line) || isRule(line) || headerBlockAt(rest, at));
    if (line.quoted || intro) {
      if (block.some((own) => !isBlank(own))) blocks.push(block);
      block = [];
      if (intro) at += (introAt(rest, at)?.length ?? 1) - 1;
      continue;
    }
    if (!(isHeaderField(line) && block.length === 0 && at > 0 && isHeaderField(rest[at - 1] as BodyLine))) block.push(line);
  }
  if (block.some((own) => !isBlank(own))) blocks.push(block);
  return blocks;
}

/** Words among the quoted lines are understood only with them: everything up to the last of one's own is kept. */
function interleaved(lines: readonly BodyLine[], boundary: number, signer: Signer | null): Omit<SplitReply, 'signature'> {
  const last = lines.findLastIndex((line) => !line.quoted && !isBlank(line));
  const upTo = partSignature(lines.slice(0, last + 1), signer).body;
  const end = Math.max(boundary, upTo.length);
  const shown = lines.slice(0, end).map(({ text, quoted }) => (quoted ? `> ${text}`.trimEnd() : text));
  return { text: joinLines(shown), quoted: joinLines(lines.slice(end).map(textOf)), certainty: 'unsure', why: 'interleaved' };
}
