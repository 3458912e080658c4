import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { newId } from '../../platform/ids/index.js';
import { JobQueue } from '../../platform/jobs/index.js';
import type { SpooledFile } from '../../platform/storage/index.js';
import { importEvent } from './import-event.js';
import { ImportFiles } from './import-files.js';
import { importJob } from './import-job.definition.js';
import { IMPORT_COLUMNS, type ImportFormat, ImportJob, type ImportState, UNFINISHED } from './import-job.entity.js';

/** A file as it was handed in. */
export interface ReceivedFile {
  file: SpooledFile;
  fileName: string;
  format: ImportFormat;
}

/** How many imports of one user may wait or run at once. */
const MAX_UNFINISHED = 10;

/** Takes a file in, for the workers to work off. */
@Injectable()
export class QueueImport {
  constructor(
    private readonly db: Database,
    private readonly files: ImportFiles,
    private readonly events: EventLog,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores the file and queues its import. Two transactions, with the storage between them and no connection held
   * meanwhile: the first announces the content, so that nobody clears it away while it is on its way.
   * The same content handed in again while its import is unfinished is that import.
   * @returns id of the import.
   * @throws DomainError `import.empty`, `import.too-many`, `import.interrupted`; StorageError.
   */
  async execute(actor: Actor, received: ReceivedFile): Promise<string> {
    if (received.file.size === 0) throw new DomainError('import.empty');
    const job = await this.announce(actor, received);
    if (job.state !== 'receiving') return job.id;
    try {
      await this.files.keep(received.file);
    } catch (error) {
      await this.giveUp(job);
      throw error;
    }
    await this.confirm(actor, job);
    return job.id;
  }

  private announce(actor: Actor, { file, fileName, format }: ReceivedFile): Promise<ImportJob> {
    return this.db.transaction(async () => {
      await this.files.lock(file.sha256);
      const [same] = await this.db.change<ImportJob>(
        `SELECT ${IMPORT_COLUMNS} FROM import_job
         WHERE origin = 'upload' AND user_id = $1 AND sha256 = $2 AND format = $3 AND state IN ${UNFINISHED}`,
        [actor.userId, file.sha256, format],
      );
      if (same) return same;
      const [{ unfinished }] = (await this.db.change(
        `SELECT count(*)::integer AS unfinished FROM import_job
         WHERE origin = 'upload' AND user_id = $1 AND state IN ${UNFINISHED}`,
        [actor.userId],
      )) as [{ unfinished: number }];
      if (unfinished >= MAX_UNFINISHED) throw new DomainError('import.too-many', { max: MAX_UNFINISHED });
      const [job] = await this.db.change<ImportJob>(
        `INSERT INTO import_job
           (id, origin, user_id, file_name, format, sha256, stored, total_bytes, state, created_at, version)
         VALUES ($1, 'upload', $2, $3, $4, $5, true, $6, 'receiving', $7, 1) RETURNING ${IMPORT_COLUMNS}`,
        [newId(), actor.userId, fileName, format, file.sha256, file.size, this.clock.now()],
      );
      return job as ImportJob;
    });
  }

  private async confirm(actor: Actor, { id, sha256 }: ImportJob): Promise<void> {
    const state = await this.db.transaction(async (): Promise<ImportState> => {
      const at = this.clock.now();
      const [queued] = await this.db.change<ImportJob>(
        `UPDATE import_job SET state = 'queued', version = version + 1
         WHERE id = $1 AND state = 'receiving' RETURNING ${IMPORT_COLUMNS}`,
        [id],
      );
      if (!queued) {
        const [now] = await this.db.change<{ state: ImportState }>(`SELECT state FROM import_job WHERE id = $1`, [id]);
        return now?.state ?? 'failed';
      }
      await this.events.append(
        importEvent('import.queued', queued, at, { actorId: actor.userId, channel: actor.channel }),
      );
      this.db.afterCommit(() => void this.jobs.add(importJob, { id }));
      return 'queued';
    });
    if (state === 'queued' || state === 'running') return;
    // It was handed in twice at once, and the other one has ended already: what was stored just now is not needed.
    await this.files.drop(sha256);
    if (state === 'failed') throw new DomainError('import.interrupted');
  }

  private async giveUp({ id }: ImportJob): Promise<void> {
    await this.db.transaction(() =>
      this.db.change(
        `UPDATE import_job SET state = 'failed', reason = 'import.interrupted', finished_at = $2, version = version + 1
         WHERE id = $1 AND state = 'receiving'`,
        [id, this.clock.now()],
      ),
    );
  }
}
