import { AccountRefs } from '../../src/accounts/index.js';
import { Sessions } from '../../src/identity/index.js';
import type { IncidentView } from '../../src/incidents/index.js';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import type { TestApp } from './app.js';
import { actsOf } from './acts.js';
import { upload } from './attachments.js';
import { card } from './directory.js';
import type { ContactPerson } from './factories.js';
import { assignmentOf, type Cast, cast } from './incidents.js';
import { media } from './media.js';

/** Two executors of two authorities, each with things of their own. */
export interface World {
  t: TestApp;
  c: Cast;
  own: ContactPerson;
  foreign: ContactPerson;
  /** Something of the other authority in every list. */
  foreignIds: { incident: string; assignment: string; contact: string };
}

/** A request about a thing of `whose`: the ids of its path, a body that fits, and the answer its owner gets. */
type Thing = (w: World, whose: ContactPerson) => Promise<{ ids: string[]; body?: object; status: number }>;

export async function world(t: TestApp): Promise<World> {
  const c = await cast(t);
  const incident = await c.route(await c.record(), c.forests);
  const contact = await createContact({ t, c }, 'account-managers', c.forests);
  const assignment = assignmentOf(incident, c.forests).id;
  return { t, c, own: c.health, foreign: c.forests, foreignIds: { incident: incident.id, assignment, contact } };
}

async function createContact({ c }: Pick<World, 't' | 'c'>, duty: 'executors' | 'account-managers', { authorityId }: ContactPerson): Promise<string> {
  const made = await c.as(c.curator).post(`/${duty}`, card({ authorityId }));
  if (made.status !== 201) throw new Error(`${made.status}: ${JSON.stringify(made.body)}`);
  return made.body.id as string;
}

const incidentOf = async ({ c }: World, whose: ContactPerson): Promise<IncidentView> => c.route(await c.record(), whose);
const incident: Thing = async (w, whose) => ({ ids: [(await incidentOf(w, whose)).id], status: 200 });
/** The version in `If-Match` is not the present one, so the owner of what can be acted on hears 412. */
const assignment = (body: (w: World) => object): Thing => async (w, whose) => {
  const { assignments } = await incidentOf(w, whose);
  return { ids: [assignments[0]?.id ?? ''], body: body(w), status: 412 };
};

async function attachmentOf({ t }: World, whose: ContactPerson): Promise<string[]> {
  return [(await upload(t, whose.auth, media.jpeg(Buffer.from(newId())))).body.id as string];
}
const attachment = (status: number): Thing => async (w, whose) => ({ ids: await attachmentOf(w, whose), status });

const contacts = (duty: 'executors' | 'account-managers'): Record<string, Thing> => {
  const one = (status: number, body?: object): Thing => async (w, whose) => ({ ids: [await createContact(w, duty, whose)], body, status });
  const period = ({ t }: World) => ({ from: t.clock.now().toISOString(), to: new Date(t.clock.now().getTime() + 86_400_000).toISOString() });
  return {
    [`GET ${duty}/:id`]: one(200),
    [`PATCH ${duty}/:id`]: one(412, { position: 'начальник отдела' }),
    [`POST ${duty}/:id/leave`]: one(412, {}),
    [`POST ${duty}/:id/confirm`]: one(412),
    [`POST ${duty}/:id/deputies`]: async (w, whose) => ({
      ids: [await createContact(w, duty, whose)], body: { deputyId: await createContact(w, duty, whose), ...period(w) }, status: 201,
    }),
    [`DELETE ${duty}/:id/deputies/:deputyId`]: async (w, whose) => {
      const [id, deputyId] = [await createContact(w, duty, whose), await createContact(w, duty, whose)];
      await w.c.as(w.c.curator).post(`/${duty}/${id}/deputies`, { deputyId, ...period(w) });
      return { ids: [id, deputyId], status: 204 };
    },
  };
};

