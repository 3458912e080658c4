import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, hasRole } from '../../identity/index.js';
import { Database, SqlFilter } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../../platform/http/index.js';
import { type LetterHead, Letters } from '../../platform/mail/index.js';
import { IncomingLetter } from '../incoming/incoming-letter.entity.js';
import type { IncomingState } from '../incoming/incoming.transitions.js';
import { MailboxStorage } from '../incoming/mailbox-storage.js';
import { reasonInWords } from '../incoming/reasons.js';
import { type LetterFile, readLetter, UnreadableLetter } from '../letters/read-letter.js';
import { htmlLines } from '../splitting/html-lines.js';
import type { MailHead, MailQuery, MailView } from './mail.schemas.js';
import { Suggestions } from './suggestions.js';

type Row = { id: string; direction: 'in' | 'out'; state: string; reason: string | null; kind: string | null; from: string | null; to: string | null; subject: string | null; at: Date; incidentId: string | null; attention: boolean };

const cursorKey = z.tuple([z.iso.datetime({ offset: true }), z.uuid()]);
/** Longest body that is shown, characters. */
const SHOWN = 200_000;
const RESENDABLE = new Set(['failed', 'bounced', 'uncertain']);

/** Letters of both directions as curator and administrator see them. */
@Injectable()
export class MailReader {
  constructor(
    private readonly db: Database,
    private readonly storage: MailboxStorage,
    private readonly letters: Letters,
    private readonly suggestions: Suggestions,
  ) {}

  /** A page of letters, newest first. */
  async list(actor: Actor, { direction, state, attention, incidentId, q, cursor, limit }: MailQuery): Promise<Page<MailHead>> {
    const key = cursor ? decodeCursor(cursor, cursorKey) : null;
    const fragment = q ? `%${q.replaceAll(/[\\%_]/g, '\\$&')}%` : null;
    const filter = new SqlFilter();
    const half = (at: string, incident: string, who: string, waits: string): string => {
      const conditions = ['TRUE'];
      if (state) conditions.push(`state = ${filter.parameter(state)}`);
      if (attention) conditions.push(waits);
      if (incidentId) conditions.push(`${incident} = ${filter.parameter(incidentId)}::uuid`);
      if (fragment) conditions.push(`concat_ws(' ', subject, ${who}) ILIKE ${filter.parameter(fragment)}`);
      if (key) conditions.push(`(${at}, id) < (${filter.parameter(key[0])}::timestamptz, ${filter.parameter(key[1])}::uuid)`);
      return `WHERE ${conditions.join(' AND ')} ORDER BY ${at} DESC, id DESC LIMIT ${filter.parameter(limit + 1)}`;
    };
    const parts: string[] = [];
    if (direction !== 'out') {
      parts.push(`(SELECT id, 'in' AS direction, state, reason, NULL::text AS kind, from_address AS "from", NULL::text AS "to", subject, received_at AS at,
        incident_id AS "incidentId", state = 'unsorted' AS attention FROM incoming_letter ${half('received_at', 'incident_id', 'from_address', `state = 'unsorted'`)})`);
    }
    if (direction !== 'in') {
      parts.push(`(SELECT id, 'out' AS direction, state, last_error AS reason, kind, NULL::text AS "from", to_address AS "to", subject, created_at AS at,
        CASE WHEN stream = 'incident' THEN stream_id END AS "incidentId", attention FROM letter ${half('created_at', 'stream_id', 'to_address', 'attention')})`);
    }
    const rows = await this.db.rows<Row>(`SELECT * FROM (${parts.join(' UNION ALL ')}) m ORDER BY at DESC, id DESC LIMIT ${limit + 1}`, filter.parameters);
    return toPage(rows, limit, ({ at, id }) => [at.toISOString(), id], (row) => head(actor, row));
  }

  /** One letter of either direction. @throws DomainError `not-found`. */
  async view(actor: Actor, id: string): Promise<MailView> {
    const incoming = await this.db.reader.getRepository(IncomingLetter).findOneBy({ id });
    return incoming ? this.incoming(actor, incoming) : this.outgoing(actor, id);
  }

