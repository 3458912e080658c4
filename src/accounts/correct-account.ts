import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import { entryFields, entryOf } from './account-act.js';
import { AccountActs } from './account-acts.js';
import type { CorrectBody } from './account.schemas.js';
import { EntryCheck } from './entry-check.js';
import { LinkSchedule } from './links/link-schedule.js';

/** The committee mends an entry by itself: its own accounts of the Government, a slip of the pen in another's. */
@Injectable()
export class CorrectAccount {
  constructor(
    private readonly acts: AccountActs,
    private readonly check: EntryCheck,
    private readonly links: LinkSchedule,
  ) {}

  /** @throws DomainError `account.nothing-changed`, those of {@link AccountActs.run} and {@link EntryCheck}. */
  execute(actor: Actor, id: string, changes: CorrectBody, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, async (act) => {
      const before = entryOf(act.account);
      const entry = { ...before, ...changes };
      const changed = entryFields.filter((field) => entry[field] !== before[field]);
      if (changed.length === 0) throw new DomainError('account.nothing-changed');
      act.move('correct', { details: { ...entry, changed: Object.fromEntries(changed.map((field) => [field, { from: before[field], to: entry[field] }])) } });
      act.become(entry, await this.check.check(act.account, entry, before.managerId));
      await this.links.soon(id, act.at);
    });
  }
}
