import { Injectable } from '@nestjs/common';
import { Attachments } from '../../attachments/index.js';
import { searchText } from '../../executors/index.js';
import type { Actor } from '../../identity/index.js';
import { belongsTo } from '../../networks/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { clauseOf } from './removal-access.js';
import { RemovedComment } from './removed-comment.entity.js';

/** What recording and correcting have alike: the checks, the row, the files, the event. */
@Injectable()
export class RemovalRecord {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly attachments: Attachments,
  ) {}

  /**
   * Adds a revision, within the caller's transaction.
   * @throws DomainError `removed-comment.url-network`, `removed-comment.moment`; refusals of attachments.
   */
  async add(actor: Actor, row: Omit<RemovedComment, 'searchText'>, files: readonly string[]): Promise<void> {
    if (!belongsTo(row.network, row.url)) throw new DomainError('removed-comment.url-network', { network: row.network });
    const future = row.removedAt > row.recordedAt;
    if (future || (row.postedAt && row.postedAt > row.removedAt)) throw new DomainError('removed-comment.moment');
    await this.db.repository(RemovedComment).insert({ ...row, searchText: searchText(`${row.text} ${row.authorName} ${row.url}`) });
    await this.attachments.bind(actor, [...files], {
      stream: 'removed-comment', streamId: row.entryId, subject: 'removed-comment', subjectId: row.entryId, authorityId: row.authorityId,
    });
    await this.events.append({
      type: row.revision === 1 ? 'removed-comment.recorded' : 'removed-comment.corrected', stream: 'removed-comment', streamId: row.entryId,
      actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel, clause: clauseOf(row), at: row.recordedAt,
      // What the citizen wrote stays in the log of removals: events go to more people.
      details: { accountId: row.accountId, ground: row.ground, revision: row.revision, withdrawn: row.withdrawn },
      authorityIds: row.authorityId === null ? [] : [row.authorityId], roles: ['committee', 'admin'],
    });
  }
}
