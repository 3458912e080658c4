import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { ObjectStorage } from '../platform/storage/index.js';

/**
 * Orders uploads and removals of equal bytes, for the rest of the transaction: whoever holds the lock may count
 * on no attachment of this content appearing or going meanwhile.
 */
export const lockContent = (db: Database, sha256: string): Promise<void> => db.inTurn(`attachment.content:${sha256}`);

/** Removes contents that no attachment needs any more. */
@Injectable()
export class ObjectCleaner {
  private readonly logger = new Logger('Attachments');

  constructor(
    private readonly db: Database,
    private readonly storage: ObjectStorage,
  ) {}

  /**
   * Drops the deleted attachments of one content, and the content itself unless another attachment shares it,
   * be it one that is just being uploaded. If the storage does not answer, everything stays as it was
   * for the next run of the timetable.
   * @returns whether it is done.
   */
  async clean(sha256: string): Promise<boolean> {
    try {
      await this.db.transaction(async () => {
        await lockContent(this.db, sha256);
        const [needed] = await this.db.change(
          `SELECT FROM attachment WHERE sha256 = $1 AND state <> 'deleted' LIMIT 1`,
          [sha256],
        );
        // The object goes first: rows that are left point to what is still to be removed, never the other way round.
        if (!needed) await this.storage.delete(sha256);
        await this.db.change(`DELETE FROM attachment WHERE sha256 = $1 AND state = 'deleted'`, [sha256]);
      });
      return true;
    } catch (error) {
      this.logger.error(
        `The content ${sha256} was not removed (the next purge tries again): ${(error as Error).message}`,
      );
      return false;
    }
  }
}
