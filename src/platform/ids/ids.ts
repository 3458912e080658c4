import { createHash, randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** A new time-ordered identifier (UUID version 7). */
export const newId = (): string => v7();

/** An opaque secret of `bytes` random bytes, base64url. */
export const newSecret = (bytes = 32): string => randomBytes(bytes).toString('base64url');

/** SHA-256 as lower-case hex: how secrets are kept and contents compared. */
export const sha256 = (value: string | Buffer): string => createHash('sha256').update(value).digest('hex');
