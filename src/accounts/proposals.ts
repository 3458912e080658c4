import { Injectable } from '@nestjs/common';
import { Reviews } from '../approvals/index.js';
import { Database } from '../platform/database/index.js';
import { newId } from '../platform/ids/index.js';
import type { AccountAct } from './account-act.js';
import { AccountProposal } from './proposal.entity.js';

type Proposed = Pick<AccountProposal, 'kind' | 'url' | 'name' | 'externalId' | 'managerId' | 'note' | 'occurredAt'> & { openedLink?: boolean };

/** Writes what is sent to the committee; each sending is a version of its own, reviewed once. */
@Injectable()
export class Proposals {
  constructor(
    private readonly db: Database,
    private readonly reviews: Reviews,
  ) {}

  async submit({ account, actor, at }: AccountAct, proposed: Proposed): Promise<AccountProposal> {
    const proposal: AccountProposal = { id: newId(), accountId: account.id, submittedAt: at, ...proposed, openedLink: proposed.openedLink ?? false };
    await this.db.repository(AccountProposal).insert(proposal);
    await this.reviews.submit({ id: proposal.id, subject: 'account' }, actor, at);
    return proposal;
  }
}
