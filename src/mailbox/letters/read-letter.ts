import { type ParsedMail, simpleParser } from 'mailparser';
import { withCharset } from './unnamed-charset.js';

/** A file of a letter. */
export interface LetterFile {
  name: string | null;
  /** As the letter says; what it is in truth is looked at when it becomes an attachment. */
  contentType: string;
  content: Buffer;
  /** Shown within the text, not beside it. */
  embedded: boolean;
}

/** A letter as it can be read, without trust in anything it says. */
export interface ReadLetter {
  /** The one address of the one `From`, in lower case; null when there is none or more than one. */
  from: string | null;
  fromName: string | null;
  /** Every address the letter names as one it came to, in lower case. */
  recipients: string[];
  subject: string;
  /** With its angle brackets. */
  messageId: string | null;
  inReplyTo: string | null;
  /** Oldest first. */
  references: string[];
  text: string | null;
  html: string | null;
  files: LetterFile[];
  /** Header fields in their order, names in lower case, values unfolded. */
  headers: readonly { name: string; value: string }[];
}

/** A letter nothing can be made of. */
export class UnreadableLetter extends Error {}

const RECIPIENT_FIELDS = new Set(['to', 'cc', 'delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to', 'x-rcpt-to']);
/** More of anything than a letter of people has is not looked at. */
const MOST_ADDRESSES = 200;
const MOST_REFERENCES = 200;

/** @throws UnreadableLetter when the parser fails on it. */
export async function readLetter(raw: Buffer): Promise<ReadLetter> {
  const mail = await parsed(raw);
  const headers = mail.headerLines.map(({ key, line }) => ({ name: key, value: clean(line.slice(line.indexOf(':') + 1).replaceAll(/\r?\n[ \t]*/g, ' ')) }));
  const named = addressesOf(mail.from?.value ?? []);
  const single = headers.filter(({ name }) => name === 'from').length === 1 && named.length === 1;
  const recipients = headers.filter(({ name }) => RECIPIENT_FIELDS.has(name)).flatMap(({ value }) => addressesIn(value));
  return {
    from: single ? (named[0] as string) : null,
    fromName: single ? clean(mail.from?.value[0]?.name ?? '') || null : null,
    recipients: [...new Set(recipients)].slice(0, MOST_ADDRESSES),
    subject: clean(typeof mail.subject === 'string' ? mail.subject : '').slice(0, 1000),
    messageId: idsIn(mail.messageId ?? '')[0] ?? null,
    inReplyTo: idsIn(mail.inReplyTo ?? '')[0] ?? null,
    references: idsIn([mail.references ?? []].flat().join(' ')).slice(-MOST_REFERENCES),
    text: typeof mail.text === 'string' ? clean(mail.text) : null,
    html: typeof mail.html === 'string' ? clean(mail.html) : null,
    files: mail.attachments.map(({ filename, contentType, content, related }) => ({ name: filename ? clean(filename).slice(0, 300) : null, contentType: clean(contentType).slice(0, 200), content, embedded: related === true })),
    headers,
  };
}

async function parsed(raw: Buffer): Promise<ParsedMail> {
  const options = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true, checksumAlgo: false } as const;
  try {
    const mail = await simpleParser(raw, options);
    const named = withCharset(raw, `${mail.text ?? ''}${typeof mail.html === 'string' ? mail.html : ''}`);
    return named ? await simpleParser(named, options) : mail;
  } catch (error) {
    throw new UnreadableLetter((error as Error).message, { cause: error });
  }
}

/** The value of the first field of a name, or null. */
export const headerOf = ({ headers }: Pick<ReadLetter, 'headers'>, wanted: string): string | null => headers.find(({ name }) => name === wanted)?.value.trim() ?? null;

/** Without what no database takes: NUL and halves of surrogate pairs. */
const clean = (text: string): string => text.replaceAll(/\0|\p{Cs}/gu, '');

const addressesOf = (values: readonly { address?: string; group?: readonly { address?: string }[] }[]): string[] =>
  values.flatMap(({ address, group }) => (group ? addressesOf(group) : address ? [clean(address).trim().toLowerCase()] : []));

/** Addresses in a header value, however it is written; a name that only looks like an address does no harm here. */
const addressesIn = (value: string): string[] => (value.match(/[^\s<>,;:()"]{1,200}@[^\s<>,;:()"]{1,250}/g) ?? []).map((address) => address.toLowerCase());

/** Message-IDs in a header value, with their brackets. */
export const idsIn = (value: string): string[] => value.match(/<[^<>\s]{1,500}>/g) ?? [];
