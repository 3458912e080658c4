import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { newId } from '../../platform/ids/index.js';
import { keeps, sees } from './removal-access.js';
import { RemovalReader } from './removal-reader.js';
import { RemovalRecord } from './removal-record.js';
import type { CorrectRemovalBody } from './removed-comments.schemas.js';
import { RemovedComment } from './removed-comment.entity.js';

/** Corrects an entry by one more revision, or withdraws it so; what stood there before stays. */
@Injectable()
export class CorrectRemoval {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: RemovalRecord,
    private readonly reader: RemovalReader,
  ) {}

  /**
   * @throws DomainError `not-found`, `auth.forbidden` for one who only reads it, `precondition.failed`,
   *   `removed-comment.url-network`, `removed-comment.moment`; refusals of attachments.
   */
  execute(actor: Actor, entryId: string, { author, attachments = [], reason, ...changes }: CorrectRemovalBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      // Of two who correct at once the second sees what the first has made of it.
      await this.db.inTurn(`removed-comment:${entryId}`);
      const last = await this.db.repository(RemovedComment).findOne({ where: { entryId }, order: { revision: 'DESC' } });
      if (!last || !sees(actor, last)) throw notFound('removed-comment', entryId);
      if (!keeps(actor, last)) throw new DomainError('auth.forbidden');
      await checkVersion(expected, last.revision, () => this.reader.view(actor, entryId));
      const { ground = last.ground, text = last.text, url = last.url, removedAt = last.removedAt, withdrawn = last.withdrawn } = changes;
      const keep = <T>(given: T | undefined, was: T): T => (given === undefined ? was : given);
      await this.record.add(actor, {
        ...last, id: newId(), revision: last.revision + 1, ground, text, url, removedAt, withdrawn, reason,
        authorName: author?.name ?? last.authorName,
        authorUrl: author ? (author.profileUrl ?? null) : last.authorUrl,
        postedAt: keep(changes.postedAt, last.postedAt),
        explanation: keep(changes.explanation, last.explanation),
        recordedBy: actor.userId, recordedAt: this.clock.now(),
      }, attachments);
    });
  }
}
