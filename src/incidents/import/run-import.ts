import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { ByteCounter, inBatches } from './batches.js';
import { importEvent } from './import-event.js';
import { IMPORT_COLUMNS, type ImportJob } from './import-job.entity.js';
import { parseLines } from './parse-lines.js';
import { LineChecker, type ReadLine } from './read-line.js';
import { ImportLost, RecordBatch } from './record-batch.js';

/** What a run needs besides the import's row. */
export interface RunOptions {
  /** Opens the file; null when it is gone. */
  open: () => Promise<Readable | null>;
  /** Asks the run to stop after the batch in hand. */
  signal: AbortSignal;
  /** Told after every batch. */
  onProgress?: (job: ImportJob) => void;
}

/** ended: nothing is left to do; stopped: asked to; busy: another process is at it. */
export type RunEnd = 'ended' | 'stopped' | 'busy';

/** Lines of one transaction: enough that its fixed costs vanish, so few that nothing else waits for it. */
const BATCH_LINES = 300;

/** Faults that condemn the file when they are all that came out of it. */
const fileFaults: readonly string[] = ['import.csv-header'];

/** Works an import off from where it stands, in constant memory. */
@Injectable()
export class RunImport {
  private readonly checker: LineChecker;

  constructor(
    private readonly db: Database,
    private readonly batches: RecordBatch,
    private readonly events: EventLog,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Config,
  ) {
    this.checker = new LineChecker(config.TIME_ZONE, clock);
  }

  /**
   * Runs to the end of the file, unless another process does already.
   * @throws whatever the storage or the database fails with.
   */
  async execute(id: string, options: RunOptions): Promise<RunEnd> {
    return (await this.db.alone(`import:${id}`, () => this.run(id, options))) ?? 'busy';
  }

  private async run(id: string, { open, signal, onProgress }: RunOptions): Promise<RunEnd> {
    let job = await this.begin(id);
    if (!job) return 'ended';
    try {
      const content = await open();
      if (!content) return await this.finish(job, 'import.file-missing');
      const counter = new ByteCounter();
      let last: ReadLine | null = null;
      for await (const batch of inBatches(this.lines(content, job, counter), BATCH_LINES, counter)) {
        job = await this.batches.execute(job, batch);
        last = batch.lines.at(-1) ?? last;
        onProgress?.(job);
        if (signal.aborted) return await this.putBack(job);
      }
      const fault = job.linesRead === 1 ? last?.fault?.code : null;
      return await this.finish(job, fault && fileFaults.includes(fault) ? fault : null);
    } catch (error) {
      if (error instanceof ImportLost) return 'ended';
      throw error;
    }
  }

  private async *lines(
    content: AsyncIterable<Uint8Array>,
    { format, lastLine }: ImportJob,
    counter: ByteCounter,
  ): AsyncGenerator<ReadLine> {
    for await (const parsed of parseLines(counter.of(content), { format, fromLine: lastLine + 1 }))
      yield this.checker.check(parsed);
  }

  private begin(id: string): Promise<ImportJob | null> {
    return this.db.transaction(async () => {
      const [job] = await this.db.change<ImportJob>(
        `UPDATE import_job SET state = 'running', started_at = coalesce(started_at, $2), version = version + 1
         WHERE id = $1 AND state IN ('queued', 'running') RETURNING ${IMPORT_COLUMNS}`,
        [id, this.clock.now()],
      );
      return job ?? null;
    });
  }

  /** Leaves the import to whoever comes next. */
  private async putBack({ id, lastLine }: ImportJob): Promise<RunEnd> {
    await this.db.transaction(() =>
      this.db.change(
        `UPDATE import_job SET state = 'queued', version = version + 1
         WHERE id = $1 AND state = 'running' AND last_line = $2`,
        [id, lastLine],
      ),
    );
    return 'stopped';
  }

  private async finish({ id, lastLine }: ImportJob, reason: string | null): Promise<RunEnd> {
    const at = this.clock.now();
    await this.db.transaction(async () => {
      const [job] = await this.db.change<ImportJob>(
        `UPDATE import_job SET state = $3, reason = $4, finished_at = $5,
           bytes = CASE WHEN $4::text IS NULL THEN total_bytes ELSE bytes END, version = version + 1
         WHERE id = $1 AND state = 'running' AND last_line = $2 RETURNING ${IMPORT_COLUMNS}`,
        [id, lastLine, reason ? 'failed' : 'done', reason, at],
      );
      if (!job) throw new ImportLost();
      await this.events.append(importEvent('import.finished', job, at));
    });
    return 'ended';
  }
}
