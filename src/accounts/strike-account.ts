import { Injectable } from '@nestjs/common';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { AccountActs } from './account-acts.js';

/** The committee ends an entry by itself; what it said before stays on record, and the curator publishes there (M-13.2). */
@Injectable()
export class StrikeAccount {
  constructor(
    private readonly acts: AccountActs,
    private readonly directory: Directory,
  ) {}

  /** @throws DomainError those of {@link AccountActs.run}. */
  execute(actor: Actor, id: string, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, async (act) => {
      const { account } = act;
      act.move('strike', { details: { url: account.url, name: account.name } });
      account.validTo = act.at;
      const [authority] = account.authorityId ? await this.directory.authorities([account.authorityId]) : [];
      if (authority?.active) return;
      // A body that is no more owes no link.
      act.opens.clear();
      act.cancels.set('account.link', 'struck');
    });
  }
}
