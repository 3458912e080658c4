export { DiskStorage } from './disk-storage.js';
export { type ByteRange, ObjectStorage } from './object-storage.js';
export { S3Storage } from './s3-storage.js';
export { ContentTooLong, Spool, type SpooledFile } from './spool.js';
export { ObjectMissing, StorageError } from './storage-errors.js';
export { objectStorage, spool, type StorageArea, StorageModule } from './storage.module.js';
