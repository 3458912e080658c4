import { generateKeyPairSync } from 'node:crypto';
import { dkimSign } from 'mailauth';
import { createTransport } from 'nodemailer';

/** A signing key and what its owner publishes of it. */
export class KeyPair {
  private constructor(
    readonly privateKey: string,
    readonly record: string,
  ) {}

  static make(): KeyPair {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const published = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    return new KeyPair(privateKey.export({ type: 'pkcs8', format: 'pem' }) as string, `v=DKIM1; k=rsa; p=${published}`);
  }
}

/** A name service of the test's own: text records by name; `away` answers nobody. */
export class FakeDns {
  away = false;

  constructor(readonly records: Record<string, string>) {}

  readonly resolver = async (name: string, type: string): Promise<unknown> => {
    if (this.away) throw Object.assign(new Error(`queryTxt ETIMEOUT ${name}`), { code: 'ETIMEOUT' });
    const record = this.records[name.toLowerCase()];
    if (type !== 'TXT' || record === undefined) throw Object.assign(new Error(`query ENOTFOUND ${name}`), { code: 'ENOTFOUND' });
    return [record.match(/.{1,255}/g) ?? []];
  };
}

interface Signed {
  from: string;
  to?: string;
  text: string;
  inReplyTo?: string;
  messageId?: string;
  /** Null for a letter nobody signed. */
  key: KeyPair | null;
  /** Domain that signs. */
  domain: string;
  /** Signs so many octets of the body alone (`l=`). */
  bodyLength?: number;
}

/** A letter as the sender's server sends it, signed (RFC 6376). */
export async function signedLetter({ from, to = 'otklik@otklik.example', text, inReplyTo, messageId, key, domain, bodyLength }: Signed): Promise<Buffer> {
  const whole = key !== null && bodyLength === undefined;
  const dkim = whole ? { domainName: domain, keySelector: 'mail', privateKey: key.privateKey } : undefined;
  const post = createTransport({ streamTransport: true, buffer: true, newline: 'windows', dkim });
  const { message } = await post.sendMail({ from, to, subject: 'Re: message', text, textEncoding: 'base64', ...(inReplyTo ? { inReplyTo, references: inReplyTo } : {}), ...(messageId ? { messageId } : {}) });
  const raw = message as Buffer;
  if (key === null || whole) return raw;
  const signing = { signingDomain: domain, selector: 'mail', privateKey: key.privateKey, algorithm: 'rsa-sha256', canonicalization: 'relaxed/relaxed', maxBodyLength: bodyLength };
  const { signatures } = await dkimSign(raw, { ...signing, signatureData: [signing] });
  return Buffer.concat([Buffer.from(signatures), raw]);
}
