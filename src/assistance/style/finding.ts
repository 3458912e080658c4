/** What a text is: a reply to a citizen (M-9) or a post of a content plan. */
export type StyleKind = 'reply' | 'post';

export const styleRules = [
  'cliche',
  'officialese',
  'vague',
  'long-sentence',
  'passive-chain',
  'noun-chain',
  'abbreviation',
  'law-citation',
  'shouting',
  'no-greeting',
  'no-date',
  'no-measure',
  'no-contact',
] as const;
export type StyleRule = (typeof styleRules)[number];

/** A remark on a text: help for its author, never an obstacle. */
export interface StyleFinding {
  readonly rule: StyleRule;
  /** M-9 for replies, A-9 for posts. */
  readonly clause: 'M-9' | 'A-9';
  /** Range in the text, UTF-16 offsets; empty at the beginning where something is missing. */
  readonly from: number;
  readonly to: number;
  /** The text of the range. */
  readonly excerpt: string;
  /** Russian, for people. */
  readonly message: string;
  /** A plain wording or what to say instead, where there is one. */
  readonly suggestion?: string;
}

/** A finding before the text and the clause are added. */
export type Remark = Pick<StyleFinding, 'rule' | 'from' | 'to' | 'message' | 'suggestion'>;

/** A text read once for all rules. */
export interface ReadText {
  readonly text: string;
  readonly words: readonly import('../language/words.js').Word[];
  readonly sentences: readonly import('../language/words.js').Sentence[];
}
