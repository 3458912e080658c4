import { Database } from '../../../src/platform/database/index.js';
import { newId } from '../../../src/platform/ids/index.js';
import type { Place } from '../../../src/networks/index.js';
import type { TestApp } from '../app.js';

/** One more answer like an ordered one: its own message, words and account. */
export interface Copy {
  text: string;
  url: string;
  place: Place;
  accountId: string | null;
  authorityId: string | null;
}

/** Tables of an answered message, what of a row is its own, and which rows are taken. */
const PARTS: readonly [table: string, own: string, which: string][] = [
  ['incident', `jsonb_build_object('id', c.incident, 'number', nextval('incident_number_seq'), 'post_key', c.url, 'url', c.url)`, 'r.id = c.model'],
  [
    'assignment',
    `jsonb_build_object('id', c.assignment, 'incident_id', c.incident, 'current_draft_id', c.draft)`,
    'r.incident_id = c.model',
  ],
  ['reply_draft', `jsonb_build_object('id', c.draft, 'incident_id', c.incident, 'assignment_id', c.assignment, 'text', c.text)`, 'r.incident_id = c.model'],
  ['review', `jsonb_build_object('version_id', c.draft)`, 'r.version_id = (SELECT id FROM reply_draft WHERE incident_id = c.model)'],
  [
    'deadline',
    `jsonb_build_object('id', gen_random_uuid(), 'stream_id', c.incident, 'subject_id', CASE r.subject WHEN 'assignment' THEN c.assignment ELSE c.incident END)`,
    'r.stream_id = c.model',
  ],
  [
    'delivery',
    `jsonb_build_object('id', c.delivery, 'subject_id', c.assignment, 'stream_id', c.incident, 'intent', r.intent || jsonb_build_object('assignmentId', c.assignment),
      'place', c.place, 'link', c.url, 'text', c.text, 'account_id', c.account, 'authority_id', c.authority)`,
    'r.stream_id = c.model',
  ],
];

/**
 * Copies a message with one approved answer that is ordered from its network and not sent yet, row by row: a crowd of orders
 * without the acts that led to each. @returns ids of the deliveries, in the order of the copies.
 */
export async function multiply(t: Pick<TestApp, 'get'>, incidentId: string, copies: readonly Copy[]): Promise<string[]> {
  const rows = copies.map((copy) => ({
    model: incidentId, incident: newId(), assignment: newId(), draft: newId(), delivery: newId(), account: copy.accountId, authority: copy.authorityId,
    url: copy.url, text: copy.text, place: copy.place,
  }));
  const db = t.get(Database);
  await db.separately(async () => {
    for (const [table, own, which] of PARTS) {
      await db.change(
        `INSERT INTO ${table} SELECT (jsonb_populate_record(r, ${own})).*
         FROM jsonb_to_recordset($1) AS c (model uuid, incident uuid, assignment uuid, draft uuid, delivery uuid, account uuid, authority uuid, url text, text text, place jsonb)
         JOIN ${table} r ON ${which}`,
        [JSON.stringify(rows)],
      );
    }
  });
  return rows.map(({ delivery }) => delivery);
}
