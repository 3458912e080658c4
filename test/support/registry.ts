import type { Response } from 'supertest';
import { SubmitAccount } from '../../src/accounts/submit-account.js';
import { systemActor } from '../../src/identity/index.js';
import type { TestApp } from './app.js';
import { type ContactPerson, createExecutor, createPerson, type Person, seedIds } from './factories.js';

/** An entry of the registry as its keepers see it. */
export interface Entry {
  id: string;
  status: string;
  url: string;
  name: string;
  version: number;
  allowedActions: string[];
  deadlines: { obligation: string; clause: string; state: string; startedAt: string; dueAt: string; metAt: string | null; cancelReason: string | null }[];
  [member: string]: unknown;
}

/** The people of the registry and their acts over HTTP. */
export interface Registry {
  committee: Person;
  clerk: Person;
  admin: Person;
  finance: ContactPerson;
  forests: ContactPerson;
  act: (who: Person, id: string, act: string, body?: object, version?: number) => Promise<Response>;
  /** The same, which must succeed. */
  does: (who: Person, id: string, act: string, body?: object) => Promise<Entry>;
  submit: (who?: ContactPerson, more?: object) => Promise<Entry>;
  /** Submitted and accepted. */
  accepted: (who?: ContactPerson, more?: object) => Promise<Entry>;
  /** As a registry kept before: no terms. */
  kept: (code: string | null, more?: object) => Promise<string>;
  get: (who: Person, path: string) => Promise<Response>;
  view: (id: string, who?: Person) => Promise<Entry>;
}

let number = 0;
const API = '/api/v1/accounts';

/** An address nothing else in the run has. */
export const handle = (network = 'vk'): string => {
  number += 1;
  return { vk: 'https://vk.com/', ok: 'https://ok.ru/', facebook: 'https://www.facebook.com/', instagram: 'https://www.instagram.com/' }[network] + `khv_test_${number}`;
};

export async function registry(t: TestApp): Promise<Registry> {
  const committee = await createPerson(t, { role: 'committee' });
  const clerk = await createPerson(t, { role: 'committee' });
  const admin = await createPerson(t, { role: 'admin' });
  const finance = await createExecutor(t, { authorityCode: 'min-fin' });
  const forests = await createExecutor(t, { authorityCode: 'upr-lesami' });
  const get: Registry['get'] = (who, path) => t.http.get(`${API}${path}`).set(who.auth);
  const act: Registry['act'] = (who, id, name, body = {}, version) =>
    t.http.post(`${API}/${id}/${name}`).set(who.auth).set(version === undefined ? {} : { 'if-match': `"${version}"` }).send(body);
  const does: Registry['does'] = async (...args) => ok(await act(...args), 200);
  const submit: Registry['submit'] = async (who = finance, more = {}) => {
    const body = { authorityId: who.authorityId, network: 'vk', url: handle((more as { network?: string }).network), name: 'Орган края', ...more };
    return ok(await t.http.post(API).set(who.auth).send(body), 201);
  };
  return {
    committee, clerk, admin, finance, forests, get, act, does, submit,
    accepted: async (who, more) => does(committee, (await submit(who, more)).id, 'accept'),
    kept: (code, more = {}) =>
      t.get(SubmitAccount).execute(systemActor, { authorityId: code && seedIds.authority(code), network: 'vk', url: handle(), name: 'Орган края', ...more }, { quiet: true }),
    view: async (id, who = committee) => ok(await get(who, `/${id}`), 200),
  };
}

function ok({ status, body }: Response, wanted: number): Entry {
  if (status !== wanted) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body as Entry;
}

/** The newest term of an obligation in an entry. */
export function term(entry: Entry, obligation: string): Entry['deadlines'][number] {
  const found = entry.deadlines.filter((deadline) => deadline.obligation === obligation).at(-1);
  if (!found) throw new Error(`No term ${obligation}`);
  return found;
}
