import { Injectable } from '@nestjs/common';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { newId } from '../platform/ids/index.js';
import { AccountRecord } from './account-record.js';
import { Account } from './account.entity.js';
import type { RegisterAccountBody } from './account.schemas.js';

/** Enters an authority's account in a network: one per network. */
@Injectable()
export class RegisterAccount {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly record: AccountRecord,
  ) {}

  /**
   * @returns id of the account.
   * @throws DomainError `authority.not-in-force`, `account.duplicate`, `account.url-taken`, `account.url-network`.
   */
  execute(actor: Actor, { authorityId, network, url, name, externalId = null }: RegisterAccountBody): Promise<string> {
    return this.db.transaction(async () => {
      await this.record.lockAll();
      const at = this.clock.now();
      const [authority] = await this.directory.authorities([authorityId]);
      if (!authority?.active) throw new DomainError('authority.not-in-force', { authorityId });
      const row: Account = {
        id: newId(), authorityId, network, url, name, externalId, validFrom: at, validTo: null, confirmed: false, version: 1,
      };
      await this.record.check(row);
      await this.db.repository(Account).insert(row);
      await this.record.tell('account.created', row, actor, at, { url, name, externalId });
      return row.id;
    });
  }
}
