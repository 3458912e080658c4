import { demoPeople, type DemoPerson } from '../data/index.js';
import type { Interface } from './interface.js';

/** Id of a demo person's entry in the directory, as the interface tells it. */
export async function contactOf(api: Interface, asker: DemoPerson, { email }: DemoPerson): Promise<string> {
  const surname = demoPeople.find((person) => person.email === email)?.surname ?? '';
  const { items } = await api.get<{ items: { id: string; email: string }[] }>(asker.email, `/executors?q=${encodeURIComponent(surname)}`);
  return (items.find((candidate) => candidate.email === email) as { id: string }).id;
}

/** Id of a topic by its code. */
export async function topicOf(api: Interface, asker: DemoPerson, code: string): Promise<string> {
  const { groups } = await api.get<{ groups: { topics: { id: string; code: string }[] }[] }>(asker.email, '/topics');
  return (groups.flatMap(({ topics }) => topics).find((candidate) => candidate.code === code) as { id: string }).id;
}
