import { Readable } from 'node:stream';
import { ImapFlow } from 'imapflow';
import type { Clock } from '../../platform/clock/index.js';
import type { Database } from '../../platform/database/index.js';
import type { MailboxStorage } from '../incoming/mailbox-storage.js';
import type { ReceiveLetter } from '../incoming/receive-letter.js';

/** Where letters are read from. */
export interface ImapPlace {
  host: string;
  port: number;
  secure: boolean;
  user: string;
  password: string;
  folder: string;
}

/** @param address `imaps://user:password@host:993/INBOX`. */
export function imapPlace(address: string): ImapPlace {
  const { protocol, hostname, port, username, password, pathname } = new URL(address);
  const secure = protocol === 'imaps:';
  return {
    host: hostname,
    port: Number(port) || (secure ? 993 : 143),
    secure,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    folder: decodeURIComponent(pathname.slice(1)) || 'INBOX',
  };
}

/** One connection to a mailbox: stores what is new in the order of its UIDs and waits for more. Letters stay where they are. */
export class ImapMailbox {
  private readonly client: ImapFlow;
  private wake: (() => void) | null = null;
  private closed = false;

  constructor(
    private readonly place: ImapPlace,
    private readonly maxBytes: number,
    private readonly parts: { db: Database; clock: Clock; storage: MailboxStorage; receive: ReceiveLetter },
  ) {
    const { host, port, secure, user, password } = place;
    this.client = new ImapFlow({ host, port, secure, auth: { user, pass: password }, logger: false, socketTimeout: 300_000, maxIdleTime: 240_000 });
    this.client.on('exists', () => this.wake?.());
    this.client.on('close', () => this.end());
    // What breaks ends in `close`; without a listener it would end the process.
    this.client.on('error', () => this.end());
  }

  /** Reads until the signal, or until the connection ends. @throws Error when it cannot be opened or breaks. */
  async read(pollSeconds: number, signal: AbortSignal): Promise<void> {
    await this.client.connect();
    const stop = () => this.close();
    signal.addEventListener('abort', stop, { once: true });
    try {
      await this.client.mailboxOpen(this.place.folder);
      while (!signal.aborted && !this.closed) {
        const news = this.news(pollSeconds);
        await this.storeNew(signal);
        await news;
        if (!this.closed && !signal.aborted) await this.client.noop();
      }
    } finally {
      signal.removeEventListener('abort', stop);
      this.close();
    }
  }

  close(): void {
    this.end();
    this.client.close();
  }

  private end(): void {
    this.closed = true;
    this.wake?.();
  }

  /** Something came, the time is up, or the connection ended; begun before reading, so that nothing is missed meanwhile. */
  private news(pollSeconds: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, pollSeconds * 1000);
      this.wake = () => {
        clearTimeout(timer);
        done();
      };
      if (this.closed) this.wake();
    });
  }

  private async storeNew(signal: AbortSignal): Promise<void> {
    const { mailbox } = this.client;
    if (!mailbox || mailbox.exists === 0) return;
    const validity = String(mailbox.uidValidity);
    const from = (await this.lastUid(validity)) + 1;
    const found = await this.client.fetchAll(`${from}:*`, { uid: true, size: true }, { uid: true });
    // `n:*` always names the last letter, also when its UID is below n (RFC 3501, 6.4.8).
    const fresh = found.filter(({ uid }) => uid >= from).toSorted((a, b) => a.uid - b.uid);
    for (const { uid, size = 0 } of fresh) {
      if (signal.aborted || this.closed) return;
      await this.store(uid, size, validity);
    }
  }

  private async store(uid: number, size: number, validity: string): Promise<void> {
    const { storage, receive } = this.parts;
    const whole = size <= this.maxBytes;
    const content = whole ? await this.whole(uid) : await this.header(uid);
    const within = () => this.remember(validity, uid);
    // Deleted by somebody between listing and reading.
    if (!content) {
      await this.parts.db.separately(within);
      return;
    }
    const file = await storage.spool.receive(content, this.maxBytes);
    try {
      await receive.execute({ file, source: 'imap', ...(whole ? {} : { wholeSize: size }) }, within);
    } finally {
      await file.discard();
    }
    await this.client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }).catch(() => undefined);
  }

  private async whole(uid: number): Promise<Readable | null> {
    const { content } = await this.client.download(String(uid), undefined, { uid: true });
    return content ?? null;
  }

  private async header(uid: number): Promise<Readable | null> {
    const message = await this.client.fetchOne(String(uid), { headers: true }, { uid: true });
    return message && message.headers ? Readable.from([message.headers], { objectMode: false }) : null;
  }

  private get name(): string {
    const { user, host, folder } = this.place;
    return `${user}@${host}/${folder}`;
  }

  private async lastUid(validity: string): Promise<number> {
    const cursor = await this.parts.db.row<{ uid: string }>(`SELECT last_uid AS uid FROM mail_cursor WHERE mailbox = $1 AND uid_validity = $2`, [this.name, validity]);
    return Number(cursor?.uid ?? 0);
  }

  private async remember(validity: string, uid: number): Promise<void> {
    await this.parts.db.change(
      `INSERT INTO mail_cursor (mailbox, uid_validity, last_uid, read_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (mailbox) DO UPDATE SET uid_validity = excluded.uid_validity, read_at = excluded.read_at,
         last_uid = CASE WHEN mail_cursor.uid_validity = excluded.uid_validity THEN greatest(mail_cursor.last_uid, excluded.last_uid) ELSE excluded.last_uid END`,
      [this.name, validity, uid, this.parts.clock.now()],
    );
  }
}
