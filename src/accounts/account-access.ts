import { type Actor, hasRole, type Role } from '../identity/index.js';
import { allowedEvents } from '../platform/workflow/index.js';
import type { Account } from './account.entity.js';
import { accountWorkflow, type ProposalKind } from './account.transitions.js';

type Owned = Pick<Account, 'authorityId'>;

/** An executor's role counts only for the accounts of their own authority. */
export function rolesOver(actor: Actor, { authorityId }: Owned): readonly Role[] {
  const own = authorityId !== null && actor.authorityId === authorityId;
  return own ? actor.roles : actor.roles.filter((role) => role !== 'executor');
}

/** Who sees proposals, managers, looks at links and warnings: those who keep the registry, and the owner's executors. */
export const isInsider = (actor: Actor, account: Owned): boolean =>
  actor.channel === 'system' || rolesOver(actor, account).some((role) => ['committee', 'admin', 'executor'].includes(role));

/** What has been in the registry everybody sees; what has only been sent to the committee, insiders alone. */
export const sees = (actor: Actor, account: Owned & Pick<Account, 'validFrom'>): boolean => account.validFrom !== null || isInsider(actor, account);

/** Who confirms the link on the owner's site: the authority; of the Government's own the committee. */
export const mayConfirmLink = (actor: Actor, account: Owned): boolean =>
  rolesOver(actor, account).includes('executor') || (account.authorityId === null && hasRole(actor, 'committee'));

export const ownerOf = ({ authorityId }: Owned): 'authority' | 'government' => (authorityId === null ? 'government' : 'authority');

/** What the actor may do with the entry now; derived from its table, and the link beside it. */
export function accountActions(actor: Actor, account: Account, kind: ProposalKind | null): string[] {
  const pending = account.status === 'change-submitted' ? (kind ?? undefined) : undefined;
  const events = allowedEvents(accountWorkflow, account.status, rolesOver(actor, account), { owner: ownerOf(account), asked: account.askedAt !== null, kind: pending });
  const withdrawn = account.status === 'withdrawn';
  const observes = hasRole(actor, 'committee', 'admin') && account.validFrom !== null && account.validTo === null;
  return [...events, ...(!withdrawn && mayConfirmLink(actor, account) ? ['confirm-link'] : []), ...(observes ? ['observe'] : [])];
}
