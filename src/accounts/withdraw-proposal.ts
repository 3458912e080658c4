import { Injectable } from '@nestjs/common';
import { Reviews } from '../approvals/index.js';
import type { Actor } from '../identity/index.js';
import { AccountActs } from './account-acts.js';

/** Takes back what was sent to the committee and is not accepted; what the registry says stays. */
@Injectable()
export class WithdrawProposal {
  constructor(
    private readonly acts: AccountActs,
    private readonly reviews: Reviews,
  ) {}

  /** @throws DomainError those of {@link AccountActs.run}. */
  execute(actor: Actor, id: string, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, async (act) => {
      const { account, dossier } = act;
      act.move('withdraw', { details: { kind: dossier.proposal?.kind ?? 'create' } });
      if (account.status === 'withdrawn') account.validTo = act.at;
      // The link is owed for this change alone: without it nothing has changed.
      if (dossier.proposal?.openedLink) act.cancels.set('account.link', 'withdrawn');
      if (dossier.review?.status === 'in-review') await this.reviews.withdraw(dossier.review, actor, act.at);
    });
  }
}
