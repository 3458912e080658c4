import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { RecordIncidents } from '../record-incidents.js';
import type { Batch } from './batches.js';
import { IMPORT_COLUMNS, type ImportJob } from './import-job.entity.js';
import type { ReadLine } from './read-line.js';

/** The import is no longer what this run took it for: cancelled, or another process goes on with it. */
export class ImportLost extends Error {}

/** Of more faults only the number is kept: a file that is wrong altogether need not be explained line by line. */
const KEPT_ERRORS = 10_000;

/** Locks the import where the caller left it. */
const LOCK = `SELECT 1 FROM import_job WHERE id = $1 AND state = 'running' AND last_line = $2 FOR UPDATE`;

/** Classes of SQLSTATE that blame the data: 22 data exception, 54 limit exceeded (a key too long for its index). */
const DATA_FAULT = /^(?:22|54)/;

/** Records the lines of one batch. */
@Injectable()
export class RecordBatch {
  constructor(
    private readonly db: Database,
    private readonly record: RecordIncidents,
  ) {}

  /**
   * Records the messages, notes the faults and moves the import past these lines, in one transaction: after a crash the
   * import stands either before all of them or behind, so none is lost or taken twice. What PostgreSQL refuses is found
   * by halving the batch and becomes a fault of its line.
   * @returns the import as it stands now.
   * @throws ImportLost when it is not running, or does not stand where the caller left it.
   */
  async execute(job: ImportJob, { lines, bytes }: Batch): Promise<ImportJob> {
    try {
      return await this.db.transaction(() => this.once(job, lines, bytes));
    } catch (error) {
      if (!DATA_FAULT.test(sqlState(error))) throw error;
      if (lines.length === 1) {
        const refused = lines.map(({ line }) => ({
          line,
          message: null,
          fault: new DomainError('import.not-storable'),
        }));
        return this.db.transaction(() => this.once(job, refused, bytes));
      }
      const half = Math.ceil(lines.length / 2);
      const first = await this.execute(job, { lines: lines.slice(0, half), bytes: Number(job.bytes) });
      return this.execute(first, { lines: lines.slice(half), bytes });
    }
  }

  private async once(
    { id, userId, lastLine, failed }: ImportJob,
    lines: readonly ReadLine[],
    bytes: number,
  ): Promise<ImportJob> {
    const held = await this.db.change(LOCK, [id, lastLine]);
    if (held.length === 0) throw new ImportLost();
    // The right to import was held when the file was handed in; the act is that person's whoever works it off.
    const actor: Actor = { userId, roles: ['curator'], authorityId: null, channel: 'import' };
    const messages = lines.flatMap(({ message }) => message ?? []);
    const outcomes = messages.length > 0 ? await this.record.executeMany(actor, messages) : [];
    const faults = lines.flatMap(({ line, fault }) =>
      fault ? { line, code: fault.code, details: fault.details } : [],
    );
    const kept = faults.slice(0, Math.max(0, KEPT_ERRORS - failed));
    if (kept.length > 0) {
      await this.db.change(
        `INSERT INTO import_error (import_id, line, code, details)
         SELECT $1, line, code, details
         FROM jsonb_to_recordset($2::jsonb) AS f(line integer, code text, details jsonb)`,
        [id, JSON.stringify(kept, storable)],
      );
    }
    const duplicates = outcomes.filter(({ duplicate }) => duplicate).length;
    const [moved] = await this.db.change<ImportJob>(
      `UPDATE import_job SET last_line = $2, bytes = $3, lines_read = lines_read + $4, recorded = recorded + $5,
         duplicates = duplicates + $6, failed = failed + $7, version = version + 1
       WHERE id = $1 RETURNING ${IMPORT_COLUMNS}`,
      [id, lines.at(-1)?.line, bytes, lines.length, outcomes.length - duplicates, duplicates, faults.length],
    );
    return moved as ImportJob;
  }
}

/** Names of unknown fields may hold characters that jsonb refuses. */
const storable = (_: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replaceAll(/[\0\p{Cs}]/gu, '?') : value;

const sqlState = (error: unknown): string =>
  String((error as { driverError?: { code?: unknown } }).driverError?.code ?? '');
