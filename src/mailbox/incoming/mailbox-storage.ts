import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { type ObjectStorage, objectStorage, type Spool, spool, type SpooledFile } from '../../platform/storage/index.js';

/** Where the bytes of letters lie. */
@Injectable()
export class MailboxStorage {
  readonly spool: Spool;
  private readonly storage: ObjectStorage;

  constructor(@Inject(CONFIG) config: Config, clock: Clock) {
    this.storage = objectStorage(config, 'mail');
    this.spool = spool(config, 'mail', clock);
  }

  /** Spools a letter that is in memory already. */
  spooled(raw: Buffer): Promise<SpooledFile> {
    return this.spool.receive(Readable.from([raw], { objectMode: false }), raw.length);
  }

  /** @throws StorageError. */
  put(file: SpooledFile): Promise<void> {
    return this.storage.put(file);
  }

  /** A letter's bytes. @throws StorageError, ObjectMissing. */
  async read(sha256: string): Promise<Buffer> {
    return buffer(await this.storage.get(sha256));
  }

  open(sha256: string): Promise<Readable> {
    return this.storage.get(sha256);
  }
}
