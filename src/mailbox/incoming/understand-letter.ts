import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { ObjectMissing, StorageError } from '../../platform/storage/index.js';
import { readLetter, type ReadLetter, UnreadableLetter } from '../letters/read-letter.js';
import { DecideLetter } from './decide-letter.js';
import { IncomingLetter } from './incoming-letter.entity.js';
import { MailboxStorage } from './mailbox-storage.js';
import { SettleIncoming } from './settle-incoming.js';

/** Times a letter is looked at before it is left to a curator: by then something in it breaks the product. */
const MOST_ATTEMPTS = 6;
const MINUTE_MS = 60_000;
/** A worker that has a letter in hand is given this long before another takes it up. */
const LEASE_MS = 5 * MINUTE_MS;

/** Understands one stored letter and does what it asks: once, whoever dies in between. */
@Injectable()
export class UnderstandLetter {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly storage: MailboxStorage,
    private readonly decide: DecideLetter,
    private readonly settle: SettleIncoming,
  ) {}

  /** Does nothing for a letter that is understood already, or in another worker's hands. */
  async execute(id: string): Promise<void> {
    const letter = await this.take(id);
    if (!letter) return;
    if (letter.attempts > MOST_ATTEMPTS) return this.settle.execute(letter, null, { state: 'unsorted', reason: 'processing-failed' });
    try {
      const raw = await this.storage.read(letter.sha256);
      const read = await this.read(raw);
      if (!read) return await this.settle.execute(letter, null, { state: 'unsorted', reason: 'unreadable' });
      const decision = await this.decide.execute(letter, raw, read);
      await (decision === 'again' ? this.putOff(letter) : this.settle.execute(letter, read, decision));
    } catch (error) {
      // A storage that is away says nothing about the letter.
      const innocent = error instanceof StorageError && !(error instanceof ObjectMissing);
      await this.putOff(letter, innocent);
      throw error;
    }
  }

  private async read(raw: Buffer): Promise<ReadLetter | null> {
    try {
      return await readLetter(raw);
    } catch (error) {
      if (error instanceof UnreadableLetter) return null;
      throw error;
    }
  }

  /** Counted before it is looked at, so that a letter that kills its worker is noticed. */
  private take(id: string): Promise<IncomingLetter | null> {
    const now = this.clock.now();
    return this.db.separately(async () => {
      const [taken] = await this.db.change<{ id: string }>(
        `UPDATE incoming_letter SET attempts = attempts + 1, run_at = $3
         WHERE id = (SELECT id FROM incoming_letter WHERE id = $1 AND state = 'received' AND run_at <= $2 FOR UPDATE SKIP LOCKED) RETURNING id`,
        [id, now, new Date(now.getTime() + LEASE_MS)],
      );
      return taken ? this.db.reader.getRepository(IncomingLetter).findOneBy({ id }) : null;
    });
  }

  private async putOff({ id, attempts }: IncomingLetter, innocent = false): Promise<void> {
    const pause = Math.min(2 ** attempts * 5000, 10 * MINUTE_MS);
    await this.db.separately(() =>
      this.db.change(`UPDATE incoming_letter SET run_at = $2, attempts = attempts - $3 WHERE id = $1 AND state = 'received'`, [
        id, new Date(this.clock.now().getTime() + pause), innocent ? 1 : 0,
      ]),
    );
  }
}

