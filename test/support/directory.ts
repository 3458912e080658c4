import { Directory } from '../../src/executors/index.js';
import { Database } from '../../src/platform/database/index.js';
import type { TestApp } from './app.js';
import type { Person } from './factories.js';

const API = '/api/v1';
let number = 0;

/** The details of a new person, with a mailbox of their own. */
export const card = (more: object = {}) => {
  number += 1;
  const email = `card-${number}@test.example`;
  return { surname: 'Новикова', name: 'Ольга', patronymic: 'Ильинична', position: 'консультант', phone: '8 (4212) 40-22-00', email, ...more };
};

/** Requests as `by` unless somebody else is named, and what the directory knows behind them. */
export const requests = (t: TestApp, by: () => Person) => ({
  get: (path: string, who = by()) => t.http.get(`${API}${path}`).set(who.auth),
  patch: (path: string, body: object, who = by()) => t.http.patch(`${API}${path}`).set(who.auth).send(body),
  post: (path: string, body?: object, who = by()) => t.http.post(`${API}${path}`).set(who.auth).send(body),
  remove: (path: string, who = by()) => t.http.delete(`${API}${path}`).set(who.auth),
  /** Contacts the person acts as now. */
  contactsOf: async ({ userId, authorityId }: Person): Promise<string[]> =>
    (await t.get(Directory).contactsOf({ userId, roles: ['executor'], authorityId, channel: 'api' })).sort(),
  /** Events of a contact, oldest first. */
  events: (id: string) =>
    t.get(Database).rows<{ type: string; clause: string; details: Record<string, unknown> }>(
      `SELECT type, clause, details FROM event WHERE stream = 'contact' AND stream_id = $1 ORDER BY id`, [id],
    ),
});
