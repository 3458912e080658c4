import type { Letter, LetterAttachment } from './letter.entity.js';

/** What one attempt came to. */
export type PostResult =
  | { kind: 'accepted'; response: string }
  /** The server will not have it, now or later (5xx). */
  | { kind: 'refused'; reason: string }
  /** To be tried again. `serverAway`: no letter would get through now; `doubtful`: it may have been accepted all the same. */
  | { kind: 'later'; reason: string; serverAway: boolean; doubtful: boolean }
  /** It may have been accepted, and nobody can know. */
  | { kind: 'unknown'; reason: string }
  /** Another worker has taken the letter over meanwhile. */
  | { kind: 'not-ours' };

/** A file of a letter with its bytes. */
export type LetterFile = Pick<LetterAttachment, 'fileName' | 'mediaType'> & { content: Buffer };

/** The letter was taken from this worker before it was handed over; the attempt must not be finished. */
export class NotOurs extends Error {}

/** Carries letters away. */
export abstract class Post {
  /** Letters on the way at the same time, per process. */
  abstract readonly lanes: number;
  abstract readonly transport: 'smtp' | 'built-in';

  /**
   * Tries once; never throws.
   * @param handOver called when everything but the last byte is out: when it has returned the letter counts as possibly
   * accepted. It throws {@link NotOurs} when the letter is no longer this worker's, and then nothing more is sent.
   */
  abstract send(letter: Letter, files: readonly LetterFile[], handOver: () => Promise<void>): Promise<PostResult>;

  /** Ends open connections, attempts under way too. */
  abstract close(): void;
}

/** Keeps letters in the product itself, where the demo reads them. */
export class BuiltInPost extends Post {
  override readonly lanes = 1;
  override readonly transport = 'built-in';

  override async send(): Promise<PostResult> {
    return { kind: 'accepted', response: 'kept in the built-in mailbox' };
  }

  override close(): void {}
}
