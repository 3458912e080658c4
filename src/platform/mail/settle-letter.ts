import { Injectable, Logger } from '@nestjs/common';
import { type FindOptionsWhere, In } from 'typeorm';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { Letter } from './letter.entity.js';
import { type LetterNews, LetterOutcomes } from './letter-outcomes.js';
import { type LetterState, statesBefore } from './letter.transitions.js';

type Ended = 'sent' | 'failed' | 'bounced' | 'uncertain';

/** Records what became of letters, and tells whoever wants to know in the same transaction. */
@Injectable()
export class SettleLetter {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly outcomes: LetterOutcomes,
  ) {}

  /**
   * Ends an attempt of a round; what another worker has taken over meanwhile stays as it is, but for an acceptance, which
   * clears up what was uncertain. A listener that fails undoes its own writing alone, and is told again by the sweep.
   * @returns whether the letter was still this round's.
   */
  attempt(letterId: string, attemptId: string, changes: Partial<Letter> & { state: Ended | 'queued' }): Promise<boolean> {
    return this.db.envelope(async () => {
      const from: LetterState[] = changes.state === 'sent' ? ['sending', 'uncertain'] : ['sending'];
      const settled = await this.db.transaction(() =>
        this.change({ id: letterId, attemptId, state: In(from) }, { ...changes, attention: ['failed', 'uncertain'].includes(changes.state) }),
      );
      if (settled && changes.state !== 'queued') {
        await this.tell(letterId).catch((error: Error) => this.logger.error(`What became of letter ${letterId} could not be told: ${error.message}`));
      }
      return settled;
    });
  }

  /**
   * A server said later that it could not deliver the letter, within the caller's transaction.
   * @returns the letter's id, or null when it is none of ours or ended otherwise.
   */
  bounce(messageId: string, reason: string): Promise<string | null> {
    return this.later(messageId, 'bounce', { state: 'bounced', lastError: reason.slice(0, 1000), attention: true });
  }

  /** Somebody answered the letter, so it arrived: clears up what was uncertain, within the caller's transaction. */
  confirm(messageId: string): Promise<string | null> {
    return this.later(messageId, 'confirm', { state: 'sent', sentAt: this.clock.now(), attention: false });
  }

  /** Tells of outcomes a listener failed at. */
  async tellAgain(): Promise<void> {
    const due = await this.db.rows<{ id: string }>(`SELECT id FROM letter WHERE outcome_due ORDER BY id LIMIT 100`);
    for (const { id } of due) {
      await this.tell(id).catch((error: Error) => this.logger.error(`What became of letter ${id} could not be told: ${error.message}`));
    }
  }

  private later(messageId: string, event: 'bounce' | 'confirm', changes: Partial<Letter> & { state: Ended }): Promise<string | null> {
    return this.db.transaction(async () => {
      const found = await this.db.repository(Letter).findOneBy({ messageId });
      if (!found || !(await this.change({ id: found.id, state: In(statesBefore(event)) }, changes))) return null;
      await this.tell(found.id);
      return found.id;
    });
  }

  private async change(where: FindOptionsWhere<Letter>, changes: Partial<Letter>): Promise<boolean> {
    const { affected } = await this.db.repository(Letter).update(where, { ...changes, outcomeDue: changes.state !== 'queued' });
    return affected === 1;
  }

  private tell(letterId: string): Promise<void> {
    return this.db.transaction(async () => {
      // Two processes do not tell of one outcome at the same time.
      const [row] = await this.db.change<{ id: string }>(`SELECT id FROM letter WHERE id = $1 AND outcome_due FOR UPDATE`, [letterId]);
      if (!row) return;
      const letter = await this.db.repository(Letter).findOneByOrFail({ id: letterId });
      const { id, kind, userId, toName, toAddress, stream, streamId, messageId, lastError, sentAt } = letter;
      const news: LetterNews = { id, kind, userId, toName, toAddress, stream, streamId, messageId, lastError, sentAt, outcome: letter.state as Ended, at: this.clock.now() };
      await this.outcomes.tell(news);
      await this.db.repository(Letter).update({ id: letterId }, { outcomeDue: false });
    });
  }
}
