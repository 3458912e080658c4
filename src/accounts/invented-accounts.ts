import { Injectable } from '@nestjs/common';
import { authorityId } from '../executors/index.js';
import { systemActor } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import { accounts } from './data/accounts.js';
import { RegisterAccount } from './register-account.js';

/**
 * The invented accounts of the demo and of the tests. No migration brings them: a real installation must not
 * believe in accounts nobody has, or its executors would be told to publish where they cannot.
 */
@Injectable()
export class InventedAccounts {
  constructor(private readonly register: RegisterAccount) {}

  /** Enters those that are not there yet; may be repeated. */
  async load(): Promise<void> {
    for (const { authorityCode, ...account } of accounts) {
      const body = { ...account, authorityId: authorityId(authorityCode) };
      await this.register.execute(systemActor, body).catch((error: unknown) => {
        if (!(error instanceof DomainError && error.code === 'account.duplicate')) throw error;
      });
    }
  }
}
