import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { objectStorage, type ObjectStorage, spool, type Spool } from '../../platform/storage/index.js';

/** More than any report has. */
const MOST_BYTES = 2 * 1024 ** 3;

/** Frozen forms of reports: kept under their SHA-256, so that what is read is what was approved. */
@Injectable()
export class ReportFiles {
  private readonly storage: ObjectStorage;
  private readonly spool: Spool;

  constructor(@Inject(CONFIG) config: Config, clock: Clock) {
    this.storage = objectStorage(config, 'reports');
    this.spool = spool(config, 'reports', clock);
  }

  /** Keeps a form, in constant memory. */
  async keep(content: Readable): Promise<{ sha256: string; size: string }> {
    const file = await this.spool.receive(content, MOST_BYTES);
    try {
      await this.storage.put(file);
    } finally {
      await file.discard();
    }
    return { sha256: file.sha256, size: String(file.size) };
  }

  /** @throws ObjectMissing, StorageError. */
  open(sha256: string): Promise<Readable> {
    return this.storage.get(sha256);
  }
}
