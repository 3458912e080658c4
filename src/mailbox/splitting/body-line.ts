/** A line of a letter's body with what its client says of it. */
export interface BodyLine {
  text: string;
  /** Inside the quotation of an earlier letter: `>` in plain text, a quoting element in HTML. */
  quoted: boolean;
  /** Inside an element the client marks as the sender's signature. */
  signature: boolean;
  /** From here to the end is the letter that was answered, as the client marks it. */
  cut: boolean;
}

export const ownLine = (text: string): BodyLine => ({ text, quoted: false, signature: false, cut: false });

export const isBlank = ({ text }: Pick<BodyLine, 'text'>): boolean => text === '';

/** Joins lines, without empty ones at both ends and never more than one between two. */
export function joinLines(lines: readonly string[]): string {
  return lines.join('\n').replaceAll(/\n{3,}/g, '\n\n').replaceAll(/^\n+|\n+$/g, '');
}

/** What no reader sees: byte order marks, zero-width characters, soft hyphens, bidirectional marks. */
const UNSEEN = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/g;

/** A line as people read it. */
export const tidy = (text: string): string => text.replaceAll(UNSEEN, '').replaceAll(/[\t\u00A0\u2000-\u200A\u202F\u3000]/g, ' ').trimEnd();
