import type { Role } from '../identity/index.js';
import type { ObligationKey } from '../regulation/index.js';
import { checkWorkflow, type Transition, type Workflow } from '../platform/workflow/index.js';

export const incidentStates = [
  'recorded',
  'declined',
  'merged',
  'routed',
  'returned',
  'consolidation',
  'interim-answered',
  'closed',
] as const;
export type IncidentState = (typeof incidentStates)[number];

export type IncidentEvent =
  | 'record'
  | 'decline'
  | 'merge'
  | 'route'
  | 'parts-returned'
  | 'parts-ready'
  | 'answer'
  | 'consolidated-reply';

/** Why a message is not worked on: it holds no question (M-3), or what M-4 excludes. */
export const declineGrounds = ['no-question', 'intent-to-harm', 'obscene-or-insulting', 'threat-to-officials'] as const;
export type DeclineGround = (typeof declineGrounds)[number];
const excluded = ['intent-to-harm', 'obscene-or-insulting', 'threat-to-officials'] as const;

export interface IncidentCircumstances {
  /** Whether the answer given is the final one. */
  kind: 'interim' | 'final';
  /** Routed to one executor (M-6) or to several (M-7). */
  mode: 'single' | 'several';
  /** Ground of a refusal: no concrete question (M-3), or what M-4 forbids to answer. */
  ground: DeclineGround;
  /** Whether some executor's return waits for another executor (M-8.2). */
  returnPending: boolean;
}

/** What a transition does to the incident's own terms. */
export interface TermEffects {
  opens?: readonly ObligationKey[];
  meets?: readonly ObligationKey[];
  /** Cancelled with the reason named. */
  cancels?: Partial<Record<ObligationKey, string>>;
}

export type IncidentTransition = Transition<IncidentState, IncidentEvent, Role, IncidentCircumstances> & TermEffects;

const curator = ['curator'] as const;
const bySystem = [] as const;

function declines(from: IncidentState, cancels?: TermEffects['cancels']): IncidentTransition[] {
  const row = { event: 'decline', from, to: 'declined', roles: curator, cancels } as const;
  return [
    { ...row, clause: 'M-3', when: { ground: 'no-question' } },
    { ...row, clause: 'M-4', when: { ground: excluded } },
  ];
}

/**
 * Nobody works on it any more. A return has its own term for another executor (M-8.2); where the curator withdrew the
 * last one, the same term runs for the incident itself, so that no message is ever without one.
 */
function abandoned(from: IncidentState, cancels?: TermEffects['cancels']): IncidentTransition[] {
  const row = { event: 'parts-returned', from, to: 'returned', roles: bySystem, cancels } as const;
  return [
    { ...row, clause: 'M-8.1', when: { returnPending: true } },
    { ...row, clause: 'M-8.2', when: { returnPending: false }, opens: ['assignment.reroute'] },
  ];
}

/**
 * The life of an incident (M-3 to M-13) seen from outside its assignments.
 * Rows without roles are consequences of what happens to the assignments.
 */
export const incidentWorkflow: Workflow<IncidentTransition> = {
  name: 'incident',
  final: ['declined', 'merged', 'closed'],
  table: [
    // Settled rule 9: before routing both M-6 and M-7 run.
    { event: 'record', from: null, to: 'recorded', roles: curator, clause: 'M-6', opens: ['incident.route', 'incident.route-several'] },
    {
      event: 'route', from: 'recorded', to: 'routed', roles: curator, clause: 'M-6', when: { mode: 'single' },
      meets: ['incident.route'], cancels: { 'incident.route-several': 'routed-to-one' },
    },
    {
      event: 'route', from: 'recorded', to: 'routed', roles: curator, clause: 'M-7', when: { mode: 'several' },
      meets: ['incident.route-several'], cancels: { 'incident.route': 'routed-to-several' },
    },
    ...declines('recorded', { 'incident.route': 'declined', 'incident.route-several': 'declined' }),
    {
      event: 'merge', from: 'recorded', to: 'merged', roles: curator, clause: 'M-3',
      cancels: { 'incident.route': 'merged', 'incident.route-several': 'merged' },
    },

    // Every assignment is returned or withdrawn: the curator must find another executor, decline or merge.
    ...abandoned('routed'),
    ...abandoned('interim-answered'),
    ...abandoned('consolidation', { 'reply.consolidate': 'parts-returned' }),
    { event: 'route', from: 'returned', to: 'routed', roles: curator, clause: 'M-8.2', meets: ['assignment.reroute'] },
    ...declines('returned', { 'assignment.reroute': 'declined' }),
    { event: 'merge', from: 'returned', to: 'merged', roles: curator, clause: 'M-3', cancels: { 'assignment.reroute': 'merged' } },

    // One of several executors returned: another takes that part while the rest go on.
    { event: 'route', from: 'routed', to: 'routed', roles: curator, clause: 'M-8.2', when: { returnPending: true } },
    { event: 'route', from: 'interim-answered', to: 'routed', roles: curator, clause: 'M-8.2', when: { returnPending: true } },
    {
      event: 'route', from: 'consolidation', to: 'routed', roles: curator, clause: 'M-8.2', when: { returnPending: true },
      cancels: { 'reply.consolidate': 'rerouted' },
    },

    // Settled rule 11: every part that is neither returned nor withdrawn is approved or revised.
    { event: 'parts-ready', from: 'routed', to: 'consolidation', roles: bySystem, clause: 'M-13.3', opens: ['reply.consolidate'] },
    { event: 'parts-ready', from: 'interim-answered', to: 'consolidation', roles: bySystem, clause: 'M-13.3', opens: ['reply.consolidate'] },
    {
      event: 'consolidated-reply', from: 'consolidation', to: 'interim-answered', roles: curator, clause: 'M-13.3',
      when: { kind: 'interim' }, meets: ['reply.consolidate'],
    },
    {
      event: 'consolidated-reply', from: 'consolidation', to: 'closed', roles: curator, clause: 'M-13.3',
      when: { kind: 'final' }, meets: ['reply.consolidate'],
    },

    // The one executor's answer is published.
    { event: 'answer', from: 'routed', to: 'interim-answered', roles: bySystem, clause: 'M-11', when: { kind: 'interim' } },
    { event: 'answer', from: 'routed', to: 'closed', roles: bySystem, clause: 'M-13', when: { kind: 'final' } },
    { event: 'answer', from: 'interim-answered', to: 'closed', roles: bySystem, clause: 'M-13', when: { kind: 'final' } },
  ],
};

checkWorkflow(incidentWorkflow);

/** States in which an incident still owes the citizen an answer. */
export const openIncidentStates = incidentStates.filter((state) => !incidentWorkflow.final.includes(state));
