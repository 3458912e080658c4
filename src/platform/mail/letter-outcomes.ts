import { Injectable } from '@nestjs/common';
import type { Letter } from './letter.entity.js';

/** What became of a letter. `uncertain`: it may have been sent, and nobody can know. */
export type LetterOutcome = 'sent' | 'failed' | 'bounced' | 'uncertain';

/** A letter as those hear of it who wrote it. */
export type LetterNews = Pick<Letter, 'id' | 'kind' | 'userId' | 'toName' | 'toAddress' | 'stream' | 'streamId' | 'messageId' | 'lastError' | 'sentAt'> & {
  outcome: LetterOutcome;
  /** The moment it was known. */
  at: Date;
};

export type LetterListener = (news: LetterNews) => Promise<void>;

/** Who wants to know what became of letters: a handler runs in the transaction that records the outcome. */
@Injectable()
export class LetterOutcomes {
  private readonly listeners: { kind: string; listener: LetterListener }[] = [];

  /**
   * Called once by a module when it starts.
   * @param kind a kind of letters, or `*` for all.
   * @param listener runs in the transaction of the outcome and may write there. It may be called again for an outcome it
   * failed at, and for one letter with several outcomes (sent, later bounced).
   */
  on(kind: string, listener: LetterListener): void {
    this.listeners.push({ kind, listener });
  }

  /** Whether anybody listens to this kind. */
  heard(kind: string): boolean {
    return this.listeners.some((entry) => entry.kind === kind || entry.kind === '*');
  }

  /** Tells everybody who listens, one after the other. */
  async tell(news: LetterNews): Promise<void> {
    for (const { kind, listener } of this.listeners) if (kind === news.kind || kind === '*') await listener(news);
  }
}
