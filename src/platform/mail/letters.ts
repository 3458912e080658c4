import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Database, SqlFilter } from '../database/index.js';
import { LetterFiles } from './letter-files.js';
import { Letter, LetterAttachment } from './letter.entity.js';
import type { LetterState } from './letter.transitions.js';
import type { LetterFile } from './post.js';

/** A letter as lists show it. */
export type LetterHead = Pick<
  Letter,
  | 'id' | 'kind' | 'state' | 'userId' | 'toName' | 'toAddress' | 'subject' | 'stream' | 'streamId' | 'messageId' | 'createdAt' | 'sentAt' | 'nextAttemptAt'
  | 'attempts' | 'lastError' | 'doubtful' | 'attention' | 'transport'
>;

/** A letter with its bodies and its files. */
export type WholeLetter = Letter & { files: Pick<LetterAttachment, 'position' | 'fileName' | 'mediaType' | 'size'>[] };

/** Which letters; members left out do not matter. */
export interface LetterQuery {
  states?: readonly LetterState[];
  /** Failed, bounced or uncertain, and nobody has seen to it. */
  attention?: boolean;
  kind?: string;
  userId?: string;
  streamId?: string;
  /** Only letters older than this one, in the order of the list. */
  before?: { createdAt: Date; id: string };
  limit: number;
}

const HEAD = `id, kind, state, user_id AS "userId", to_name AS "toName", to_address AS "toAddress", subject, stream, stream_id AS "streamId",
  message_id AS "messageId", created_at AS "createdAt", sent_at AS "sentAt", next_attempt_at AS "nextAttemptAt", attempts,
  last_error AS "lastError", doubtful, attention, transport`;

/** Reads outgoing letters. Whoever shows them to people checks their rights. */
@Injectable()
export class Letters {
  constructor(
    private readonly db: Database,
    private readonly files: LetterFiles,
  ) {}

  /** Letters, newest first. */
  async list({ states, attention, kind, userId, streamId, before, limit }: LetterQuery): Promise<LetterHead[]> {
    const where = new SqlFilter()
      .when(states && [...states], 'state = ANY(?::text[])')
      .when(kind, 'kind = ?')
      .when(userId, 'user_id = ?')
      .when(streamId, 'stream_id = ?')
      .when(before?.id, '(created_at, id) < (?, ?::uuid)', before?.createdAt, before?.id);
    if (attention) where.and('attention');
    const limited = where.parameter(limit);
    return this.db.rows<LetterHead>(`SELECT ${HEAD} FROM letter ${where.where} ORDER BY created_at DESC, id DESC LIMIT ${limited}`, where.parameters);
  }

  /** One letter with bodies and the heads of its files, or null. */
  async one(id: string): Promise<WholeLetter | null> {
    const letter = await this.db.reader.getRepository(Letter).findOneBy({ id });
    if (!letter) return null;
    const files = await this.db.reader.getRepository(LetterAttachment).find({
      where: { letterId: id }, order: { position: 'ASC' }, select: { position: true, fileName: true, mediaType: true, size: true },
    });
    return { ...letter, files };
  }

  /** The bytes of a letter's files, in order. */
  filesOf(id: string): Promise<LetterFile[]> {
    return this.files.of(id);
  }

  /** Our own letters among these Message-IDs (with angle brackets or without), in the order given. */
  async byMessageIds(messageIds: readonly string[]): Promise<Letter[]> {
    const wanted = messageIds.map((id) => `<${id.trim().replace(/^<|>$/g, '')}>`);
    if (wanted.length === 0) return [];
    const found = await this.db.reader.getRepository(Letter).findBy({ messageId: In([...new Set(wanted)]) });
    return found.toSorted((a, b) => wanted.indexOf(a.messageId) - wanted.indexOf(b.messageId));
  }
}
