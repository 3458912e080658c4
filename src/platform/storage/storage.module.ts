import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { CONFIG, type Config } from '../config/index.js';
import { DiskStorage } from './disk-storage.js';
import { ObjectStorage } from './object-storage.js';
import { S3Storage } from './s3-storage.js';
import { Spool } from './spool.js';

/** The storage named by STORAGE, and the spool that feeds it. */
@Module({
  providers: [
    { provide: ObjectStorage, useFactory: (config: Config) => objectStorage(config, 'attachments'), inject: [CONFIG] },
    { provide: Spool, useFactory: (config: Config, clock: Clock) => spool(config, 'attachments', clock), inject: [CONFIG, Clock] },
  ],
  exports: [ObjectStorage, Spool],
})
export class StorageModule {}

/** What is stored; each kind has its own folder or prefix, so that no kind's clean-up ever removes another's contents. */
export type StorageArea = 'attachments' | 'imports' | 'mail' | 'reports';

/** The storage of one area, by STORAGE. */
export function objectStorage(config: Config, area: StorageArea): ObjectStorage {
  if (config.STORAGE === 'disk') return new DiskStorage(join(config.VAR_DIR, area));
  return new S3Storage({
    folder: area,
    // The configuration's schema holds these to be given when STORAGE=s3.
    endpoint: config.S3_ENDPOINT as string,
    bucket: config.S3_BUCKET as string,
    region: config.S3_REGION,
    accessKey: config.S3_ACCESS_KEY as string,
    secretKey: config.S3_SECRET_KEY as string,
    timeoutMs: config.S3_TIMEOUT_SECONDS * 1000,
  });
}

/** The spool of one area. */
export const spool = (config: Config, area: StorageArea, clock: Clock): Spool =>
  // Beside the objects: a file gets its final name by renaming, which needs one file system.
  new Spool(join(config.VAR_DIR, area, 'incoming'), clock);
