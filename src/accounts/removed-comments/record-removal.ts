import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { belongsTo } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { newId } from '../../platform/ids/index.js';
import { type AccountRef, AccountRefs } from '../account-refs.js';
import { keeps } from './removal-access.js';
import { RemovalRecord } from './removal-record.js';
import type { RecordRemovalBody } from './removed-comments.schemas.js';

/** Records that a comment was removed from an official account, and why. */
@Injectable()
export class RecordRemoval {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountRefs,
    private readonly record: RemovalRecord,
  ) {}

  /**
   * @returns id of the entry.
   * @throws DomainError `not-found` for an account that is not the actor's to keep, `removed-comment.url-network`,
   *   `removed-comment.moment`; refusals of attachments.
   */
  execute(actor: Actor, { accountId, author, attachments = [], ...content }: RecordRemovalBody): Promise<string> {
    return this.db.transaction(async () => {
      const account = await this.account(actor, accountId);
      const at = this.clock.now();
      const id = newId();
      await this.record.add(actor, {
        id, entryId: id, revision: 1, accountId, authorityId: account.authorityId, network: account.network,
        ground: content.ground, text: content.text, authorName: author.name, authorUrl: author.profileUrl ?? null, url: content.url,
        postedAt: content.postedAt ?? null, removedAt: content.removedAt ?? at, explanation: content.explanation ?? null,
        withdrawn: false, reason: null, recordedBy: actor.userId, recordedAt: at,
      }, attachments);
      return id;
    });
  }

  /**
   * The account a comment is to be removed from.
   * @throws DomainError `not-found` unless it is the actor's to keep, `removed-comment.url-network`, `removed-comment.moment`.
   */
  async kept(actor: Actor, { accountId, url, postedAt }: Pick<RecordRemovalBody, 'accountId' | 'url' | 'postedAt'>): Promise<AccountRef> {
    const account = await this.account(actor, accountId);
    if (account.validTo !== null) throw notFound('account', accountId);
    if (!belongsTo(account.network, url)) throw new DomainError('removed-comment.url-network', { network: account.network });
    if (postedAt && postedAt > this.clock.now()) throw new DomainError('removed-comment.moment');
    return account;
  }

  private async account(actor: Actor, accountId: string): Promise<AccountRef> {
    const [account] = await this.accounts.some([accountId]);
    if (!account || !keeps(actor, account)) throw notFound('account', accountId);
    return account;
  }
}
