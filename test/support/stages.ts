import type { IncidentView } from '../../src/incidents/index.js';
import { actsOf } from './acts.js';
import type { ContactPerson } from './factories.js';
import { assignmentOf, type Cast, draftOf } from './incidents.js';

/** An incident brought to a stage of its life, and the executor whose part is looked at. */
export interface Stage {
  incident: IncidentView;
  own: ContactPerson;
}

type Ways<Names extends string> = Record<Names, () => Promise<Stage>>;
type Build = () => Promise<IncidentView>;

/** Ways over the interface to every state of an incident. */
export function incidentStages(c: Cast) {
  const acts = actsOf(c);
  const one: Build = async () => c.route(await c.record(), c.health);
  const both: Build = async () => c.route(await c.record(), c.health, c.forests);
  const three: Build = async () => c.route(await c.record(), c.health, c.forests, c.finance);
  const ready = async (incident: IncidentView, person: ContactPerson, kind: 'interim' | 'final' = 'final') =>
    acts.approve(await acts.draft(incident, person, kind), person);
  const returned: Build = async () => acts.giveBack(await three(), c.finance);
  const consolidation = async (start: Build, kind?: 'interim') => ready(await ready(await start(), c.health, kind), c.forests);
  const curators = (path: string, body: object) => async () => {
    const incident = await c.record();
    await c.as(c.curator).post(`/incidents/${incident.id}/${path}`, body);
    return c.view(incident.id);
  };
  const ways = {
    recorded: () => c.record(),
    declined: curators('decline', { ground: 'no-question' }),
    merged: async () => curators('merge', { into: (await c.record()).id })(),
    routed: one,
    'routed, a return pending': returned,
    'routed, one of several withdrawn': async () => acts.withdraw(await three(), c.finance),
    returned: async () => acts.giveBack(await one(), c.health),
    consolidation: () => consolidation(both),
    'consolidation, a return pending': () => consolidation(returned),
    'interim-answered': async () => acts.publish(await ready(await one(), c.health, 'interim'), c.health),
    'interim-answered, a return pending': async () => acts.consolidate(await consolidation(returned, 'interim')),
    'returned, an interim answer out': async () => acts.withdraw(await acts.publish(await ready(await one(), c.health, 'interim'), c.health), c.health),
    'consolidation, an interim answer out, a return pending': async () => ready(await acts.consolidate(await consolidation(returned, 'interim')), c.health),
    closed: async () => acts.publish(await ready(await one(), c.health), c.health),
  } satisfies Record<string, Build>;
  return stagesOf(ways, c.health);
}

/** Ways over the interface to every state of an assignment, under every circumstance the tables tell apart. */
export function assignmentStages(c: Cast) {
  const acts = actsOf(c);
  const one: Build = async () => c.route(await c.record(), c.health);
  const both: Build = async () => c.route(await c.record(), c.health, c.forests);
  const byCurator: Build = async () => c.route(await c.record('twitter'), c.health);
  const sent = (start: Build, kind: 'interim' | 'final') => async () => acts.draft(await start(), c.health, kind);
  const approved = (start: Build, kind: 'interim' | 'final') => async () => acts.approve(await sent(start, kind)(), c.health);
  const remarked = (start: Build, kind: 'interim' | 'final') => async () => acts.requestChanges(await sent(start, kind)(), c.health);
  const ways = {
    assigned: one,
    'in-review, final': sent(one, 'final'),
    'in-review, interim': sent(one, 'interim'),
    'in-review, curator publishes': sent(byCurator, 'final'),
    'in-review, interim, curator publishes': sent(byCurator, 'interim'),
    'in-review, one of several': sent(both, 'final'),
    'changes-requested, final': remarked(one, 'final'),
    'changes-requested, interim': remarked(one, 'interim'),
    'changes-requested, curator publishes': remarked(byCurator, 'final'),
    'changes-requested, one of several': remarked(both, 'final'),
    'approved, final': approved(one, 'final'),
    'approved, interim': approved(one, 'interim'),
    'handed-over, final': approved(byCurator, 'final'),
    'handed-over, interim': approved(byCurator, 'interim'),
    'handed-over, revised': async () => acts.revise(await remarked(byCurator, 'final')(), c.health),
    'part-ready': approved(both, 'final'),
    'interim-published': async () => acts.publish(await approved(one, 'interim')(), c.health),
    'interim-published, by the curator': async () => acts.publishFor(await sent(byCurator, 'interim')(), c.health),
    'interim-published, one of several': async () =>
      acts.consolidate(await acts.approve(await acts.draft(await approved(both, 'interim')(), c.forests), c.forests)),
    'in-review, final after interim': async () => acts.draft(await acts.publish(await approved(one, 'interim')(), c.health), c.health),
    published: async () => acts.publish(await approved(one, 'final')(), c.health),
    returned: async () => acts.giveBack(await one(), c.health),
    rerouted: async () => c.route(await acts.giveBack(await one(), c.health), c.forests),
    withdrawn: async () => acts.withdraw(await one(), c.health),
  } satisfies Record<string, Build>;
  return stagesOf(ways, c.health);
}

function stagesOf<Names extends string>(ways: Record<Names, Build>, own: ContactPerson): Ways<Names> {
  return Object.fromEntries(Object.entries<Build>(ways).map(([name, build]) => [name, async () => ({ incident: await build(), own })])) as Ways<Names>;
}

/** A request that carries an act out, with a body that fits its schema. */
export interface Request {
  path: string;
  body: object;
}

/** The requests of every act on an incident. */
export function incidentRequests(c: Cast, { incident }: Stage, other: { into: string; executorId: string; topicId: string }): Record<string, Request> {
  const path = (act: string) => `/incidents/${incident.id}/${act}`;
  return {
    decline: { path: path('decline'), body: { ground: 'no-question' } },
    merge: { path: path('merge'), body: { into: other.into } },
    route: { path: path('route'), body: { topicId: other.topicId, executorIds: [other.executorId] } },
    'consolidated-reply': { path: path('consolidated-reply'), body: { text: 'Сводный ответ', url: c.link(incident.network) } },
  };
}

/** The requests of every act on an assignment; those on a draft only when there is one. */
export function assignmentRequests(c: Cast, { incident, own }: Stage): Record<string, Request> {
  const assignment = assignmentOf(incident, own);
  const url = c.link(incident.network);
  const on = (act: string, body: object): Request => ({ path: `/assignments/${assignment.id}/${act}`, body });
  const draft = assignment.drafts.length > 0 ? draftOf(incident, own).id : null;
  const onDraft = (act: string, body: object): Record<string, Request> => (draft ? { [act]: { path: `/drafts/${draft}/${act}`, body } } : {});
  return {
    return: on('return', { reason: 'Не наше' }),
    withdraw: on('withdraw', { reason: 'По ошибке' }),
    'submit-draft': on('drafts', { kind: 'final', text: 'Ответ' }),
    publish: on('publish', { url }),
    'revise-and-publish': on('revise-and-publish', { text: 'Доработано', ...(assignment.publisher === 'executor' ? { url } : {}) }),
    ...onDraft('approve', {}),
    ...onDraft('request-changes', { remarks: 'Короче' }),
    ...onDraft('publish-for-executor', { url }),
  };
}
