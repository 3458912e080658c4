export { DiskStorage } from './disk-storage.js';
export { type ByteRange, ObjectMissing, ObjectStorage, StorageError } from './object-storage.js';
export { S3Storage } from './s3-storage.js';
export { ContentTooLong, Spool, type SpooledFile } from './spool.js';
export { StorageModule } from './storage.module.js';
