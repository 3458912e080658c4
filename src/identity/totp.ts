import { randomInt } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { sha256 } from '../platform/ids/index.js';

const STEP_SECONDS = 30;
/** Steps a telephone's clock may be off, either way. */
const WINDOW = 1;
const CODES = 10;
/** Without characters that are mistaken for each other. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

const settings = { issuer: 'Отклик', algorithm: 'SHA1', digits: 6, period: STEP_SECONDS };
const totp = (secret: string, label: string) => new TOTP({ ...settings, label, secret: Secret.fromBase32(secret) });

/** A new secret for an authenticator, base32, 160 bits (RFC 4226 section 4). */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32;

/** What the authenticator reads as a QR code. */
export const otpauthUri = (secret: string, email: string): string => totp(secret, email).toString();

/**
 * The 30-second step whose code this is, or null. Steps up to `lastStep` are used up: no code works twice (RFC 6238
 * section 5.2).
 */
export function acceptedStep(secret: string, code: string, now: Date, lastStep: number | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totp(secret, '').validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}

/** New recovery codes, `xxxx-xxxx-xxxx-xxxx`, some 79 random bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => {
    const letters = Array.from({ length: 16 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
    return letters.match(/.{4}/g)?.join('-') ?? '';
  });
}

/** How a recovery code is kept and found: spaces, hyphens and capitals do not matter. */
export const recoveryCodeHash = (userId: string, code: string): string =>
  sha256(`${userId}:${code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')}`);
