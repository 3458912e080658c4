import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { roundLock } from './deliver-letters.js';
import { SettleLetter } from './settle-letter.js';

const DIED = 'The worker ended in the middle of sending';
const DIED_AFTER = 'The worker ended after handing the letter over and before the answer: it may have been sent';

/** Takes over the letters of workers that died in the middle of sending. */
@Injectable()
export class RecoverLetters {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settle: SettleLetter,
  ) {}

  /**
   * A round whose lock is free has lost its process. What was not handed over is queued again: should the round still live
   * after all, cut off from PostgreSQL, it cannot hand over any more. What was handed over stays where nobody can know.
   */
  async execute(): Promise<void> {
    const rounds = await this.db.rows<{ id: string }>(`SELECT DISTINCT attempt_id AS id FROM letter WHERE state = 'sending'`);
    for (const { id } of rounds) await this.db.alone(roundLock(id), () => this.round(id));
  }

  private async round(id: string): Promise<void> {
    const back = await this.db.transaction(() =>
      this.db.change(
        `UPDATE letter SET state = 'queued', next_attempt_at = $2, attempt_id = NULL, last_error = $3
         WHERE attempt_id = $1 AND state = 'sending' AND handed_over_at IS NULL RETURNING id`,
        [id, this.clock.now(), DIED],
      ),
    );
    const lost = await this.db.rows<{ id: string }>(`SELECT id FROM letter WHERE attempt_id = $1 AND state = 'sending'`, [id]);
    for (const letter of lost) await this.settle.attempt(letter.id, id, { state: 'uncertain', lastError: DIED_AFTER, doubtful: true });
    this.logger.warn(`A worker died while sending: ${back.length} letters queued again, ${lost.length} may have been sent`);
  }
}
