import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const importFormats = ['ndjson', 'csv'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** receiving: its file is on its way into the storage; queued: nobody works on it yet, or whoever did has stopped. */
export const importStates = ['receiving', 'queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ImportState = (typeof importStates)[number];

/** One file of messages and how far its import has come. */
@Entity('import_job')
@Index('import_job_unfinished', { synchronize: false })
@Index('import_job_content', ['sha256'])
@Index('import_job_recent', ['createdAt', 'id'])
@Index('import_job_stored', ['sha256'], { where: 'stored' })
export class ImportJob {
  @PrimaryColumn({ type: 'uuid' })
  id: string;

  /** An upload is worked off by the workers; a command's import only by the command, which alone has the file. */
  @Column({ type: 'text' })
  origin: 'upload' | 'command';

  /** Whose import it is; null for the command that names nobody. */
  @Column({ type: 'uuid', nullable: true })
  userId: string | null;

  @Column({ type: 'text' })
  fileName: string;

  @Column({ type: 'text' })
  format: ImportFormat;

  /** Of the content, which it is stored under. */
  @Column({ type: 'text' })
  sha256: string;

  /** Whether the storage (still) holds the content: until the import has ended and it is cleared away. */
  @Column({ type: 'boolean' })
  stored: boolean;

  @Column({ type: 'bigint' })
  totalBytes: string;

  @Column({ type: 'text' })
  state: ImportState;

  /** Code of the refusal of the whole file, when it failed. */
  @Column({ type: 'text', nullable: true })
  reason: string | null;

  /** Bytes read up to {@link lastLine}, for the progress bar. */
  @Column({ type: 'bigint', default: 0 })
  bytes: string;

  /** Messages read: recorded + duplicates + failed. */
  @Column({ type: 'integer', default: 0 })
  linesRead: number;

  @Column({ type: 'integer', default: 0 })
  recorded: number;

  @Column({ type: 'integer', default: 0 })
  duplicates: number;

  @Column({ type: 'integer', default: 0 })
  failed: number;

  /** The last line of the file that is settled, from 1; it moves in the transaction that records the lines up to it. */
  @Column({ type: 'integer', default: 0 })
  lastLine: number;

  @Column({ type: 'timestamptz' })
  createdAt: Date;

  @Column({ type: 'timestamptz', nullable: true })
  startedAt: Date | null;

  @Column({ type: 'timestamptz', nullable: true })
  finishedAt: Date | null;

  @Column({ type: 'integer' })
  version: number;
}

/** Columns of an import under the names of its entity; numbers of bytes come as text. */
export const IMPORT_COLUMNS = `id, origin, user_id AS "userId", file_name AS "fileName", format, sha256, stored,
  total_bytes AS "totalBytes", state, reason, bytes, lines_read AS "linesRead", recorded, duplicates, failed,
  last_line AS "lastLine", created_at AS "createdAt", started_at AS "startedAt", finished_at AS "finishedAt", version`;

/** States of an import that still has work to do, for SQL. */
export const UNFINISHED = `('receiving', 'queued', 'running')`;
