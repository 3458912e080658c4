import type { CandidateListItem, CandidateView } from '../../src/intake/index.js';
import { FollowAccounts, ReadNetworks } from '../../src/intake/index.js';
import type { ContactPerson } from './factories.js';
import { connected, type Connected, OWNER } from './networks/town.js';
import { startTestApp } from './app.js';

/** An application that listens to the fakes. */
export interface Listening extends Connected {
  /** What a second process of the same installation starts with. */
  env: Record<string, string>;
  /** Derives the watches and reads everything that is due. */
  listen: () => Promise<number>;
  /** Hours go by, and everything due is read. */
  later: (hours: number) => Promise<number>;
  queue: (query?: string) => Promise<CandidateListItem[]>;
  candidate: (id: string) => Promise<CandidateView>;
  act: (path: string, body?: object, version?: number) => Promise<{ status: number; body: Record<string, unknown> }>;
  get: (path: string, who?: ContactPerson) => Promise<{ status: number; body: Record<string, never> & { items: Record<string, unknown>[] } }>;
}

export async function listening(env: Record<string, string> = {}): Promise<Listening> {
  const world = await connected((given) => startTestApp({ env: { ...given, ...env } }));
  const { t, c, fakes } = world;
  const listen = async (): Promise<number> => {
    await t.get(FollowAccounts).execute();
    return t.get(ReadNetworks).execute();
  };
  return {
    ...world, listen,
    env: { ...fakes.env, ...env },
    later: async (hours) => {
      t.clock.advance(hours * 3_600_000);
      return listen();
    },
    queue: async (query = '') => {
      const answer = await c.as(c.curator).get(`/candidates?limit=200${query}`);
      if (answer.status !== 200) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
      return (answer.body as { items: CandidateListItem[] }).items;
    },
    candidate: async (id) => (await c.as(c.curator).get(`/candidates/${id}`)).body as CandidateView,
    act: async (path, body = {}, version) => {
      const request = t.http.post(`/api/v1${path}`).set(c.curator.auth);
      return (version === undefined ? request : request.set('if-match', `"${version}"`)).send(body);
    },
    get: (path, who = c.curator) => c.as(who).get(path) as never,
  };
}

/** The ministry's wall in VK. */
export const WALL = -Number(OWNER.vk);
