import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { accountKey } from '../networks/index.js';
import { DomainError } from '../platform/errors/index.js';
import { AccountActs } from './account-acts.js';
import type { AccountWarning } from './account.entity.js';
import type { ObserveBody } from './account.schemas.js';
import { liveStates } from './account.transitions.js';

/**
 * Records what the network itself says of an account: by the committee's eyes, or by a connector. The number of the network
 * tells a new name of the same account (the authority owes the change, A-3.2) from another account under the old name.
 */
@Injectable()
export class ObserveAccount {
  constructor(private readonly acts: AccountActs) {}

  /** @throws DomainError `account.url-network`, `account.action-not-allowed` for an entry that is not in the registry, those of {@link AccountActs.run}. */
  execute(actor: Actor, id: string, { url, externalId }: ObserveBody, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, (act) => {
      const { account } = act;
      const key = accountKey(account.network, url);
      if (!key) throw new DomainError('account.url-network', { network: account.network });
      if (!liveStates.includes(account.status)) throw new DomainError('account.action-not-allowed', { action: 'observe', state: account.status, accountId: id });
      const warning = verdict(account, key, externalId);
      if (warning === 'stranger') throw new DomainError('account.observed-stranger');
      const { warning: before } = account;
      Object.assign(account, { warning, observed: warning && { url, externalId, at: act.at.toISOString() } });
      // A number nobody knew yet is learnt.
      if (account.externalId === null) account.externalId = externalId;
      act.tell('observe', { clause: 'A-2.4', details: { warning, url, externalId, knownId: account.externalId } });
      if (warning !== 'renamed' || before === 'renamed') return;
      act.terms({ opens: ['account.register', 'account.link'] }, act.at);
      // The authority may also answer that the entry is right as it is.
      account.askedAt ??= act.at;
    });
  }
}

/** Null when all is right; `stranger` when neither the address nor the number is the account's. */
function verdict(account: { addressKey: string; externalId: string | null }, key: string, externalId: string): AccountWarning | 'stranger' | null {
  const sameAddress = account.addressKey === key;
  if (account.externalId === null) return sameAddress ? null : 'stranger';
  if (account.externalId === externalId) return sameAddress ? null : 'renamed';
  return sameAddress ? 'hijacked' : 'stranger';
}
