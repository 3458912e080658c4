import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { ObjectMissing, type ObjectStorage, type Spool, type SpooledFile } from '../../platform/storage/index.js';
import { UNFINISHED } from './import-job.entity.js';

/** Spool of the area of imports. */
export const IMPORT_SPOOL = Symbol('import-spool');
/** Storage of the area of imports: whoever receives a file and whoever works it off may be different processes. */
export const IMPORT_STORAGE = Symbol('import-storage');

/** The files of imports: kept while an import needs them, and not longer, for they are full of citizens' data. */
@Injectable()
export class ImportFiles {
  constructor(
    private readonly db: Database,
    @Inject(IMPORT_STORAGE) private readonly storage: ObjectStorage,
    @Inject(IMPORT_SPOOL) readonly spool: Spool,
  ) {}

  /** Keeps a received file. @throws StorageError. */
  keep(file: SpooledFile): Promise<void> {
    return this.storage.put(file);
  }

  /** The content, or null when it is not there any more. @throws StorageError. */
  async open(sha256: string): Promise<Readable | null> {
    try {
      return await this.storage.get(sha256);
    } catch (error) {
      if (error instanceof ObjectMissing) return null;
      throw error;
    }
  }

  /**
   * Orders arrivals and removals of one content, for the rest of the transaction: who holds this may count on no import
   * of the content appearing meanwhile.
   */
  lock(sha256: string): Promise<void> {
    return this.db.inTurn(`import.content:${sha256}`);
  }

  /** Removes a content unless an unfinished import needs it. @throws StorageError; the sweep tries again. */
  async drop(sha256: string): Promise<void> {
    await this.db.transaction(async () => {
      await this.lock(sha256);
      const [needed] = await this.db.change(
        `SELECT 1 FROM import_job WHERE sha256 = $1 AND stored AND state IN ${UNFINISHED} LIMIT 1`,
        [sha256],
      );
      if (needed) return;
      // The object goes first: rows that are left point to what is still to be removed, never the other way round.
      await this.storage.delete(sha256);
      await this.db.change(`UPDATE import_job SET stored = false WHERE sha256 = $1 AND stored`, [sha256]);
    });
  }

  /** Removes the contents that ended imports left behind. @throws StorageError. */
  async clean(): Promise<void> {
    const left = await this.db.rows<{ sha256: string }>(
      `SELECT DISTINCT sha256 FROM import_job WHERE stored AND state NOT IN ${UNFINISHED} LIMIT 100`,
    );
    for (const { sha256 } of left) await this.drop(sha256);
  }
}
