import type { Role } from '../../identity/index.js';
import { checkWorkflow, type Transition, type Workflow } from '../../platform/workflow/index.js';

export const candidateStates = ['new', 'taken', 'merged', 'dismissed'] as const;
export type CandidateState = (typeof candidateStates)[number];

export type CandidateEvent = 'find' | 'recognise' | 'take' | 'merge' | 'dismiss' | 'expire' | 'restore';

/** Why a message that was found is no incident: what M-3 and M-4 name, and what never was a matter for the authorities. */
export const dismissGrounds = [
  'no-question', 'intent-to-harm', 'obscene-or-insulting', 'threat-to-officials', 'spam', 'not-ours', 'repeated',
] as const;
export type DismissGround = (typeof dismissGrounds)[number];
/** What M-4 excludes; everything else holds no question for the authorities of the krai (M-3). */
const excluded = ['intent-to-harm', 'obscene-or-insulting', 'threat-to-officials'] as const;
const noMatter = ['no-question', 'spam', 'not-ours', 'repeated'] as const;

export interface CandidateCircumstances {
  ground: DismissGround;
  /** Whether the author's data were removed when their time was over. */
  erased: boolean;
}

export type CandidateTransition = Transition<CandidateState, CandidateEvent, Role, CandidateCircumstances>;

const curator = ['curator'] as const;
const bySystem = [] as const;

/** From a message somebody wrote to an incident, or not. Rows without roles are what the product does by itself. */
export const candidateWorkflow: Workflow<CandidateTransition> = {
  name: 'candidate',
  final: ['taken', 'merged'],
  table: [
    { event: 'find', from: null, to: 'new', roles: bySystem, clause: 'M-3' },
    // The post is an incident already: recorded by hand, by import, or from a copy of this candidate.
    { event: 'recognise', from: null, to: 'taken', roles: bySystem, clause: 'M-6' },
    { event: 'recognise', from: 'new', to: 'taken', roles: bySystem, clause: 'M-6' },
    { event: 'recognise', from: 'dismissed', to: 'taken', roles: bySystem, clause: 'M-6' },
    { event: 'take', from: 'new', to: 'taken', roles: curator, clause: 'M-6' },
    { event: 'merge', from: 'new', to: 'merged', roles: curator, clause: 'M-3' },
    { event: 'dismiss', from: 'new', to: 'dismissed', roles: curator, clause: 'M-3', when: { ground: noMatter } },
    { event: 'dismiss', from: 'new', to: 'dismissed', roles: curator, clause: 'M-4', when: { ground: excluded } },
    // Nobody looked at it for so long that it is no news any more.
    { event: 'expire', from: 'new', to: 'dismissed', roles: bySystem, clause: 'M-3' },
    { event: 'restore', from: 'dismissed', to: 'new', roles: curator, clause: 'M-3', when: { erased: false } },
  ],
};

checkWorkflow(candidateWorkflow);
