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
    { provide: ObjectStorage, useFactory: storageOf, inject: [CONFIG] },
    {
      provide: Spool,
      // Beside the objects: a file gets its final name by renaming, which needs one file system.
      useFactory: (config: Config, clock: Clock) => new Spool(join(config.VAR_DIR, 'attachments', 'incoming'), clock),
      inject: [CONFIG, Clock],
    },
  ],
  exports: [ObjectStorage, Spool],
})
export class StorageModule {}

function storageOf(config: Config): ObjectStorage {
  if (config.STORAGE === 'disk') return new DiskStorage(join(config.VAR_DIR, 'attachments'));
  return new S3Storage({
    // The configuration's schema holds these to be given when STORAGE=s3.
    endpoint: config.S3_ENDPOINT as string,
    bucket: config.S3_BUCKET as string,
    region: config.S3_REGION,
    accessKey: config.S3_ACCESS_KEY as string,
    secretKey: config.S3_SECRET_KEY as string,
    timeoutMs: config.S3_TIMEOUT_SECONDS * 1000,
  });
}
