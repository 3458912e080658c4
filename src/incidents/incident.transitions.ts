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
  /** Whether a part waits for another executor: somebody returned it, or the curator took it from one of several (M-8.2). */
  partMissing: boolean;
  /** Whether an interim answer is out: the author waits for the final one (M-11). */
  answered: boolean;
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

/** Whoever has an interim answer has been promised a final one: such a message is neither declined nor merged any more. */
function dismissed(from: IncidentState, endOf: (reason: string) => TermEffects['cancels']): IncidentTransition[] {
  const decline = { event: 'decline', from, to: 'declined', roles: curator, cancels: endOf('declined') } as const;
  return [
    { ...decline, clause: 'M-3', when: { ground: 'no-question', answered: false } },
    { ...decline, clause: 'M-4', when: { ground: excluded, answered: false } },
    { event: 'merge', from, to: 'merged', roles: curator, clause: 'M-3', when: { answered: false }, cancels: endOf('merged') },
  ];
}

/** Another executor (M-8.2): the incident stands then where it stood, for the author has an interim answer or has none. */
function rerouted(from: IncidentState, rest: Pick<IncidentTransition, 'meets' | 'cancels'> & { partMissing?: true }): IncidentTransition[] {
  const { partMissing, ...effects } = rest;
  const row = { event: 'route', from, roles: curator, clause: 'M-8.2', ...effects } as const;
  const pending = partMissing ? { partMissing } : {};
  return [
    { ...row, to: 'routed', when: { ...pending, answered: false } },
    { ...row, to: 'interim-answered', when: { ...pending, answered: true } },
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
    ...dismissed('recorded', (reason) => ({ 'incident.route': reason, 'incident.route-several': reason })),

    // Every assignment is returned or withdrawn: the curator must find another executor, decline or merge.
    ...abandoned('routed'),
    ...abandoned('interim-answered'),
    ...abandoned('consolidation', { 'reply.consolidate': 'parts-returned' }),
    ...rerouted('returned', { meets: ['assignment.reroute'] }),
    ...dismissed('returned', (reason) => ({ 'assignment.reroute': reason })),

    // One of several executors returned, or the curator took a part back: another takes it while the rest go on.
    { event: 'route', from: 'routed', to: 'routed', roles: curator, clause: 'M-8.2', when: { partMissing: true } },
    { event: 'route', from: 'interim-answered', to: 'interim-answered', roles: curator, clause: 'M-8.2', when: { partMissing: true } },
    ...rerouted('consolidation', { partMissing: true, cancels: { 'reply.consolidate': 'rerouted' } }),

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
    // Another executor came after an interim answer, and answers interim too.
    { event: 'answer', from: 'interim-answered', to: 'interim-answered', roles: bySystem, clause: 'M-11', when: { kind: 'interim' } },
    { event: 'answer', from: 'interim-answered', to: 'closed', roles: bySystem, clause: 'M-13', when: { kind: 'final' } },
  ],
};

checkWorkflow(incidentWorkflow);

/** States in which an incident still owes the citizen an answer. */
export const openIncidentStates = incidentStates.filter((state) => !incidentWorkflow.final.includes(state));
