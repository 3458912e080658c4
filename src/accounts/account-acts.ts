import { Injectable } from '@nestjs/common';
import { Review } from '../approvals/index.js';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { checkVersion } from '../platform/http/index.js';
import { newId } from '../platform/ids/index.js';
import { type DeadlineChange, Deadlines } from '../regulation/index.js';
import { AccountAct } from './account-act.js';
import { isInsider } from './account-access.js';
import { Account } from './account.entity.js';
import { AccountReader } from './account-reader.js';
import { liveStates } from './account.transitions.js';
import { Editions } from './editions.js';
import { AccountProposal } from './proposal.entity.js';

/**
 * Runs acts on entries of the registry: one transaction each, one act at a time. They are rare, and what an act has checked
 * (no second account in the network, nobody's address) is still so when it writes.
 */
@Injectable()
export class AccountActs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly deadlines: Deadlines,
    private readonly directory: Directory,
    private readonly editions: Editions,
    private readonly reader: AccountReader,
  ) {}

  /** Other acts wait until this one commits. */
  lock(): Promise<void> {
    return this.db.inTurn('accounts');
  }

  /**
   * Locks and loads, lets `perform` act, and writes what it did.
   * @param expected the version the actor last saw (`If-Match`), or null.
   * @returns id of the account.
   * @throws DomainError `not-found` when there is no such entry or it is another authority's; `precondition.failed`;
   *   `account.action-not-allowed` by the table.
   */
  run(actor: Actor, id: string, expected: number | null, perform: (act: AccountAct) => Promise<void> | void): Promise<string> {
    return this.db.transaction(async () => {
      await this.lock();
      const account = await this.db.repository(Account).findOneBy({ id });
      if (!account || !isInsider(actor, account)) throw notFound('account', id);
      await checkVersion(expected, account.version, () => this.reader.view(actor, id));
      const [proposal = null] = await this.db.repository(AccountProposal).find({ where: { accountId: id }, order: { submittedAt: 'DESC', id: 'DESC' }, take: 1 });
      const review = proposal && (await this.db.repository(Review).findOneBy({ versionId: proposal.id }));
      const act = new AccountAct(actor, this.clock.now(), { account, proposal, review });
      await perform(act);
      await this.save(act);
      return id;
    });
  }

  /**
   * Begins an entry that does not exist yet, within the caller's transaction and {@link lock}.
   * @param quiet opens no terms: for entries of a registry kept before.
   */
  async begin(act: AccountAct, { quiet = false } = {}): Promise<void> {
    await this.db.repository(Account).insert(act.account);
    await this.write(act, quiet);
  }

  /** The owner has another name: the terms run, and the history says why. Within the caller's transaction and {@link lock}. */
  async follow(actor: Actor, id: string, name: string): Promise<void> {
    const account = await this.db.repository(Account).findOneByOrFail({ id });
    const act = new AccountAct(actor, this.clock.now(), { account, proposal: null, review: null });
    act.tell('authority-renamed', { clause: 'A-3.2', details: { name } });
    act.terms({ opens: ['account.register', 'account.link'] }, act.at);
    act.account.askedAt = act.at;
    await this.save(act);
  }

  private async save(act: AccountAct): Promise<void> {
    const { id, version, ...changes } = act.account;
    const { affected } = await this.db.repository(Account).update({ id, version }, { ...changes, version: version + 1 });
    if (affected !== 1) throw new DomainError('unavailable', { retryAfter: 1 });
    act.account.version = version + 1;
    await this.write(act, false);
  }

  private async write(act: AccountAct, quiet: boolean): Promise<void> {
    await this.editions.follow(act.account, liveStates.includes(act.account.status), act.at);
    if (!quiet) await this.applyTerms(act);
    await this.events.append(...act.events);
  }

  /** A term that runs is not opened again: its earlier moment stands for both changes. What opens may be met at once. */
  private async applyTerms({ account: { id, authorityId }, opens, meets, cancels, dossier, at, actor }: AccountAct): Promise<void> {
    const context = { stream: 'account', streamId: id, at, actor };
    if (opens.size > 0) {
      const running = new Set((await this.deadlines.openOf([id])).map(({ obligation }) => obligation as string));
      const [authority] = authorityId ? await this.directory.authorities([authorityId]) : [];
      const bearer = { role: 'authority', authorityId, contactId: null, scheduleId: authority?.scheduleId ?? null } as const;
      // A municipality that has not joined (D-6) may stand in the registry and owes nothing.
      const news = authority?.keepsAccounts ? [...opens].filter(([key]) => !running.has(key)) : [];
      await this.deadlines.apply(
        news.map(([obligation, startedAt]) => ({ do: 'open', obligation, subject: 'account', subjectId: id, bearer, startedAt }) as const),
        context,
      );
      if (dossier.proposal && news.some(([key]) => key === 'account.link')) {
        await this.db.repository(AccountProposal).update({ id: dossier.proposal.id }, { openedLink: true });
      }
    }
    const ends: DeadlineChange[] = [
      ...[...meets].map((obligation) => ({ do: 'meet', obligation, subjectId: id }) as const),
      ...[...cancels].map(([obligation, reason]) => ({ do: 'cancel', obligation, subjectId: id, reason }) as const),
    ];
    await this.deadlines.apply(ends, context);
  }
}

/** A new entry, not yet written. */
export const newAccount = (given: Pick<Account, 'authorityId' | 'network' | 'url' | 'addressKey' | 'name' | 'externalId' | 'managerId'>): Account => ({
  id: newId(), status: 'submitted', validFrom: null, validTo: null, askedAt: null, confirmedAt: null, warning: null, observed: null, version: 1, ...given,
});
