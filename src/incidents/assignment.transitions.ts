import type { Role } from '../identity/index.js';
import { checkWorkflow, type Transition, type Workflow } from '../platform/workflow/index.js';
import type { ObligationKey } from '../regulation/index.js';
import type { TermEffects } from './incident.transitions.js';

export const assignmentStates = [
  'assigned',
  'in-review',
  'changes-requested',
  'approved',
  'handed-over',
  'part-ready',
  'interim-published',
  'published',
  'returned',
  'rerouted',
  'withdrawn',
] as const;
export type AssignmentState = (typeof assignmentStates)[number];

/** States in which something is still to come of an assignment. */
export const openAssignmentStates = ['assigned', 'in-review', 'changes-requested', 'approved', 'handed-over', 'part-ready', 'interim-published'] as const satisfies readonly AssignmentState[];

export type AssignmentEvent =
  | 'assign'
  | 'return'
  | 'reroute'
  | 'close-return'
  | 'withdraw'
  | 'submit-draft'
  | 'approve'
  | 'request-changes'
  | 'publish'
  | 'revise-and-publish'
  | 'publish-for-executor'
  | 'account-lost'
  | 'account-found'
  | 'consolidate';

/** Who places the answer: the executor (M-13.1), the curator for want of an account (M-13.2), the curator as one of several (M-13.3). */
export type Publisher = 'executor' | 'curator' | 'consolidated';

export interface AssignmentCircumstances {
  publisher: Publisher;
  /** Kind of the draft the event concerns. */
  kind: 'interim' | 'final';
}

export type AssignmentTransition = Transition<AssignmentState, AssignmentEvent, Role, AssignmentCircumstances> & TermEffects;

const executor = ['executor'] as const;
const curator = ['curator'] as const;
const bySystem = [] as const;
const reviewed = ['executor', 'consolidated'] as const;

/** Terms of an assignment, all of which end when it is withdrawn. */
const everyTerm: readonly ObligationKey[] = [
  'assignment.return', 'assignment.reroute', 'reply.draft', 'reply.final', 'reply.review', 'reply.revise', 'reply.publish', 'reply.publish-for-executor',
];
const endOfEveryTerm = (reason: string) => Object.fromEntries(everyTerm.map((key) => [key, reason]));

/** A final answer is out: the seven working days of M-11.2 are over too. */
const finalOut: Pick<TermEffects, 'meets'> = { meets: ['reply.final'] };

type Row = AssignmentTransition;
const sent: Row['cancels'] = { 'assignment.return': 'draft-sent' };

/** The first draft: M-10 for a final one, M-11 for an interim one, which starts the seven working days (settled rule 13). */
const firstDraft: Row[] = [
  { event: 'submit-draft', from: 'assigned', to: 'in-review', roles: executor, clause: 'M-10', when: { publisher: reviewed, kind: 'final' }, meets: ['reply.draft'], cancels: sent, opens: ['reply.review'] },
  { event: 'submit-draft', from: 'assigned', to: 'in-review', roles: executor, clause: 'M-11.1', when: { publisher: reviewed, kind: 'interim' }, meets: ['reply.draft'], cancels: sent, opens: ['reply.review', 'reply.final'] },
  // Settled rule 10: without an account the curator has one term, from the draft's arrival to publication.
  { event: 'submit-draft', from: 'assigned', to: 'in-review', roles: executor, clause: 'M-10', when: { publisher: 'curator', kind: 'final' }, meets: ['reply.draft'], cancels: sent, opens: ['reply.publish-for-executor'] },
  { event: 'submit-draft', from: 'assigned', to: 'in-review', roles: executor, clause: 'M-11.1', when: { publisher: 'curator', kind: 'interim' }, meets: ['reply.draft'], cancels: sent, opens: ['reply.publish-for-executor', 'reply.final'] },
];

/** The final draft after an interim answer (M-11.2). */
const finalDraft: Row[] = [
  { event: 'submit-draft', from: 'interim-published', to: 'in-review', roles: executor, clause: 'M-11.2', when: { publisher: reviewed, kind: 'final' }, opens: ['reply.review'] },
  { event: 'submit-draft', from: 'interim-published', to: 'in-review', roles: executor, clause: 'M-11.2', when: { publisher: 'curator', kind: 'final' }, opens: ['reply.publish-for-executor'] },
];

const review: Row[] = [
  { event: 'approve', from: 'in-review', to: 'approved', roles: curator, clause: 'M-12.1', when: { publisher: 'executor' }, meets: ['reply.review'], opens: ['reply.publish'] },
  { event: 'approve', from: 'in-review', to: 'part-ready', roles: curator, clause: 'M-12.1', when: { publisher: 'consolidated' }, meets: ['reply.review'] },
  { event: 'approve', from: 'in-review', to: 'handed-over', roles: curator, clause: 'M-12.1', when: { publisher: 'curator' } },
  { event: 'request-changes', from: 'in-review', to: 'changes-requested', roles: curator, clause: 'M-12.1', when: { publisher: reviewed }, meets: ['reply.review'], opens: ['reply.revise'] },
  // Remarks are the other way to keep the curator's term of M-13.2; it starts anew with the revised text.
  { event: 'request-changes', from: 'in-review', to: 'changes-requested', roles: curator, clause: 'M-12.1', when: { publisher: 'curator' }, meets: ['reply.publish-for-executor'], opens: ['reply.revise'] },
];

