import type { IncidentView } from '../../src/incidents/index.js';
import type { ObligationKey } from '../../src/regulation/index.js';
import { actsOf } from './acts.js';
import type { Cast } from './incidents.js';

type Term = IncidentView['deadlines'][number];

/** How the term of an obligation begins, and the act that meets it. */
export interface Obliged {
  /** Brings a new incident to where the term runs; every act at the present moment. */
  begin: () => Promise<IncidentView>;
  meet: (incident: IncidentView) => Promise<IncidentView>;
}

/** Obligations of regulation M that are borne in an incident, by clause, and who bears them (M-14). */
export const incidentObligations = [
  ['M-6', 'incident.route', 'curator'],
  ['M-7', 'incident.route-several', 'curator'],
  ['M-8.1', 'assignment.return', 'executor'],
  ['M-8.2', 'assignment.reroute', 'curator'],
  ['M-10', 'reply.draft', 'executor'],
  ['M-11.2', 'reply.final', 'executor'],
  ['M-12.1', 'reply.review', 'curator'],
  ['M-12.2', 'reply.revise', 'executor'],
  ['M-13.1', 'reply.publish', 'executor'],
  ['M-13.2', 'reply.publish-for-executor', 'curator'],
  ['M-13.3', 'reply.consolidate', 'curator'],
] as const satisfies readonly (readonly [string, ObligationKey, 'curator' | 'executor'])[];
export type IncidentObligation = (typeof incidentObligations)[number][1];

/** Newest term of the obligation in an incident; the test fails when there is none. */
export function termOf(incident: IncidentView, obligation: ObligationKey): Term {
  const found = incident.deadlines.filter((term) => term.obligation === obligation).toSorted((a, b) => a.id.localeCompare(b.id)).at(-1);
  if (!found) throw new Error(`No term ${obligation} in ${incident.deadlines.map((term) => term.obligation).join(', ') || 'none'}`);
  return found;
}

/** The obligations of an incident, lived through by these people. */
export function obliged(c: Cast): Record<IncidentObligation, Obliged> {
  const acts = actsOf(c);
  const routed = async () => c.route(await c.record(), c.health);
  const sent = async (kind: 'interim' | 'final') => acts.draft(await routed(), c.health, kind);
  return {
    'incident.route': { begin: () => c.record(), meet: (incident) => c.route(incident, c.health) },
    'incident.route-several': { begin: () => c.record(), meet: (incident) => c.route(incident, c.health, c.forests) },
    'assignment.return': { begin: routed, meet: (incident) => acts.giveBack(incident, c.health) },
    'assignment.reroute': {
      begin: async () => acts.giveBack(await routed(), c.health),
      meet: (incident) => c.route(incident, c.forests),
    },
    'reply.draft': { begin: routed, meet: (incident) => acts.draft(incident, c.health) },
    'reply.final': {
      begin: async () => acts.publish(await acts.approve(await sent('interim'), c.health), c.health),
      meet: async (incident) => acts.publish(await acts.approve(await acts.draft(incident, c.health), c.health), c.health),
    },
    'reply.review': { begin: () => sent('final'), meet: (incident) => acts.approve(incident, c.health) },
    'reply.revise': {
      begin: async () => acts.requestChanges(await sent('final'), c.health),
      meet: (incident) => acts.revise(incident, c.health),
    },
    'reply.publish': {
      begin: async () => acts.approve(await sent('final'), c.health),
      meet: (incident) => acts.publish(incident, c.health),
    },
    'reply.publish-for-executor': {
      begin: async () => acts.draft(await c.route(await c.record('ok'), c.finance), c.finance),
      meet: (incident) => acts.publishFor(incident, c.finance),
    },
    'reply.consolidate': {
      begin: async () => {
        let incident = await c.route(await c.record(), c.health, c.forests);
        for (const person of [c.health, c.forests]) incident = await acts.approve(await acts.draft(incident, person), person);
        return incident;
      },
      meet: (incident) => acts.consolidate(incident),
    },
  };
}
