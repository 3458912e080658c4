import type { Review } from '../approvals/index.js';
import type { Actor, Role } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import type { NewEvent } from '../platform/events/index.js';
import { transitionOf } from '../platform/workflow/index.js';
import type { ObligationKey } from '../regulation/index.js';
import { ownerOf, rolesOver } from './account-access.js';
import type { Account } from './account.entity.js';
import { type AccountCircumstances, type AccountEvent, type AccountState, type AccountTerms, accountWorkflow } from './account.transitions.js';
import type { AccountProposal } from './proposal.entity.js';

/** An entry as it was locked, with the proposal that was sent last. */
export interface Dossier {
  account: Account;
  proposal: AccountProposal | null;
  review: Review | null;
}

/** The parts of an entry that people give. */
export const entryFields = ['url', 'name', 'externalId', 'managerId'] as const;
export type Entry = Pick<Account, (typeof entryFields)[number]>;

export const entryOf = ({ url, name, externalId, managerId }: Entry): Entry => ({ url, name, externalId, managerId });

/**
 * One act on one entry: moves it by the table and gathers what must be written. Pure of storage: {@link AccountActs} loads
 * before and saves after.
 */
export class AccountAct {
  readonly events: NewEvent[] = [];
  readonly opens = new Map<ObligationKey, Date>();
  readonly meets = new Set<ObligationKey>();
  readonly cancels = new Map<ObligationKey, string>();

  constructor(
    readonly actor: Actor,
    readonly at: Date,
    readonly dossier: Dossier,
  ) {}

  get account(): Account {
    return this.dossier.account;
  }

  /**
   * Moves the entry by its table, from `from` where it does not exist yet.
   * @throws DomainError `account.action-not-allowed` when the table has no such move, or not for the actor.
   */
  move(
    event: AccountEvent,
    { details = {}, occurredAt = this.at, from = this.account.status, ...circumstances }: Partial<AccountCircumstances> & {
      details?: Record<string, unknown>; occurredAt?: Date; from?: AccountState | null;
    } = {},
  ): void {
    const { account } = this;
    const row = transitionOf(accountWorkflow, from, event, { owner: ownerOf(account), asked: account.askedAt !== null, ...circumstances });
    const held = rolesOver(this.actor, account);
    const may = row && (this.actor.channel === 'system' || row.roles.some((role) => held.includes(role)));
    if (!row || !may) throw new DomainError('account.action-not-allowed', { action: event, state: from, accountId: account.id });
    this.tell(event, { clause: row.clause, roles: row.roles, details, fromState: from, toState: row.to });
    account.status = row.to;
    this.terms(row, occurredAt);
  }

  /** Opens, meets and cancels terms of the authority; the Government's own accounts have none (A-3.2 speaks of authorities). */
  terms({ opens = [], meets = [], cancels = {} }: AccountTerms, occurredAt: Date): void {
    if (this.account.authorityId === null) return;
    for (const key of opens) this.opens.set(key, occurredAt);
    for (const key of meets) this.meets.add(key);
    for (const [key, reason] of Object.entries(cancels)) this.cancels.set(key as ObligationKey, reason);
  }

  /** Writes into the history. */
  tell(
    event: string,
    { clause, roles = [], details = {}, fromState = null, toState = null }: {
      clause: string; roles?: readonly Role[]; details?: Record<string, unknown>; fromState?: string | null; toState?: string | null;
    },
  ): void {
    const { account, actor, at } = this;
    this.events.push({
      type: `account.${event}`, stream: 'account', streamId: account.id, fromState, toState, actorId: actor.userId,
      // Of somebody's roles, the one the act was done in.
      actorRole: roles.find((role) => actor.roles.includes(role)) ?? actor.roles[0] ?? null,
      channel: actor.channel, clause, details: { network: account.network, ...details },
      authorityIds: account.authorityId === null ? [] : [account.authorityId], roles: ['committee', 'admin'], at,
    });
  }

  /** The entry becomes what is given; what was seen against it does not hold any more. */
  become(entry: Entry, addressKey: string): void {
    Object.assign(this.account, entry, { addressKey, warning: null, observed: null });
  }
}
