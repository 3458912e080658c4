import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { AccountActs } from './account-acts.js';

/** Answers the question whether an entry is still right: it is. */
@Injectable()
export class ConfirmCurrent {
  constructor(private readonly acts: AccountActs) {}

  /** @throws DomainError those of {@link AccountActs.run}: also where nothing is asked. */
  execute(actor: Actor, id: string, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, (act) => {
      act.move('confirm-current');
      Object.assign(act.account, { askedAt: null, confirmedAt: act.at });
    });
  }
}
