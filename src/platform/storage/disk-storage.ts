import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { type ByteRange, objectKey, ObjectStorage } from './object-storage.js';
import { ObjectMissing, StorageError } from './storage-errors.js';
import type { SpooledFile } from './spool.js';

/**
 * Objects as files `ab/cd/<sha256>` of a folder, mode 0600. Several processes may share the folder.
 * The spool must be on the same file system: a file gets its final name by renaming, so never half.
 */
export class DiskStorage extends ObjectStorage {
  constructor(private readonly directory: string) {
    super();
  }

  override async put(file: SpooledFile): Promise<void> {
    const path = this.path(file.sha256);
    await attempt(async () => {
      const content = await open(file.path, 'r+');
      try {
        await content.sync();
      } finally {
        await content.close();
      }
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      await rename(file.path, path);
      // A name is durable only when its folder is, and that folder's own name likewise.
      for (let folder = dirname(path); folder.length >= this.directory.length; folder = dirname(folder))
        await syncFolder(folder);
    });
  }

  override async get(key: string, range?: ByteRange): Promise<Readable> {
    const file = await attempt(
      () => open(this.path(key), 'r'),
      () => {
        throw new ObjectMissing(key);
      },
    );
    return file.createReadStream(range ? { start: range.start, end: range.end } : {});
  }

  override async delete(key: string): Promise<void> {
    await attempt(() => rm(this.path(key), { force: true }));
  }

  override exists(key: string): Promise<boolean> {
    return attempt(
      () => stat(this.path(key)).then(() => true),
      () => false,
    );
  }

  private path(key: string): string {
    return join(this.directory, objectKey(key).slice(0, 2), key.slice(2, 4), key);
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** A disk that is full, read-only or gone is a storage that does not answer; a file that is missing is `missing`. */
async function attempt<T>(act: () => Promise<T>, missing?: () => T): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (missing && (error as NodeJS.ErrnoException).code === 'ENOENT') return missing();
    throw new StorageError(`Disk storage: ${(error as Error).message}`, { cause: error });
  }
}
