import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { checkVersion } from '../platform/http/index.js';
import { AccountRecord } from './account-record.js';
import { Account } from './account.entity.js';
import type { ChangeAccountBody } from './account.schemas.js';
import { Accounts } from './accounts.js';

const fields = ['url', 'name', 'externalId', 'confirmed'] as const;

/** Renames or moves an account, or records that its authority confirmed it. */
@Injectable()
export class ChangeAccount {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: AccountRecord,
    private readonly accounts: Accounts,
  ) {}

  /**
   * @param expected version the actor saw, null for any.
   * @throws DomainError `not-found`, `precondition.failed`, `account.ended`, `account.url-taken`, `account.url-network`.
   */
  execute(actor: Actor, id: string, input: ChangeAccountBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.record.lock(id);
      await checkVersion(expected, row.version, () => this.accounts.view(id));
      if (row.validTo) throw new DomainError('account.ended');
      const changed = fields.filter((field) => input[field] !== undefined && input[field] !== row[field]);
      if (changed.length === 0) return;
      const next: Account = { ...row, ...input, version: row.version + 1 };
      await this.record.check(next);
      await this.db.repository(Account).update({ id }, next);
      await this.record.tell('account.changed', next, actor, this.clock.now(), {
        changed: Object.fromEntries(changed.map((field) => [field, { from: row[field], to: next[field] }])),
      });
    });
  }
}
