import { Injectable } from '@nestjs/common';
import { authorityId } from '../executors/index.js';
import { systemActor } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import { accounts } from './data/accounts.js';
import { SubmitAccount } from './submit-account.js';

/**
 * The invented accounts of the demo and of the tests. No migration brings them: a real installation must not
 * believe in accounts nobody has, or its executors would be told to publish where they cannot.
 */
@Injectable()
export class InventedAccounts {
  constructor(private readonly submit: SubmitAccount) {}

  /** Enters those that are not there yet; may be repeated. */
  async load(): Promise<void> {
    for (const [index, { authorityCode, ...account }] of accounts.entries()) {
      // Invented numbers of the network, which no real account has by its beginning.
      const externalId = `2700000${String(index + 1).padStart(3, '0')}`;
      const body = { ...account, externalId, authorityId: authorityCode && authorityId(authorityCode) };
      // As a registry kept before: nothing has happened that would owe anybody anything.
      await this.submit.execute(systemActor, body, { quiet: true }).catch((error: unknown) => {
        if (!(error instanceof DomainError && error.code === 'account.duplicate')) throw error;
      });
    }
  }
}