/** M-12.2: the executor revises, places and publishes; there is no second approval. */
const revision: Row[] = [
  { event: 'revise-and-publish', from: 'changes-requested', to: 'published', roles: executor, clause: 'M-12.2', when: { publisher: 'executor', kind: 'final' }, meets: ['reply.revise', 'reply.final'] },
  { event: 'revise-and-publish', from: 'changes-requested', to: 'interim-published', roles: executor, clause: 'M-12.2', when: { publisher: 'executor', kind: 'interim' }, meets: ['reply.revise'] },
  { event: 'revise-and-publish', from: 'changes-requested', to: 'handed-over', roles: executor, clause: 'M-12.2', when: { publisher: 'curator' }, meets: ['reply.revise'], opens: ['reply.publish-for-executor'] },
  { event: 'revise-and-publish', from: 'changes-requested', to: 'part-ready', roles: executor, clause: 'M-12.2', when: { publisher: 'consolidated' }, meets: ['reply.revise'] },
];

const publication: Row[] = [
  { event: 'publish', from: 'approved', to: 'published', roles: executor, clause: 'M-13.1', when: { kind: 'final' }, meets: ['reply.publish', 'reply.final'] },
  { event: 'publish', from: 'approved', to: 'interim-published', roles: executor, clause: 'M-13.1', when: { kind: 'interim' }, meets: ['reply.publish'] },
  ...(['in-review', 'handed-over'] as const).flatMap((from): Row[] => [
    { event: 'publish-for-executor', from, to: 'published', roles: curator, clause: 'M-13.2', when: { publisher: 'curator', kind: 'final' }, meets: ['reply.publish-for-executor', 'reply.final'] },
    { event: 'publish-for-executor', from, to: 'interim-published', roles: curator, clause: 'M-13.2', when: { publisher: 'curator', kind: 'interim' }, meets: ['reply.publish-for-executor'] },
  ]),
  // M-13.3: parts of a consolidated answer go out together.
  { event: 'consolidate', from: 'part-ready', to: 'published', roles: bySystem, clause: 'M-13.3', when: { kind: 'final' }, ...finalOut },
  { event: 'consolidate', from: 'part-ready', to: 'interim-published', roles: bySystem, clause: 'M-13.3', when: { kind: 'interim' } },
];

/**
 * The authority's account in the network was closed, or opened, since the draft was sent. Whoever cannot publish any more
 * owes it no more: the curator's hour of M-13.2 starts then. The other way round the curator keeps what has come to them;
 * a text under revision is published by whoever can when it is ready.
 */
const accounts: Row[] = [
  { event: 'account-lost', from: 'in-review', to: 'in-review', roles: bySystem, clause: 'M-13.2', when: { publisher: 'executor' }, cancels: { 'reply.review': 'account-lost' }, opens: ['reply.publish-for-executor'] },
  { event: 'account-lost', from: 'changes-requested', to: 'changes-requested', roles: bySystem, clause: 'M-13.2', when: { publisher: 'executor' } },
  { event: 'account-lost', from: 'approved', to: 'handed-over', roles: bySystem, clause: 'M-13.2', when: { publisher: 'executor' }, cancels: { 'reply.publish': 'account-lost' }, opens: ['reply.publish-for-executor'] },
  { event: 'account-found', from: 'changes-requested', to: 'changes-requested', roles: bySystem, clause: 'M-12.2', when: { publisher: 'curator' } },
];

const returns: Row[] = [
  // Settled rule 12: possible until a draft is sent; ends the six-hour term.
  { event: 'return', from: 'assigned', to: 'returned', roles: executor, clause: 'M-8.1', meets: ['assignment.return'], cancels: { 'reply.draft': 'returned' }, opens: ['assignment.reroute'] },
  { event: 'reroute', from: 'returned', to: 'rerouted', roles: bySystem, clause: 'M-8.2', meets: ['assignment.reroute'] },
  // The incident ended without another executor: declined, merged, or answered by the others.
  { event: 'close-return', from: 'returned', to: 'rerouted', roles: bySystem, clause: 'M-8.2', cancels: { 'assignment.reroute': 'incident-ended' } },
];

const withdrawn: Row[] = openAssignmentStates.map(
  (from) => ({ event: 'withdraw', from, to: 'withdrawn', roles: curator, clause: 'M-8.2', cancels: endOfEveryTerm('withdrawn') }),
);

/** One incident at one executor: M-8 to M-13 as a table. */
export const assignmentWorkflow: Workflow<AssignmentTransition> = {
  name: 'assignment',
  final: ['published', 'rerouted', 'withdrawn'],
  table: [
    { event: 'assign', from: null, to: 'assigned', roles: curator, clause: 'M-6', opens: ['reply.draft', 'assignment.return'] },
    ...returns,
    ...firstDraft,
    ...finalDraft,
    ...review,
    ...revision,
    ...publication,
    ...accounts,
    ...withdrawn,
  ],
};

checkWorkflow(assignmentWorkflow);

/** Whether an assignment in this state still belongs to the answer. */
export const isActive = (state: AssignmentState): boolean => !['returned', 'rerouted', 'withdrawn'].includes(state);

/** Whose move it is in a state: their schedule counts how long the step took (M-14). */
export const turnOf: Record<AssignmentState, 'executor' | 'curator' | null> = {
  assigned: 'executor',
  'in-review': 'curator',
  'changes-requested': 'executor',
  approved: 'executor',
  'handed-over': 'curator',
  'part-ready': 'curator',
  'interim-published': 'executor',
  returned: 'curator',
  published: null,
  rerouted: null,
  withdrawn: null,
};
