import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { z } from 'zod';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { HandlesJob, JobQueue, Scheduled } from '../../platform/jobs/index.js';
import { StorageError } from '../../platform/storage/index.js';
import { ImportFiles } from './import-files.js';
import { importJob } from './import-job.definition.js';
import type { ImportJob } from './import-job.entity.js';
import { RunImport } from './run-import.js';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** Works uploaded imports off, and takes up those whose worker died. */
@Injectable()
export class ImportWorker implements OnModuleDestroy {
  private readonly logger = new Logger('Import');
  private readonly stopping = new AbortController();

  constructor(
    private readonly db: Database,
    private readonly imports: RunImport,
    private readonly files: ImportFiles,
    private readonly jobs: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Does nothing for an import that has ended or that another process is at. */
  @HandlesJob(importJob)
  async work({ id }: z.output<typeof importJob.schema>): Promise<void> {
    const job = await this.db.row<Pick<ImportJob, 'sha256'>>(
      `SELECT sha256 FROM import_job WHERE id = $1 AND origin = 'upload' AND state IN ('queued', 'running')`,
      [id],
    );
    if (!job) return;
    const end = await this.imports.execute(id, {
      open: () => this.files.open(job.sha256),
      signal: this.stopping.signal,
    });
    if (end === 'stopped') await this.jobs.add(importJob, { id });
    if (end === 'ended') await this.clean();
  }

  /** Wakes what is unfinished (whoever is at one already is not disturbed) and clears away what is not needed. */
  @Scheduled('imports.sweep')
  async sweep(): Promise<void> {
    const now = this.clock.now().getTime();
    const unfinished = await this.db.rows<{ id: string }>(
      `SELECT id FROM import_job WHERE origin = 'upload' AND state IN ('queued', 'running')
       ORDER BY created_at LIMIT 100`,
    );
    for (const { id } of unfinished) {
      // One wake-up a minute may wait for each, however long the queue is.
      if (!(await this.jobs.add(importJob, { id }, { id: `import-${id}-${Math.floor(now / MINUTE_MS)}` }))) break;
    }
    await this.db.transaction(() =>
      this.db.change(
        `UPDATE import_job SET state = 'failed', reason = 'import.interrupted', finished_at = $1, version = version + 1
         WHERE state = 'receiving' AND created_at < $2`,
        [new Date(now), new Date(now - HOUR_MS)],
      ),
    );
    await this.clean();
    await this.files.spool.sweep(new Date(now - 24 * HOUR_MS));
  }

  /** The batch in hand is finished; another worker goes on from there. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  private async clean(): Promise<void> {
    try {
      await this.files.clean();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      this.logger.warn(`Files of ended imports were not removed (the next sweep tries again): ${error.message}`);
    }
  }
}
