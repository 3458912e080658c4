import { Injectable } from '@nestjs/common';
import { Directory } from '../executors/index.js';
import { type Actor, hasRole } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { AccountAct, entryOf } from './account-act.js';
import { AccountActs, newAccount } from './account-acts.js';
import type { Account } from './account.entity.js';
import type { SubmitAccountBody } from './account.schemas.js';
import { EntryCheck } from './entry-check.js';
import { Proposals } from './proposals.js';

/** What goes into the registry, and since when it is there if it was kept before. */
export type NewEntry = Omit<SubmitAccountBody, 'authorityId'> & { authorityId: string | null; since?: Date };

/**
 * Brings a new account to the registry: the authority's executor submits it to the committee; the committee enters
 * by itself the Government's own and what an authority told it by another way.
 */
@Injectable()
export class SubmitAccount {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly acts: AccountActs,
    private readonly check: EntryCheck,
    private readonly proposals: Proposals,
  ) {}

  /**
   * @param quiet opens no terms: for entries of a registry kept before.
   * @returns id of the account.
   * @throws DomainError `not-found` for another authority, `authority.not-in-force`, `account.moment`, and those of {@link EntryCheck}.
   */
  execute(actor: Actor, { authorityId, network, url, name, externalId = null, managerId = null, note, occurredAt, since }: NewEntry, { quiet = false } = {}): Promise<string> {
    return this.db.transaction(async () => {
      await this.acts.lock();
      const at = this.clock.now();
      const registrar = actor.channel === 'system' || hasRole(actor, 'committee', 'admin');
      await this.checkOwner(actor, authorityId, registrar);
      const happened = momentOf(occurredAt ?? since, at);
      const entry = { url, name, externalId, managerId };
      const account: Account = newAccount({ authorityId, network, addressKey: '', ...entry });
      account.addressKey = await this.check.check(account, entry);
      const act = new AccountAct(actor, at, { account, proposal: null, review: null });
      const details = { ...entry, authorityId, kind: 'create', occurredAt: happened, since: since ?? null };
      act.move(registrar ? 'enter' : 'submit', { from: null, kind: 'create', occurredAt: happened, details });
      if (registrar) Object.assign(account, { validFrom: since ?? at, confirmedAt: at });
      else act.dossier.proposal = await this.proposals.submit(act, { kind: 'create', ...entryOf(account), note: note ?? null, occurredAt: happened });
      await this.acts.begin(act, { quiet });
      return account.id;
    });
  }

  private async checkOwner(actor: Actor, authorityId: string | null, registrar: boolean): Promise<void> {
    if (!registrar && (authorityId === null || authorityId !== actor.authorityId)) throw notFound('authority', authorityId ?? '');
    if (authorityId === null) return;
    const [authority] = await this.directory.authorities([authorityId]);
    if (!authority?.active) throw new DomainError('authority.not-in-force', { authorityId });
  }
}

/**
 * When it happened in the network; now when nobody says.
 * @throws DomainError `account.moment` for the future.
 */
export function momentOf(given: Date | undefined, now: Date): Date {
  if (given && given > now) throw new DomainError('account.moment');
  return given ?? now;
}
