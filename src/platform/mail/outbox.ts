import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { Clock } from '../clock/index.js';
import { Database } from '../database/index.js';
import { newId, newSecret } from '../ids/index.js';
import { headerLine } from './header-text.js';
import { LetterThreads, nextIn } from './letter-threads.js';
import { Letter, LetterAttachment } from './letter.entity.js';
import { MailSettings } from './mail-settings.js';
import { MailWaker } from './mail-waker.js';
import type { NewLetter, NewLetterAttachment } from './new-letter.js';
import { SettleLetter } from './settle-letter.js';

/** Letters of one INSERT: PostgreSQL takes 65,535 parameters. */
const ROWS = 200;

/** Where letters are put; they leave by themselves once the caller's transaction has committed. */
@Injectable()
export class Outbox {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly settings: MailSettings,
    private readonly threads: LetterThreads,
    private readonly waker: MailWaker,
    private readonly settle: SettleLetter,
  ) {}

  /**
   * Queues letters within the caller's transaction: they go out exactly when it commits.
   * @returns their ids, in order.
   * @throws Error when no transaction is open.
   */
  async queue(letters: readonly NewLetter[]): Promise<string[]> {
    if (letters.length === 0) return [];
    const now = this.clock.now();
    const rows: Letter[] = [];
    const files: LetterAttachment[] = [];
    const soFar = await this.threads.soFar(letters.map(({ thread = null, to }) => ({ thread, toAddress: to.address })));
    for (const letter of letters) {
      const row = this.row(letter, now);
      if (row.thread) {
        const before = soFar(row);
        Object.assign(row, nextIn(before, letter.inReplyTo));
        before.push(row.messageId);
      } else Object.assign(row, nextIn([], letter.inReplyTo));
      rows.push(row);
      files.push(...(letter.attachments ?? []).map((file, position) => attachmentRow(row.id, position, file)));
    }
    for (let from = 0; from < rows.length; from += ROWS) {
      await this.db.repository(Letter).insert(rows.slice(from, from + ROWS) as QueryDeepPartialEntity<Letter>[]);
    }
    for (let from = 0; from < files.length; from += ROWS) {
      await this.db.repository(LetterAttachment).insert(files.slice(from, from + ROWS) as QueryDeepPartialEntity<LetterAttachment>[]);
    }
    this.waker.wakeAfterCommit(rows.map(({ nextAttemptAt }) => nextAttemptAt ?? now));
    return rows.map(({ id }) => id);
  }

  /**
   * A letter came back (RFC 3464): it is visible as bounced, and whoever listens hears of it. Joins the caller's transaction.
   * @param reason in the words of the server that gave it back.
   * @returns the letter's id; null when it is none of ours, or did not count as sent.
   */
  bounced(messageId: string, reason: string): Promise<string | null> {
    return this.settle.bounce(messageId, reason);
  }

  /**
   * A letter was answered, so it arrived: one that counted as uncertain is sent. Joins the caller's transaction.
   * @returns the letter's id; null when there was nothing to clear up.
   */
  arrived(messageId: string): Promise<string | null> {
    return this.settle.confirm(messageId);
  }

  private row(letter: NewLetter, now: Date): Letter {
    const id = letter.id ?? newId();
    return {
      id,
      kind: letter.kind,
      state: 'queued',
      userId: letter.to.userId,
      toName: headerLine(letter.to.name),
      toAddress: letter.to.address.trim(),
      subject: headerLine(letter.subject),
      html: letter.html,
      text: letter.text,
      stream: letter.about?.stream ?? null,
      streamId: letter.about?.streamId ?? null,
      thread: letter.thread ?? null,
      messageId: `<${id}.${newSecret(6)}@${this.settings.domain}>`,
      inReplyTo: null,
      refs: [],
      replyTo: letter.replyTo ?? this.settings.replyAddress,
      answersSubject: letter.answers?.subject ?? null,
      answersId: letter.answers?.subjectId ?? null,
      answersVersion: letter.answers?.version ?? null,
      autoReply: letter.autoReply ?? false,
      unsubscribe: letter.unsubscribe ?? null,
      createdAt: now,
      nextAttemptAt: letter.notBefore && letter.notBefore > now ? letter.notBefore : now,
      firstAttemptAt: null,
      attempts: 0,
      attemptId: null,
      handedOverAt: null,
      serverAway: false,
      doubtful: false,
      lastError: null,
      response: null,
      transport: null,
      sentAt: null,
      attention: false,
      outcomeDue: false,
    };
  }
}

function attachmentRow(letterId: string, position: number, file: NewLetterAttachment): LetterAttachment {
  const { fileName, mediaType } = file;
  const stored = 'key' in file;
  return {
    letterId,
    position,
    fileName: headerLine(fileName),
    mediaType: headerLine(mediaType),
    size: stored ? file.size : file.content.length,
    content: stored ? null : file.content,
    storageArea: stored ? (file.area ?? 'attachments') : null,
    storageKey: stored ? file.key : null,
  };
}