  /** The bytes of a letter to us. @throws DomainError `not-found`; StorageError. */
  async raw(id: string): Promise<Buffer> {
    const letter = await this.db.reader.getRepository(IncomingLetter).findOneBy({ id });
    if (!letter) throw notFound('mail', id);
    return this.storage.read(letter.sha256);
  }

  /** One file of a letter of either direction. @throws DomainError `not-found`. */
  async file(id: string, index: number): Promise<Pick<LetterFile, 'name' | 'content'>> {
    const incoming = await this.db.row(`SELECT 1 FROM incoming_letter WHERE id = $1`, [id]);
    if (incoming) {
      const file = (await this.parts(await this.raw(id)))?.files[index];
      if (!file) throw notFound('file', String(index));
      return file;
    }
    const file = (await this.letters.filesOf(id))[index];
    if (!file) throw notFound('file', String(index));
    return { name: file.fileName, content: file.content };
  }

  private async incoming(actor: Actor, letter: IncomingLetter): Promise<MailView> {
    const read = await this.parts(await this.storage.read(letter.sha256));
    const text = read?.text ?? (read?.html ? htmlLines(read.html).map((line) => line.text).join('\n') : '');
    const row: Row = { ...letter, direction: 'in', kind: null, from: letter.fromAddress, to: null, at: letter.receivedAt, attention: letter.state === 'unsorted' };
    return {
      ...head(actor, row),
      text: text.slice(0, SHOWN),
      said: letter.said,
      files: letter.files,
      authentication: letter.authentication,
      ask: letter.ask,
      senderId: letter.senderId,
      about: letter.aboutId && letter.aboutSubject ? { subject: letter.aboutSubject, id: letter.aboutId } : null,
      letterId: letter.letterId,
      helpedAt: isoOffset(letter.helpedAt),
      handled: letter.handledAt && letter.handledAs ? { by: letter.handledBy, at: isoOffset(letter.handledAt), as: letter.handledAs, note: letter.handledNote } : null,
      delivery: null,
      suggestions: letter.state === 'unsorted' && hasRole(actor, 'curator') ? await this.suggestions.of(actor, letter) : [],
    };
  }

  private async outgoing(actor: Actor, id: string): Promise<MailView> {
    const letter = await this.letters.one(id);
    if (!letter) throw notFound('mail', id);
    const incidentId = letter.stream === 'incident' ? letter.streamId : null;
    const row: Row = { ...(letter as LetterHead), direction: 'out', reason: letter.lastError, from: null, to: letter.toAddress, at: letter.createdAt, incidentId };
    return {
      ...head(actor, row),
      text: letter.text,
      said: null,
      files: letter.files.map(({ fileName, mediaType, size }) => ({ name: fileName, contentType: mediaType, size })),
      authentication: null,
      ask: null,
      senderId: null,
      about: letter.answersSubject && letter.answersId ? { subject: letter.answersSubject, id: letter.answersId } : null,
      letterId: null,
      helpedAt: null,
      handled: null,
      delivery: { attempts: letter.attempts, sentAt: isoOffset(letter.sentAt), nextAttemptAt: isoOffset(letter.nextAttemptAt), lastError: letter.lastError, doubtful: letter.doubtful },
      suggestions: [],
    };
  }

  private async parts(raw: Buffer) {
    try {
      return await readLetter(raw);
    } catch (error) {
      if (error instanceof UnreadableLetter) return null;
      throw error;
    }
  }
}

function head(actor: Actor, { direction, state, reason, at, subject, ...row }: Row): MailHead {
  const { id, kind, from, to, incidentId, attention } = row;
  const actions = direction === 'in' ? (state === ('unsorted' satisfies IncomingState) && hasRole(actor, 'curator') ? ['handle'] : []) : RESENDABLE.has(state) ? ['resend'] : [];
  return {
    id, direction, state, reason, explanation: reason && direction === 'in' ? reasonInWords(reason) : reason, kind, from, to,
    subject: subject ?? '', at: isoOffset(at), incidentId, attention, allowedActions: actions,
  };
}
