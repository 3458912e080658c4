import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { networks, belongsTo } from '../networks/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { AccountActs } from './account-acts.js';
import { mayConfirmLink } from './account-access.js';
import { AccountLink } from './account-link.entity.js';
import { LinkSchedule } from './links/link-schedule.js';

/**
 * The authority says on which page of its own site the account is linked, or, of a deleted one, from which page the link is
 * gone. That meets the term; a look at the page shows whether it is so.
 */
@Injectable()
export class ConfirmLink {
  constructor(
    private readonly db: Database,
    private readonly acts: AccountActs,
    private readonly schedule: LinkSchedule,
  ) {}

  /** @throws DomainError `account.page-unfit` for a page of a social network, those of {@link AccountActs.run}. */
  execute(actor: Actor, id: string, pageUrl: string, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, async (act) => {
      const { account, at } = act;
      if (!mayConfirmLink(actor, account) || account.status === 'withdrawn') {
        throw new DomainError('account.action-not-allowed', { action: 'confirm-link', state: account.status, accountId: id });
      }
      if (networks.some((network) => belongsTo(network, pageUrl))) throw new DomainError('account.page-unfit');
      const link = { accountId: id, pageUrl, confirmedAt: at, confirmedBy: actor.userId, nextCheckAt: null, checkedAt: null, outcome: null, reason: null, found: null, failures: 0 };
      await this.db.repository(AccountLink).upsert(link, ['accountId']);
      act.tell('link-confirm', { clause: account.authorityId === null ? 'A-2.1' : 'A-3.3', roles: ['executor', 'committee'], details: { pageUrl } });
      act.meets.add('account.link');
      await this.schedule.soon(id, at);
    });
  }
}