/** A plan that was sent once, of whoever it is. The version in `If-Match` is not the present one, so acts answer 412. */
function plans(): Record<string, Thing> {
  const made = new Map<string, Promise<string[]>>();
  const sent = (w: World, whose: ContactPerson): Promise<string[]> => {
    const known = made.get(whose.userId) ?? createPlan(w, whose);
    made.set(whose.userId, known);
    return known;
  };
  const one = (status: number, body?: object, itself = (ids: string[]) => ids.slice(0, 1)): Thing => async (w, whose) => ({ ids: itself(await sent(w, whose)), body, status });
  const item = (body?: object): Thing => one(412, body, (ids) => ids);
  const post = { date: '2020-06-23', time: '10:00', accountIds: [newId()], theme: 'Тема' };
  return {
    'GET content-plans/:id': one(200),
    'GET content-plans/:id/history': one(200),
    'GET content-plans/:id/versions/:number': one(200, undefined, ([id = '']) => [id, '1']),
    'GET content-plans/:id/changes': one(200),
    'GET content-plans/:id/print': one(200),
    'GET content-plans/:id/calendar': one(200),
    'POST content-plans/:id/copy-last-week': one(412, {}),
    'POST content-plans/:id/submit': one(412, {}),
    'POST content-plans/:id/no-news-pegs': one(412, {}),
    'POST content-plans/:id/amend': one(412, { reason: 'Новость' }),
    'POST content-plans/:id/items': one(412, post),
    'PATCH content-plans/:id/items/:itemId': item({ time: '11:00' }),
    'POST content-plans/:id/items/:itemId/duplicate': item({}),
    'DELETE content-plans/:id/items/:itemId': item(),
    'POST content-plans/:id/items/:itemId/published': item({ accountId: newId(), url: 'https://vk.com/wall-1_1' }),
    'POST content-plans/:id/items/:itemId/not-published': item({ reason: 'Отменили' }),
  };
}

async function createPlan({ t, c }: World, whose: ContactPerson): Promise<string[]> {
  const [account] = await t.get(AccountRefs).ofOwner(whose.authorityId);
  const plan = await c.as(whose).post('/content-plans', { week: '2020-W26' });
  const filled = await c.as(whose).post(`/content-plans/${plan.body.id}/items`, { date: '2020-06-23', time: '10:00', accountIds: [account?.id], theme: 'Тема' });
  const sent = await c.as(whose).post(`/content-plans/${plan.body.id}/submit`, { fewerReason: 'Мало новостей' });
  if (sent.status !== 200) throw new Error(`${sent.status}: ${JSON.stringify(sent.body)}`);
  return [plan.body.id as string, filled.body.items[0].id as string];
}
/** An account that its authority has sent to the committee and nobody has accepted yet. */
async function accountOf({ t, c }: World, whose: ContactPerson): Promise<string[]> {
  const db = t.get(Database);
  await db.separately(() => db.change(`UPDATE account SET valid_to = now() WHERE authority_id = $1 AND network = 'instagram' AND valid_to IS NULL`, [whose.authorityId]));
  const url = `https://www.instagram.com/${newId().replaceAll('-', '')}`;
  const made = await c.as(whose).post('/accounts', { authorityId: whose.authorityId, network: 'instagram', url, name: 'Орган' });
  if (made.status !== 201) throw new Error(`${made.status}: ${JSON.stringify(made.body)}`);
  return [made.body.id as string];
}
const account = (status: number, body?: object): Thing => async (w, whose) => ({ ids: await accountOf(w, whose), body, status });

/** An authority's own instruction, issued. */
async function instructionOf({ c }: World, whose: ContactPerson): Promise<{ id: string; editions: { id: string }[] }> {
  const made = await c.as(whose).post('/documents', { kind: 'instruction', title: 'Инструкция', text: 'Пароль не записывать.' });
  return (await c.as(whose).post(`/documents/${made.body.id as string}/issue`)).body as { id: string; editions: { id: string }[] };
}
/** A comment an authority has removed from its account. */
async function removalOf({ t, c }: World, whose: ContactPerson): Promise<string> {
  const [account] = await t.get(AccountRefs).ofOwner(whose.authorityId);
  const made = await c.as(whose).post('/removed-comments', { accountId: account?.id, ground: 'spam', text: 'Купите', author: { name: 'Лавка' }, url: c.link(account?.network ?? 'vk') });
  if (made.status !== 201) throw new Error(`${made.status}: ${JSON.stringify(made.body)}`);
  return made.body.id as string;
}
const removal = (status: number, body?: object): Thing => async (w, whose) => ({ ids: [await removalOf(w, whose)], body, status });
const document = (status: number, body?: object): Thing => async (w, whose) => ({ ids: [(await instructionOf(w, whose)).id], body, status });

