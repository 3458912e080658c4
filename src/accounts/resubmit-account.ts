import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { entryOf } from './account-act.js';
import { AccountActs } from './account-acts.js';
import type { ChangeBody } from './account.schemas.js';
import { EntryCheck } from './entry-check.js';
import { Proposals } from './proposals.js';

/** Sends to the committee again what it sent back, mended. */
@Injectable()
export class ResubmitAccount {
  constructor(
    private readonly acts: AccountActs,
    private readonly check: EntryCheck,
    private readonly proposals: Proposals,
  ) {}

  /** @throws DomainError those of {@link AccountActs.run} and {@link EntryCheck}. */
  execute(actor: Actor, id: string, { note, occurredAt: _, ...changes }: ChangeBody, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, async (act) => {
      const { account, dossier } = act;
      const entry = { ...entryOf(account), ...changes };
      act.move('resubmit', { details: { ...entry, kind: 'create' } });
      act.become(entry, await this.check.check(account, entry, account.managerId));
      const { occurredAt = act.at, openedLink = false } = dossier.proposal ?? {};
      dossier.proposal = await this.proposals.submit(act, { kind: 'create', ...entry, note: note ?? null, occurredAt, openedLink });
    });
  }
}
