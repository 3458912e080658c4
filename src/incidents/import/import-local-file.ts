import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { Injectable } from '@nestjs/common';
import { UserAccount } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { newId } from '../../platform/ids/index.js';
import { importEvent } from './import-event.js';
import { IMPORT_COLUMNS, type ImportFormat, type ImportJob } from './import-job.entity.js';
import { ImportReader } from './import-reader.js';
import type { ImportView } from './import.schemas.js';
import { formatOf } from './receive-import.js';
import { type RunEnd, RunImport, type RunOptions } from './run-import.js';

interface LocalFile {
  sha256: string;
  size: number;
  format: ImportFormat;
}

/** Imports a file of this machine, in this process: what `npm run import` does. */
@Injectable()
export class ImportLocalFile {
  constructor(
    private readonly db: Database,
    private readonly imports: RunImport,
    private readonly reader: ImportReader,
    private readonly events: EventLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Finds the unfinished import of the file's content, or begins one.
   * @param email whose import it is: a curator; null for nobody in particular.
   * @returns the import, and whether it goes on from an earlier run.
   * @throws Error of the file system; DomainError `import.empty`, `not-found` for an unknown user, `auth.forbidden`
   * for one who is no curator.
   */
  async prepare(path: string, email: string | null): Promise<{ job: ImportView; resumed: boolean }> {
    const file = await describe(path);
    if (file.size === 0) throw new DomainError('import.empty');
    const userId = email === null ? null : await this.curator(email);
    const { id, resumed } = await this.db.transaction(() => this.findOrBegin(userId, basename(path), file));
    return { job: await this.reader.view(id), resumed };
  }

  /** Works the import off until the file ends or `signal` stops it. */
  run(id: string, path: string, options: Omit<RunOptions, 'open'>): Promise<RunEnd> {
    return this.imports.execute(id, { ...options, open: async () => createReadStream(path) });
  }

  private async findOrBegin(
    userId: string | null,
    fileName: string,
    { sha256, size, format }: LocalFile,
  ): Promise<{ id: string; resumed: boolean }> {
    const at = this.clock.now();
    const [begun] = await this.db.change<ImportJob>(
      `INSERT INTO import_job
         (id, origin, user_id, file_name, format, sha256, stored, total_bytes, state, created_at, version)
       VALUES ($1, 'command', $2, $3, $4, $5, false, $6, 'queued', $7, 1)
       ON CONFLICT DO NOTHING RETURNING ${IMPORT_COLUMNS}`,
      [newId(), userId, fileName, format, sha256, size, at],
    );
    if (begun) {
      await this.events.append(importEvent('import.queued', begun, at));
      return { id: begun.id, resumed: false };
    }
    const [job] = await this.db.change<{ id: string }>(
      `SELECT id FROM import_job
       WHERE origin = 'command' AND user_id IS NOT DISTINCT FROM $1 AND sha256 = $2 AND format = $3 AND state IN ('queued', 'running')`,
      [userId, sha256, format],
    );
    if (!job) throw new DomainError('unavailable');
    return { id: job.id, resumed: true };
  }

  private async curator(email: string): Promise<string> {
    const user = await this.db.reader.getRepository(UserAccount).findOneBy({ email: email.toLowerCase() });
    if (!user || user.disabledAt) throw notFound('user', email);
    if (!user.roles.includes('curator')) throw new DomainError('auth.forbidden');
    return user.id;
  }
}

/** Reads the file once: its hash tells whether it was begun before. */
async function describe(path: string): Promise<LocalFile> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(4096), position: 0 });
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of file.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      size += chunk.length;
    }
    return { sha256: hash.digest('hex'), size, format: formatOf(path, { head: buffer.subarray(0, bytesRead) }) };
  } finally {
    await file.close();
  }
}
