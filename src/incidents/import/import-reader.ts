import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, SqlFilter } from '../../platform/database/index.js';
import { explain, type MessageCode, messages, notFound } from '../../platform/errors/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../../platform/http/index.js';
import { IMPORT_COLUMNS, type ImportJob } from './import-job.entity.js';
import type { importErrorsQuery, ImportErrorView, importListQuery, ImportView } from './import.schemas.js';

type Row = ImportJob & { key: string };
type Fault = { line: number; code: MessageCode; details: Record<string, unknown> };

/** Reads imports as curators see them. */
@Injectable()
export class ImportReader {
  constructor(private readonly db: Database) {}

  /** @throws DomainError `not-found`. */
  async view(id: string): Promise<ImportView> {
    const job = await this.db.row<ImportJob>(`SELECT ${IMPORT_COLUMNS} FROM import_job WHERE id = $1`, [id]);
    if (!job) throw notFound('import', id);
    return viewOf(job);
  }

  /** Imports, newest first. */
  async list({ state, cursor, limit }: z.output<typeof importListQuery>): Promise<Page<ImportView>> {
    const filter = new SqlFilter().when(state, 'state = ?');
    if (cursor)
      filter.and(
        '(created_at, id) < (?::timestamptz, ?::uuid)',
        ...decodeCursor(cursor, z.tuple([z.iso.datetime({ offset: true }), z.uuid()])),
      );
    const rows = await this.db.rows<Row>(
      `SELECT ${IMPORT_COLUMNS}, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS key
       FROM import_job ${filter.where} ORDER BY created_at DESC, id DESC LIMIT ${limit + 1}`,
      filter.parameters,
    );
    return toPage(rows, limit, ({ key, id }) => [key, id], viewOf);
  }

  /**
   * Lines that were not recorded, in the order of the file; the first ten thousand are kept.
   * @throws DomainError `not-found`.
   */
  async errors(id: string, { cursor, limit }: z.output<typeof importErrorsQuery>): Promise<Page<ImportErrorView>> {
    const after = cursor ? decodeCursor(cursor, z.tuple([z.int()]))[0] : 0;
    const rows = await this.db.rows<Fault>(
      `SELECT line, code, details FROM import_error
       WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT ${limit + 1}`,
      [id, after],
    );
    if (rows.length === 0) await this.view(id);
    return toPage(rows, limit, ({ line }) => [line], faultView);
  }
}

function viewOf(job: ImportJob): ImportView {
  const { totalBytes, bytes, createdAt, startedAt, finishedAt } = job;
  const reason = job.reason as MessageCode | null;
  return {
    id: job.id,
    state: job.state,
    origin: job.origin,
    userId: job.userId,
    fileName: job.fileName,
    format: job.format,
    totalBytes: Number(totalBytes),
    bytes: Number(bytes),
    linesRead: job.linesRead,
    recorded: job.recorded,
    duplicates: job.duplicates,
    failed: job.failed,
    lastLine: job.lastLine,
    reason,
    detail: reason && explain(reason, {}),
    createdAt: isoOffset(createdAt),
    startedAt: isoOffset(startedAt),
    finishedAt: isoOffset(finishedAt),
    version: job.version,
  };
}

function faultView({ line, code, details }: Fault): ImportErrorView {
  const { errors = [] } = details as { errors?: ImportErrorView['errors'] };
  return { line, code, title: messages[code].title, detail: explain(code, details), errors };
}
