import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids/index.js';
import { JobQueue } from '../../platform/jobs/index.js';
import type { SpooledFile } from '../../platform/storage/index.js';
import type { Envelope, IncomingLetter } from './incoming-letter.entity.js';
import { MailboxStorage } from './mailbox-storage.js';
import { understandJob } from './understand-job.js';

/** A letter as a source hands it over. */
export interface ArrivedLetter {
  file: SpooledFile;
  source: IncomingLetter['source'];
  envelope?: Envelope;
  /** Size of the letter itself, where only its header was taken. */
  wholeSize?: number;
}

/** Stores a letter whole before anything is understood: when this returns, the source may forget it. */
@Injectable()
export class ReceiveLetter {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly storage: MailboxStorage,
    private readonly jobs: JobQueue,
  ) {}

  /**
   * Bytes first, then the row: a crash between leaves bytes that the next delivery finds in their place.
   * The same bytes are one letter, however often and by whomever they are brought.
   * @param within runs in the row's own transaction (the cursor of a mailbox).
   * @returns id of the letter, and whether it is new.
   * @throws StorageError.
   */
  async execute({ file, source, envelope, wholeSize }: ArrivedLetter, within?: () => Promise<void>): Promise<{ id: string; isNew: boolean }> {
    const { sha256, size } = file;
    await this.storage.put(file);
    return this.db.separately(async () => {
      const now = this.clock.now();
      const [added] = await this.db.change<{ id: string }>(
        `INSERT INTO incoming_letter (id, source, state, sha256, size, complete, envelope, received_at, run_at)
         VALUES ($1, $2, 'received', $3, $4, $5, $6, $7, $7) ON CONFLICT (sha256) DO NOTHING RETURNING id`,
        [newId(), source, sha256, wholeSize ?? size, wholeSize === undefined, envelope ? JSON.stringify(envelope) : null, now],
      );
      await within?.();
      if (!added) {
        const known = await this.db.row<{ id: string }>(`SELECT id FROM incoming_letter WHERE sha256 = $1`, [sha256]);
        return { id: (known as { id: string }).id, isNew: false };
      }
      this.db.afterCommit(() => void this.jobs.add(understandJob, { id: added.id }, { id: `letter-${added.id}` }));
      return { id: added.id, isNew: true };
    });
  }
}
