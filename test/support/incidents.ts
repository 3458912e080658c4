import type { Response } from 'supertest';
import type { IncidentView } from '../../src/incidents/index.js';
import type { Network } from '../../src/networks/index.js';
import type { TestApp } from './app.js';
import { type ContactPerson, createAccounts, createCurator, createExecutor, seedIds } from './factories.js';

let posts = 1000;

/** A curator and two executors, and the acts of the incident's life as they do them over HTTP. */
export interface Cast {
  curator: ContactPerson;
  /** Health: accounts in all four networks. */
  health: ContactPerson;
  /** Forests: an account in VK alone. */
  forests: ContactPerson;
  /** Finance: no account at all. */
  finance: ContactPerson;
  as: (person: { auth: { authorization: string } }) => { post: (path: string, body?: object) => Promise<Response>; get: (path: string) => Promise<Response> };
  record: (network?: Network, more?: object) => Promise<IncidentView>;
  route: (incident: IncidentView, ...executors: ContactPerson[]) => Promise<IncidentView>;
  view: (id: string) => Promise<IncidentView>;
  /** A made-up link into a network. */
  link: (network: Network) => string;
}

/** A link of a post that nothing else in the run has. */
export function link(network: Network): string {
  posts += 1;
  return {
    vk: `https://vk.com/wall-1_${posts}`,
    ok: `https://ok.ru/group/1/topic/${posts}`,
    facebook: `https://www.facebook.com/page/posts/${posts}`,
    instagram: `https://www.instagram.com/p/P${posts}/`,
    twitter: `https://twitter.com/someone/status/${posts}`,
  }[network];
}

/** Everybody the incident tests need, signed in. */
export async function cast(t: TestApp): Promise<Cast> {
  await createAccounts(t);
  const curator = await createCurator(t);
  const health = await createExecutor(t, { authorityCode: 'min-zdrav' });
  const forests = await createExecutor(t, { authorityCode: 'upr-lesami' });
  const finance = await createExecutor(t, { authorityCode: 'min-fin' });
  const as: Cast['as'] = ({ auth }) => ({
    post: (path, body) => t.http.post(`/api/v1${path}`).set(auth).send(body),
    get: (path) => t.http.get(`/api/v1${path}`).set(auth),
  });
  return {
    curator,
    health,
    forests,
    finance,
    as,
    link,
    record: async (network = 'vk', more = {}) =>
      expectView(
        await as(curator).post('/incidents', {
          network,
          url: link(network),
          author: { name: 'Мария Вопросова', profileUrl: 'https://vk.com/id1' },
          text: 'Когда в посёлке появится терапевт? Ждём третий месяц.',
          postedAt: t.clock.now().toISOString(),
          ...more,
        }),
        201,
      ),
    route: async (incident, ...executors) =>
      expectView(
        await as(curator).post(`/incidents/${incident.id}/route`, {
          topicId: seedIds.topic('g01-t01'),
          locationId: seedIds.location('08701000'),
          executorIds: executors.map(({ contactId }) => contactId),
        }),
      ),
    view: async (id) => expectView(await as(curator).get(`/incidents/${id}`)),
  };
}

/** The incident an act answered with; any other answer fails the test with what was said. */
export function expectView(answer: Response, status = 200): IncidentView {
  if (answer.status !== status) throw new Error(`${answer.status} instead of ${status}: ${JSON.stringify(answer.body)}`);
  return answer.body as IncidentView;
}

/** The assignment of a person in an incident. */
export function assignmentOf(incident: IncidentView, { contactId }: ContactPerson): IncidentView['assignments'][number] {
  const found = incident.assignments.findLast(({ executor }) => executor?.id === contactId);
  if (!found) throw new Error('No such assignment');
  return found;
}

/** The newest draft of a person in an incident. */
export function draftOf(incident: IncidentView, person: ContactPerson): IncidentView['assignments'][number]['drafts'][number] {
  const draft = assignmentOf(incident, person).drafts.at(-1);
  if (!draft) throw new Error('No draft yet');
  return draft;
}

/** Keys of the terms open in an incident, sorted. */
export const openTerms = (incident: IncidentView): string[] =>
  incident.deadlines.filter(({ state }) => state === 'open' || state === 'overdue').map(({ obligation }) => obligation).toSorted();
export type { IncidentView } from '../../src/incidents/index.js';
