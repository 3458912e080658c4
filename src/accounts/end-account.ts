import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { AccountRecord } from './account-record.js';
import { Account } from './account.entity.js';

/** Ends an account; its entry stays, and from now on the curator publishes there (M-13.2). */
@Injectable()
export class EndAccount {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: AccountRecord,
  ) {}

  /** @throws DomainError `not-found`, `account.ended`. */
  execute(actor: Actor, id: string): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.record.lock(id);
      if (row.validTo) throw new DomainError('account.ended');
      const at = this.clock.now();
      await this.db.repository(Account).update({ id }, { validTo: at, version: row.version + 1 });
      await this.record.tell('account.ended', row, actor, at, { url: row.url, name: row.name });
    });
  }
}
