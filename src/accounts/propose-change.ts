import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { accountKey } from '../networks/index.js';
import { DomainError } from '../platform/errors/index.js';
import { type AccountAct, type Entry, entryFields, entryOf } from './account-act.js';
import { AccountActs } from './account-acts.js';
import type { ChangeBody, DeletionBody } from './account.schemas.js';
import type { ProposalKind } from './account.transitions.js';
import { EntryCheck } from './entry-check.js';
import { Proposals } from './proposals.js';
import { momentOf } from './submit-account.js';

/** Tells the committee that an account has another name, another address, other details, or is no more. */
@Injectable()
export class ProposeChange {
  constructor(
    private readonly acts: AccountActs,
    private readonly check: EntryCheck,
    private readonly proposals: Proposals,
  ) {}

  /**
   * The accepted state stays public until the committee decides.
   * @throws DomainError `account.nothing-changed`, `account.moment`, those of {@link AccountActs.run} and {@link EntryCheck}.
   */
  execute(actor: Actor, id: string, { note, occurredAt, ...changes }: ChangeBody, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, async (act) => {
      const before = entryOf(act.account);
      const entry = { ...before, ...changes };
      const kind = kindOf(act, entry);
      await this.send(act, kind, entry, { note, occurredAt });
      await this.check.check(act.account, entry, act.account.managerId);
      watch(act, entry);
    });
  }

  /** @throws DomainError `account.moment`, those of {@link AccountActs.run}. */
  deletion(actor: Actor, id: string, { note, occurredAt }: DeletionBody, expected: number | null): Promise<string> {
    return this.acts.run(actor, id, expected, (act) => this.send(act, 'delete', entryOf(act.account), { note, occurredAt }));
  }

  private async send(act: AccountAct, kind: ProposalKind, entry: Entry, { note = null, occurredAt }: { note?: string | null; occurredAt?: Date }): Promise<void> {
    const happened = momentOf(occurredAt, act.at);
    const before = entryOf(act.account);
    const changed = Object.fromEntries(entryFields.filter((field) => entry[field] !== before[field]).map((field) => [field, { from: before[field], to: entry[field] }]));
    // Another try at what was sent back: the link is still owed for it.
    const openedLink = act.account.status === 'change-sent-back' && (act.dossier.proposal?.openedLink ?? false);
    act.move('propose', { kind, occurredAt: happened, details: { kind, changed, occurredAt: happened } });
    // To say what has changed answers the question whether the entry is still right.
    act.account.askedAt = null;
    act.dossier.proposal = await this.proposals.submit(act, { kind, ...entry, note, occurredAt: happened, openedLink });
  }
}

/** @throws DomainError `account.nothing-changed`. */
function kindOf({ account }: AccountAct, entry: Entry): ProposalKind {
  const before = entryOf(account);
  if (entryFields.every((field) => entry[field] === before[field])) throw new DomainError('account.nothing-changed');
  if (accountKey(account.network, entry.url) !== account.addressKey) return 'move';
  return entry.name === before.name ? 'details' : 'rename';
}

/** The same address under another number of the network: somebody else may have taken the name over. */
function watch(act: AccountAct, { url, externalId }: Entry): void {
  const { account } = act;
  const known = account.externalId !== null && externalId !== null && account.externalId !== externalId;
  if (!known || accountKey(account.network, url) !== account.addressKey) return;
  account.warning = 'hijacked';
  account.observed = { url, externalId, at: act.at.toISOString() };
  act.tell('observe', { clause: 'A-2.4', details: { warning: 'hijacked', url, externalId } });
}
