import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256 } from '../ids/index.js';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Bytes below which a signature can be guessed. */
const SIGNATURE_LEAST = 12;

/** A sealed value that cannot be opened: sealed under a key this process does not have, moved, or damaged. */
export class SealError extends Error {}

/**
 * Keeps secrets encrypted at rest: AES-256-GCM. A sealed value is `keyId.base64url(iv | tag | ciphertext)`;
 * the key's id in front lets a new key seal while values sealed under the previous one can still be opened.
 */
export class SecretBox {
  private readonly keys: Map<string, Buffer>;
  private readonly current: string;

  /** @param keys 32 bytes each; the first one seals, all of them open. */
  constructor(keys: readonly [Buffer, ...Buffer[]]) {
    for (const key of keys) if (key.length !== KEY_BYTES) throw new Error(`A key has ${KEY_BYTES} bytes`);
    this.keys = new Map(keys.map((key) => [keyId(key), key]));
    this.current = keyId(keys[0]);
  }

  /**
   * Seals a secret.
   * @param place what the secret belongs to, e.g. `user:<id>:totp`: a sealed value put elsewhere does not open.
   */
  seal(secret: string, place: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.key(this.current), iv).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return `${this.current}.${Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /**
   * Opens a sealed secret.
   * @throws SealError when it was sealed under an unknown key, for another place, or was changed.
   */
  open(sealed: string, place: string): string {
    const [id = '', text = ''] = sealed.split('.');
    const key = this.key(id);
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length < IV_BYTES + TAG_BYTES) throw new SealError('A sealed secret is damaged');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
      .setAAD(Buffer.from(place))
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
    } catch {
      throw new SealError('A sealed secret is damaged or belongs elsewhere');
    }
  }

  /**
   * A mark by which equal texts are known again, lower-case hex. Unlike a plain hash it cannot be guessed from outside,
   * so it may be made of a text that holds a password.
   */
  fingerprint(text: string): string {
    return createHmac('sha256', this.key(this.current)).update('fingerprint\n').update(text).digest('hex');
  }

  /**
   * A signature of 32 bytes, under a key of its own for each purpose; a caller may keep its beginning alone.
   * @param purpose what signatures of this kind are for, e.g. `mail.reply`: none passes for another's.
   */
  sign(text: string, purpose: string): Buffer {
    return signature(this.key(this.current), text, purpose);
  }

  /** Whether this is the (beginning of a) signature of the text, under the present key or the previous one. */
  isSigned(text: string, purpose: string, given: Buffer): boolean {
    if (given.length < SIGNATURE_LEAST) return false;
    return [...this.keys.values()].some((key) => timingSafeEqual(signature(key, text, purpose).subarray(0, given.length), given));
  }

  /** Whether a value should be sealed anew: it still rests under a previous key. */
  isOutdated(sealed: string): boolean {
    return !sealed.startsWith(`${this.current}.`);
  }

  private key(id: string): Buffer {
    const key = this.keys.get(id);
    if (!key) throw new SealError(`A secret is sealed under key ${id}, not SECRET_KEY or SECRET_KEY_PREVIOUS`);
    return key;
  }
}

const signature = (key: Buffer, text: string, purpose: string): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', purpose, KEY_BYTES))).update(text).digest();

const keyId = (key: Buffer): string => sha256(key).slice(0, 8);
