import { type BodyLine, isBlank } from './body-line.js';
import { headerBlockAt, introAt, isDelimiter, isHeaderField, isMarker, isRule, isShortRule } from './intros.js';

/** Where the answered letter begins. */
export interface Boundary {
  at: number;
  /** Nothing after it can be told from the answered letter. */
  toTheEnd: boolean;
  /** Only words that anybody may have typed show it. */
  weak: boolean;
  /** The client puts a greeting of its own above («Здравствуйте, … Вы писали»). */
  greeted: boolean;
}

/** How far above our own marker its client's introduction may begin, lines. */
const INTRODUCTION = 14;

/** Finds where the answered letter begins, or null when nothing shows that there is one. */
export function findBoundary(lines: readonly BodyLine[]): Boundary | null {
  const found = introduction(lines);
  return found && { ...found, at: underRule(lines, found.at) };
}

/** A rule right above an introduction is its own, with what stands between: «--------», «Кому: …;», «Тема: …;». */
function underRule(lines: readonly BodyLine[], at: number): number {
  let above = at - 1;
  while (above >= 0 && isHeaderField(lines[above] as BodyLine)) above -= 1;
  return above >= 0 && isShortRule(lines[above] as BodyLine) ? above : at;
}

function introduction(lines: readonly BodyLine[]): Boundary | null {
  const marker = lines.findIndex(isMarker);
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] as BodyLine;
    if (isBlank(line) && !line.quoted && !line.cut) continue;
    if (line.cut) return { at, toTheEnd: true, weak: false, greeted: false };
    if (line.quoted) return { at, toTheEnd: false, weak: false, greeted: false };
    // Our first line without a mark of quotation: nor has this client marked the rest.
    if (isMarker(line)) return { at, toTheEnd: true, weak: false, greeted: false };
    const near = marker >= at && marker - at <= INTRODUCTION;
    if (isDelimiter(line)) {
      const marked = quotesAfter(lines, at);
      return { at, toTheEnd: !marked, weak: !near && !marked && !headerSoon(lines, at), greeted: false };
    }
    if (headerBlockAt(lines, at) || (isRule(line) && headerSoon(lines, at))) return { at, toTheEnd: true, weak: !near, greeted: false };
    const intro = introAt(lines, at);
    if (!intro) continue;
    const next = lines.slice(at + intro.length).find((candidate) => !isBlank(candidate));
    const shown = near || next?.quoted === true || next?.cut === true;
    if (!shown && intro.kind === 'spoken') continue;
    // An address and a moment, but no quotation marked below: some clients mark none.
    return { at, toTheEnd: next?.quoted !== true, weak: !shown, greeted: greeted(lines, at) };
  }
  return null;
}

/**
 * Whether the client marks what it quotes: by the first line of the letter below its header. Later lines do not tell,
 * for our own letters quote the citizen.
 */
function quotesAfter(lines: readonly BodyLine[], at: number): boolean {
  const below = lines.slice(at + 1);
  const first = below.find(isMarker) ?? below.find((line) => line.quoted || !(isBlank(line) || isHeaderField(line)));
  return first?.quoted === true;
}

const headerSoon = (lines: readonly BodyLine[], at: number): boolean => [1, 2, 3].some((step) => headerBlockAt(lines, at + step));

const greeted = (lines: readonly BodyLine[], at: number): boolean => /(?:^|[^\p{L}])вы\s+писали/iu.test((lines[at] as BodyLine).text);
