import type { Readable } from 'node:stream';
import type { SpooledFile } from './spool.js';

/** Part of an object, both ends included, in bytes from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Where large contents are kept, outside the database. An object is named by the SHA-256 of its bytes
 * (lower-case hex), so it never changes and equal contents are kept once.
 * Every method throws {@link StorageError} when the storage does not answer.
 */
export abstract class ObjectStorage {
  /**
   * Keeps a received file under its SHA-256 and takes the file over: afterwards it is gone from the spool.
   * It is whole and durable when this returns; after a crash the object is there whole or not at all.
   * Putting the same bytes again does no harm.
   */
  abstract put(file: SpooledFile): Promise<void>;

  /**
   * Opens an object for reading, or a part of it.
   * @throws ObjectMissing when there is none of that name.
   */
  abstract get(key: string, range?: ByteRange): Promise<Readable>;

  /** Removes an object; one that is not there is no error. */
  abstract delete(key: string): Promise<void>;

  /** Whether there is an object of that name. */
  abstract exists(key: string): Promise<boolean>;
}

/**
 * The key itself, checked: nothing but a SHA-256 ever becomes part of a path or an address.
 * @throws Error when it is anything else.
 */
export function objectKey(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error('An object is named by its SHA-256');
  return key;
}
