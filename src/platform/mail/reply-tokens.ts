import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { SecretBox } from '../secrets/index.js';
import { MailSettings } from './mail-settings.js';
import { ReplyToken } from './reply-token.entity.js';

/** What an answer answers, whose it must be, and until when. */
export interface ReplyRight {
  /** E.g. `assignment` or `draft`. */
  subject: string;
  subjectId: string;
  /** The exact version, where the thing has versions. */
  version: number | null;
  userId: string;
  expiresAt: Date;
}

/** A right a token stands for. */
export type VerifiedRight = ReplyRight & { issuedAt: Date; expired: boolean };

const ID_BYTES = 6;
const SIGNATURE_BYTES = 12;
// 18 bytes are 29 characters: with a name of up to 34 characters and `+` a local part keeps within its 64 (RFC 5321).
const PURPOSE = 'mail.reply';

/**
 * Signed, expiring tokens in the reply address: `otklik@example.ru` becomes `otklik+<token>@example.ru`. What a token
 * stands for is a row; the token is the row's name and a signature over all of it, so neither a guess nor a changed row
 * passes. Lower-case letters and digits alone, for some servers change the case of addresses.
 */
@Injectable()
export class ReplyTokens {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly settings: MailSettings,
  ) {}

  /**
   * Reply addresses for these rights, in their order, within the caller's transaction; null for each when the
   * installation reads no answers (MAIL_REPLY_ADDRESS).
   */
  async issue(rights: readonly ReplyRight[]): Promise<(string | null)[]> {
    const { replyAddress } = this.settings;
    if (!replyAddress) return rights.map(() => null);
    if (rights.length === 0) return [];
    const issuedAt = this.clock.now();
    const rows = rights.map((right): ReplyToken => ({ id: randomBytes(ID_BYTES).toString('hex'), issuedAt, ...right }));
    await this.db.repository(ReplyToken).insert(rows);
    const at = replyAddress.lastIndexOf('@');
    return rows.map((row) => `${replyAddress.slice(0, at)}+${this.token(row)}${replyAddress.slice(at)}`);
  }

  /** The right a token stands for, expired ones too (`expired` tells); null when we never gave it out. */
  async verify(token: string): Promise<VerifiedRight | null> {
    const bytes = fromBase32(token.toLowerCase());
    if (bytes?.length !== ID_BYTES + SIGNATURE_BYTES) return null;
    const row = await this.db.reader.getRepository(ReplyToken).findOneBy({ id: bytes.subarray(0, ID_BYTES).toString('hex') });
    if (!row || !this.box.isSigned(signedText(row), PURPOSE, bytes.subarray(ID_BYTES))) return null;
    const { id: _, ...right } = row;
    return { ...right, expired: row.expiresAt <= this.clock.now() };
  }

  /** The token in one of our reply addresses, or null. */
  tokenIn(address: string): string | null {
    const { replyAddress } = this.settings;
    if (!replyAddress) return null;
    const [own, given] = [replyAddress.toLowerCase(), address.trim().toLowerCase()];
    const at = own.lastIndexOf('@');
    const [before, after] = [`${own.slice(0, at)}+`, own.slice(at)];
    return given.startsWith(before) && given.endsWith(after) ? given.slice(before.length, given.length - after.length) : null;
  }

  private token(row: ReplyToken): string {
    const signature = this.box.sign(signedText(row), PURPOSE).subarray(0, SIGNATURE_BYTES);
    return toBase32(Buffer.concat([Buffer.from(row.id, 'hex'), signature]));
  }
}

const signedText = ({ id, subject, subjectId, version, userId, issuedAt, expiresAt }: ReplyToken): string =>
  JSON.stringify([id, subject, subjectId, version, userId, issuedAt.toISOString(), expiresAt.toISOString()]);

/** Without letters and digits that are taken for one another when a person copies them. */
const ALPHABET = 'abcdefghjkmnpqrstvwxyz0123456789';

/** Base 32 of 5 bits a character, the last one filled up with zeros. */
export function toBase32(bytes: Buffer): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** The bytes, or null for what {@link toBase32} never writes. */
export function fromBase32(text: string): Buffer | null {
  let bits = '';
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    bits += value.toString(2).padStart(5, '0');
  }
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)));
  return toBase32(bytes) === text ? bytes : null;
}