/** Routes with the id of a thing that belongs to somebody. */
/** A delivery that waits for its person, of an assignment of whose it is: no network is switched on. */
const delivery = (status: number): Thing => async (w, whose) => {
  const acts = actsOf(w.c);
  const incident = await acts.approve(await acts.draft(await w.c.route(await w.c.record(), whose), whose), whose);
  const ordered = await w.c.as(whose).post(`/assignments/${assignmentOf(incident, whose).id}/publish`, { through: 'network' });
  return { ids: [(ordered.body as IncidentView).deliveries[0]?.id ?? ''], status };
};

/** A comment whose removal waits for its person. */
const orderedRemoval = (body?: object): Thing => async ({ t, c }, whose) => {
  const [account] = await t.get(AccountRefs).ofOwner(whose.authorityId);
  const made = await c.as(whose).post('/comment-removals', { accountId: account?.id, ground: 'spam', text: 'Купите', author: { name: 'Лавка' }, url: c.link(account?.network ?? 'vk') });
  return { ids: [made.body.id as string], body, status: 200 };
};

export const ownThings: Record<string, Thing> = {
  'GET deliveries/:id': delivery(200),
  'POST deliveries/:id/retry': delivery(412),
  'POST deliveries/:id/cancel': delivery(412),
  'GET incidents/:id': incident,
  'GET incidents/:id/history': incident,
  'GET incidents/:id/print': incident,
  'POST assignments/:id/return': assignment(() => ({ reason: 'Не наше' })),
  'POST assignments/:id/drafts': assignment(() => ({ kind: 'final', text: 'Ответ' })),
  'POST assignments/:id/publish': assignment(({ c }) => ({ url: c.link('vk') })),
  'POST assignments/:id/revise-and-publish': assignment(({ c }) => ({ text: 'Ответ', url: c.link('vk') })),
  ...contacts('executors'),
  ...contacts('account-managers'),
  'POST executors/:id/details-changed': async (w, whose) => ({ ids: [await createContact(w, 'executors', whose)], body: {}, status: 412 }),
  'POST executors/:id/hand-over': async (w, whose) => ({
    ids: [await createContact(w, 'executors', whose)], body: { to: await createContact(w, 'executors', whose) }, status: 200,
  }),
  'GET removed-comments/:id': removal(200),
  'GET removed-comments/:id/history': removal(200),
  'GET comment-removals/:id': orderedRemoval(),
  'POST comment-removals/:id/done': orderedRemoval({}),
  'POST removed-comments/:id/correct': removal(412, { reason: 'Опечатка' }),
  'GET documents/:id': document(200),
  'GET documents/:id/history': document(200),
  'GET documents/:id/acknowledgements': document(200),
  'PATCH documents/:id': document(412, { title: 'Другое' }),
  'POST documents/:id/editions': document(412, {}),
  'POST documents/:id/issue': document(412),
  'POST documents/:id/discard': document(412),
  'POST documents/:id/acknowledge': async (w, whose) => {
    const { id, editions } = await instructionOf(w, whose);
    return { ids: [id], body: { editionId: editions[0]?.id }, status: 200 };
  },
  'GET accounts/:id': account(200),
  'GET accounts/:id/history': account(200),
  'POST accounts/:id/propose': account(412, { name: 'Другое' }),
  'POST accounts/:id/propose-deletion': account(412, {}),
  'POST accounts/:id/resubmit': account(412, { name: 'Другое' }),
  'POST accounts/:id/withdraw': account(412, {}),
  'POST accounts/:id/confirm-link': account(412, { pageUrl: 'https://example.org/kontakty' }),
  'POST accounts/:id/confirm-current': account(412, {}),
  'GET attachments/:id': attachment(200),
  'GET attachments/:id/content': attachment(200),
  'DELETE attachments/:id': attachment(204),
  ...plans(),
  'DELETE me/sessions/:id': async ({ t }, whose) => {
    const opened = await t.get(Database).separately(() => t.get(Sessions).open(whose.userId, { ip: '127.0.0.1', userAgent: 'test' }));
    return { ids: [opened.id], status: 204 };
  },
};

/** Ids of another authority's things for a route; of an assignment also one in an incident that the executor sees a part of. */
export async function foreignThings(w: World, route: string): Promise<string[][]> {
  const thing = ownThings[route];
  if (!thing) throw new Error(`Whose are the things of ${route}?`);
  const things = [(await thing(w, w.foreign)).ids];
  if (route.includes('assignments/:id')) {
    const shared = await w.c.route(await w.c.record(), w.own, w.foreign);
    things.push([assignmentOf(shared, w.foreign).id]);
  }
  if (route.includes('incidents/:id')) things.push([(await w.c.record()).id]);
  return things;
}
