import type { Role } from '../identity/index.js';
import { checkWorkflow, type Transition, type Workflow } from '../platform/workflow/index.js';
import type { ObligationKey } from '../regulation/index.js';

export const accountStates = [
  'submitted', 'sent-back', 'accepted', 'change-submitted', 'change-sent-back', 'deleted', 'withdrawn',
] as const;
export type AccountState = (typeof accountStates)[number];

export type AccountEvent =
  | 'submit' | 'enter' | 'resubmit' | 'withdraw' | 'accept' | 'send-back' | 'propose' | 'correct' | 'strike' | 'confirm-current';

/** What is proposed: a new account, another name, another address, an end, or details that have no term. */
export const proposalKinds = ['create', 'rename', 'move', 'delete', 'details'] as const;
export type ProposalKind = (typeof proposalKinds)[number];

export interface AccountCircumstances {
  /** Kind of the proposal the event is about. */
  kind: ProposalKind;
  /** Whose account it is: an authority's or the Government's own, which the committee keeps. */
  owner: 'authority' | 'government';
  /** Whether it was asked if the entry is still right. */
  asked: boolean;
}

/** What a transition does to the terms of the authority; a term already running is not opened a second time. */
export interface AccountTerms {
  opens?: readonly ObligationKey[];
  meets?: readonly ObligationKey[];
  /** Cancelled with the reason named. */
  cancels?: Partial<Record<ObligationKey, string>>;
}

export type AccountTransition = Transition<AccountState, AccountEvent, Role, AccountCircumstances> & AccountTerms;

const executor = ['executor'] as const;
const committee = ['committee'] as const;
const registrar = ['committee', 'admin'] as const;

/** Changes of an entry that counts; the rest are details. */
const counted = ['rename', 'move', 'delete'] as const;
const both = ['account.register', 'account.link'] as const;
const register = ['account.register'] as const;

const withdraws = { event: 'withdraw', roles: executor, clause: 'A-3.2' } as const;
const struck = { event: 'strike', roles: registrar, clause: 'A-2.4', cancels: { 'account.register': 'struck' } } as const;
const accepts = { event: 'accept', roles: committee, clause: 'A-2.4' } as const;
const sendsBack = { event: 'send-back', roles: committee, clause: 'A-2.4' } as const;

function proposes(from: AccountState): AccountTransition[] {
  const row = { event: 'propose', from, to: 'change-submitted', roles: executor, clause: 'A-3.2', meets: register } as const;
  return [
    { ...row, when: { kind: counted, owner: 'authority' }, opens: both },
    { ...row, when: { kind: 'details', owner: 'authority' } },
  ];
}

/**
 * The life of an entry of the registry. While a change waits or has been sent back, the accepted state stays
 * public. What is sent meets the authority's term; what is sent back starts it anew.
 */
export const accountWorkflow: Workflow<AccountTransition> = {
  name: 'account',
  final: ['deleted', 'withdrawn'],
  table: [
    { event: 'submit', from: null, to: 'submitted', roles: executor, clause: 'A-3.2', when: { owner: 'authority' }, opens: both, meets: register },
    // The Government's own accounts, and what an authority has told the committee by another way.
    { event: 'enter', from: null, to: 'accepted', roles: registrar, clause: 'A-2.4', opens: both, meets: register },
    { event: 'resubmit', from: 'sent-back', to: 'submitted', roles: executor, clause: 'A-3.2', meets: register },
    { ...accepts, from: 'submitted', to: 'accepted' },
    { ...sendsBack, from: 'submitted', to: 'sent-back', opens: register },
    { ...withdraws, from: 'submitted', to: 'withdrawn', cancels: { 'account.register': 'withdrawn', 'account.link': 'withdrawn' } },
    { ...withdraws, from: 'sent-back', to: 'withdrawn', cancels: { 'account.register': 'withdrawn', 'account.link': 'withdrawn' } },
    { ...struck, from: 'sent-back', to: 'withdrawn', cancels: { 'account.register': 'struck', 'account.link': 'struck' } },

    ...proposes('accepted'),
    ...proposes('change-sent-back'),
    { ...accepts, from: 'change-submitted', to: 'accepted', when: { kind: ['rename', 'move', 'details'] } },
    { ...accepts, from: 'change-submitted', to: 'deleted', when: { kind: 'delete' } },
    { ...sendsBack, from: 'change-submitted', to: 'change-sent-back', when: { kind: counted }, opens: register },
    { ...sendsBack, from: 'change-submitted', to: 'change-sent-back', when: { kind: 'details' } },
    { ...withdraws, from: 'change-submitted', to: 'accepted' },
    { ...withdraws, from: 'change-sent-back', to: 'accepted', cancels: { 'account.register': 'withdrawn' } },

    { event: 'correct', from: 'accepted', to: 'accepted', roles: registrar, clause: 'A-2.4' },
    { ...struck, from: 'accepted', to: 'deleted', opens: ['account.link'] },
    { ...struck, from: 'change-sent-back', to: 'deleted', opens: ['account.link'] },

    { event: 'confirm-current', from: 'accepted', to: 'accepted', roles: ['executor', 'committee'], clause: 'A-3.2', when: { asked: true }, meets: register },
  ],
};

checkWorkflow(accountWorkflow);

/** States in which the entry is public and the owner publishes there. */
export const liveStates: readonly AccountState[] = ['accepted', 'change-submitted', 'change-sent-back'];

/** States in which something waits for the committee. */
export const awaitingStates: readonly AccountState[] = ['submitted', 'change-submitted'];
