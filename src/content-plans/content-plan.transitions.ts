import type { Role } from '../identity/index.js';
import { checkWorkflow, type Transition, type Workflow } from '../platform/workflow/index.js';
import type { ObligationKey } from '../regulation/index.js';

export const planStates = ['draft', 'submitted', 'recommended', 'approved', 'amended', 'no-news-pegs'] as const;
export type PlanState = (typeof planStates)[number];

export type PlanEvent = 'open' | 'edit' | 'submit' | 'no-news-pegs' | 'approve' | 'recommend' | 'amend' | 'record-outcome';

export interface PlanCircumstances {
  /** Whether it is the Government's own plan, which the committee prepares and nobody approves. */
  government: boolean;
}

export type PlanTransition = Transition<PlanState, PlanEvent, Role, PlanCircumstances> & {
  opens?: ObligationKey;
  meets?: ObligationKey;
};

const authority = ['executor'] as const;
const committee = ['committee'] as const;

/** An act of whoever writes the plan: an authority its own, the committee the Government's. */
function byWriter(row: Omit<PlanTransition, 'roles' | 'when'>): PlanTransition[] {
  return [
    { ...row, roles: authority, when: { government: false } },
    { ...row, roles: committee, clause: 'A-2.2', when: { government: true } },
  ];
}

const stays = (event: PlanEvent, state: PlanState, clause: string) => byWriter({ event, from: state, to: state, clause });

/**
 * The life of a content plan. A submitted plan goes to the committee as one exact version; the
 * Government's own is in force as soon as the committee has settled it.
 */
export const planWorkflow: Workflow<PlanTransition> = {
  name: 'content-plan',
  final: [],
  table: [
    ...byWriter({ event: 'open', from: null, to: 'draft', clause: 'A-6' }),
    ...stays('edit', 'draft', 'A-6'),
    { event: 'submit', from: 'draft', to: 'submitted', roles: authority, clause: 'A-6', when: { government: false }, meets: 'plan.submit', opens: 'plan.review' },
    { event: 'submit', from: 'draft', to: 'approved', roles: committee, clause: 'A-2.2', when: { government: true } },
    { event: 'no-news-pegs', from: 'draft', to: 'no-news-pegs', roles: authority, clause: 'A-5.4', when: { government: false }, meets: 'plan.submit' },

    { event: 'approve', from: 'submitted', to: 'approved', roles: committee, clause: 'A-7.1', meets: 'plan.review' },
    { event: 'recommend', from: 'submitted', to: 'recommended', roles: committee, clause: 'A-7.1', meets: 'plan.review', opens: 'plan.revise' },
    { event: 'record-outcome', from: 'submitted', to: 'submitted', roles: authority, clause: 'A-5' },

    { event: 'edit', from: 'recommended', to: 'recommended', roles: authority, clause: 'A-7.2' },
    { event: 'submit', from: 'recommended', to: 'submitted', roles: authority, clause: 'A-7.2', meets: 'plan.revise', opens: 'plan.review' },
    { event: 'record-outcome', from: 'recommended', to: 'recommended', roles: authority, clause: 'A-5' },

    // News comes during the week too: what was approved stays in force until the amended plan is approved in its turn.
    ...byWriter({ event: 'amend', from: 'approved', to: 'amended', clause: 'A-7.1' }),
    ...stays('record-outcome', 'approved', 'A-5'),
    { event: 'amend', from: 'no-news-pegs', to: 'amended', roles: authority, clause: 'A-5.4' },
    ...stays('edit', 'amended', 'A-7.1'),
    // What was planned has come to nothing, or the notice holds after all.
    { event: 'no-news-pegs', from: 'amended', to: 'no-news-pegs', roles: authority, clause: 'A-5.4', when: { government: false } },
    ...stays('record-outcome', 'amended', 'A-5'),
    { event: 'submit', from: 'amended', to: 'submitted', roles: authority, clause: 'A-7.1', when: { government: false }, opens: 'plan.review' },
    { event: 'submit', from: 'amended', to: 'approved', roles: committee, clause: 'A-2.2', when: { government: true } },
  ],
};

checkWorkflow(planWorkflow);

/** Whose move it is in a state: their schedule counts how long the step took. */
export const turnOf: Record<PlanState, 'authority' | 'committee' | null> = {
  draft: 'authority',
  submitted: 'committee',
  recommended: 'authority',
  amended: 'authority',
  approved: null,
  'no-news-pegs': null,
};
