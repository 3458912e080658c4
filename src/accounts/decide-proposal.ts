import { Injectable } from '@nestjs/common';
import { Reviews } from '../approvals/index.js';
import type { Actor } from '../identity/index.js';
import type { AccountAct } from './account-act.js';
import { entryOf } from './account-act.js';
import { AccountActs } from './account-acts.js';
import { EntryCheck } from './entry-check.js';
import { LinkSchedule } from './links/link-schedule.js';

/** The committee takes what was sent into the registry, or sends it back with remarks. */
@Injectable()
export class DecideProposal {
  constructor(
    private readonly acts: AccountActs,
    private readonly reviews: Reviews,
    private readonly check: EntryCheck,
    private readonly links: LinkSchedule,
  ) {}

  /** @throws DomainError those of {@link AccountActs.run} and {@link EntryCheck}: the network may have a second account by now. */
  accept(actor: Actor, id: string, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, async (act) => {
      const { account, dossier } = act;
      const kind = dossier.proposal?.kind ?? 'create';
      const entry = entryOf(dossier.proposal ?? account);
      act.move('accept', { kind, details: { kind, ...entry, occurredAt: dossier.proposal?.occurredAt ?? null } });
      if (account.status === 'deleted') account.validTo = act.at;
      else act.become(entry, await this.check.check(account, entry, entry.managerId));
      account.validFrom ??= act.at;
      await this.decide(act, null);
      await this.links.soon(account.id, act.at);
    });
  }

  /** @throws DomainError those of {@link AccountActs.run}. */
  sendBack(actor: Actor, id: string, remarks: string, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, async (act) => {
      const kind = act.dossier.proposal?.kind ?? 'create';
      act.move('send-back', { kind, details: { kind, remarks } });
      await this.decide(act, remarks);
    });
  }

  private async decide({ dossier: { review }, actor, at }: AccountAct, remarks: string | null): Promise<void> {
    if (!review) return;
    if (remarks === null) await this.reviews.approve(review, actor, at);
    else await this.reviews.requestChanges(review, remarks, actor, at);
  }
}
