import type { IncidentView } from '../../src/incidents/index.js';
import type { ContactPerson } from './factories.js';
import { assignmentOf, type Cast, draftOf, expectView } from './incidents.js';

export type Kind = 'interim' | 'final';

/** Every act of an incident's life over HTTP, each answering with the incident as the curator sees it then. */
export interface Acts {
  draft: (incident: IncidentView, person: ContactPerson, kind?: Kind) => Promise<IncidentView>;
  approve: (incident: IncidentView, person: ContactPerson) => Promise<IncidentView>;
  requestChanges: (incident: IncidentView, person: ContactPerson) => Promise<IncidentView>;
  /** With the link only where the executor publishes. */
  revise: (incident: IncidentView, person: ContactPerson) => Promise<IncidentView>;
  publish: (incident: IncidentView, person: ContactPerson) => Promise<IncidentView>;
  publishFor: (incident: IncidentView, person: ContactPerson) => Promise<IncidentView>;
  giveBack: (incident: IncidentView, person: ContactPerson) => Promise<IncidentView>;
  withdraw: (incident: IncidentView, person: ContactPerson) => Promise<IncidentView>;
  consolidate: (incident: IncidentView) => Promise<IncidentView>;
}

/** The acts of these people. */
export function actsOf(c: Cast): Acts {
  const byExecutor = async (incident: IncidentView, person: ContactPerson, act: string, body: object, status = 200) => {
    expectView(await c.as(person).post(`/assignments/${assignmentOf(incident, person).id}/${act}`, body), status);
    return c.view(incident.id);
  };
  const byCurator = async (path: string, body: object) => expectView(await c.as(c.curator).post(path, body));
  const onDraft = (incident: IncidentView, person: ContactPerson, act: string, body: object) =>
    byCurator(`/drafts/${draftOf(incident, person).id}/${act}`, body);
  return {
    draft: (incident, person, kind = 'final') => byExecutor(incident, person, 'drafts', { kind, text: `Ответ: ${kind}` }, 201),
    approve: (incident, person) => onDraft(incident, person, 'approve', {}),
    requestChanges: (incident, person) => onDraft(incident, person, 'request-changes', { remarks: 'Назовите дату' }),
    revise: (incident, person) => {
      const link = assignmentOf(incident, person).publisher === 'executor' ? { url: c.link(incident.network) } : {};
      return byExecutor(incident, person, 'revise-and-publish', { text: 'Доработано', ...link });
    },
    publish: (incident, person) => byExecutor(incident, person, 'publish', { url: c.link(incident.network) }),
    publishFor: (incident, person) => onDraft(incident, person, 'publish-for-executor', { url: c.link(incident.network) }),
    giveBack: (incident, person) => byExecutor(incident, person, 'return', { reason: 'Не относится к полномочиям' }),
    withdraw: (incident, person) => byCurator(`/assignments/${assignmentOf(incident, person).id}/withdraw`, { reason: 'Направлено по ошибке' }),
    consolidate: (incident) => byCurator(`/incidents/${incident.id}/consolidated-reply`, { text: 'Сводный ответ', url: c.link(incident.network) }),
  };
}
