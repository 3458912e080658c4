/** What a letter asks for, in the words of the use cases. */
export type Ask =
  | { do: 'submit-draft'; kind: 'final' | 'interim'; text: string }
  | { do: 'return'; reason: string }
  | { do: 'publish'; url: string }
  | { do: 'revise-and-publish'; text: string; url?: string }
  | { do: 'approve' }
  | { do: 'request-changes'; remarks: string }
  | { do: 'publish-for-executor'; url: string }
  | { do: 'consolidate'; text: string; url: string };

/** Why a letter was not understood; each has its helpful words (`emails/mailbox/`). */
export const unclearReasons = [
  /** Nothing above the quotation. */
  'empty',
  /** «Принято», «спасибо»: a word to a colleague, no answer to a citizen. */
  'acknowledgement',
  /** «Возврат» without why. */
  'reason-missing',
  /** Words near a command that are none. */
  'command-uncertain',
  /** Two commands that exclude each other. */
  'contradictory',
  /** An approval with more beside it, or a question. */
  'approval-uncertain',
  /** The answer is to be published: its link is needed. */
  'link-missing',
  /** More than one link it could be. */
  'link-ambiguous',
  /** The link leads into another network. */
  'link-network',
  /** The curator publishes: no link is expected. */
  'link-not-expected',
  /** An approved text is published word for word; the letter holds another. */
  'text-not-expected',
  /** The words are in a document beside the letter. */
  'text-in-file',
  /** Only a link, where words are needed. */
  'text-missing',
  /** The text could not be parted from the quotation, and the act would publish or approve it. */
  'split-unsure',
  /** Longer than an answer may be. */
  'too-long',
  /** The present state of the matter asks nothing of the sender. */
  'not-your-turn',
] as const;
export type UnclearReason = (typeof unclearReasons)[number];

export interface Unclear {
  do: 'unclear';
  why: UnclearReason;
}

/** Longer letters ask for nothing that could be done, characters: an answer is less than half of it. */
export const LONGEST_ASK = 40_000;

export const unclear = (why: UnclearReason): Unclear => ({ do: 'unclear', why });

/** What the letter says, as it was split. */
export interface Said {
  text: string;
  certainty: 'sure' | 'likely' | 'unsure';
}
