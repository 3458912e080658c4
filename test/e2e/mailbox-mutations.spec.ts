import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLetter } from '../../src/mailbox/letters/read-letter.js';
import { Database } from '../../src/platform/database/index.js';
import { mutate, mutation } from '../support/letter-mutations.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { assignmentOf, type Cast, cast, draftOf } from '../support/incidents.js';
import { actsOf } from '../support/acts.js';
import { mailboxEnv, OWN_SERVER, ownLetter, Post } from '../support/mailbox.js';
import { letterBytes, letterFixtures } from '../../src/mailbox/understanding/letters.fixtures.js';

/** Of the ten thousand that are read without the product around them. */
const SAMPLE = 300;

let t: TestApp;
let c: Cast;
let post: Post;
beforeAll(async () => {
  t = await startTestApp({ env: { ...mailboxEnv, MAIL_HELP_PER_HOUR: '1000' } });
  c = await cast(t);
  post = new Post(t);
});
afterAll(() => t.close());

/** Everything of every incident that a letter could have changed, by incident. */
async function world(): Promise<Map<string, string>> {
  const rows = await t.get(Database).rows<{ id: string; whole: string }>(
    `SELECT i.id, jsonb_build_object('i', to_jsonb(i),
       'a', (SELECT jsonb_agg(to_jsonb(a) ORDER BY a.id) FROM assignment a WHERE a.incident_id = i.id),
       'd', (SELECT jsonb_agg(to_jsonb(d) ORDER BY d.id) FROM reply_draft d JOIN assignment a ON a.id = d.assignment_id WHERE a.incident_id = i.id),
       'e', (SELECT count(*) FROM event e WHERE e.stream_id = i.id), 't', (SELECT jsonb_agg(to_jsonb(t) ORDER BY t.id) FROM deadline t WHERE t.stream_id = i.id))::text AS whole
     FROM incident i`,
  );
  return new Map(rows.map(({ id, whole }) => [id, whole]));
}

test(
  'three hundred mutations through the whole intake: what is not proved to be an answer changes nothing, nothing is lost, nothing breaks',
  async () => {
    const acts = actsOf(c);
    const bystander = await c.route(await c.record(), c.forests);
    /** A matter that waits for the executor, or the curator, and our letter about it. */
    const waiting = {
      executor: async () => {
        const incident = await c.route(await c.record(), c.health);
        return { id: incident.id, own: await ownLetter(t, c.health.userId, { subject: 'assignment', id: assignmentOf(incident, c.health).id }) };
      },
      curator: async () => {
        const incident = await acts.draft(await c.route(await c.record(), c.health), c.health);
        return { id: incident.id, own: await ownLetter(t, c.curator.userId, { subject: 'draft', id: draftOf(incident, c.health).id }) };
      },
    };
    const target = { executor: await waiting.executor(), curator: await waiting.curator() };
    const runs = fc.sample(fc.tuple(fc.nat(letterFixtures.length - 1), fc.array(mutation, { minLength: 1, maxLength: 4 })), { numRuns: SAMPLE, seed: 77 });
    const counts: Record<string, number> = {};
    const ids = new Set<string>();
    let before = await world();
    const untouched = before.get(bystander.id);
    for (const [number, [which, mutations]] of runs.entries()) {
      const fixture = letterFixtures[which] as (typeof letterFixtures)[number];
      const { id: incidentId, own: { replyTo, messageId } } = target[fixture.role];
      const from = fixture.role === 'executor' ? c.health.email : c.curator.email;
      const sent = letterBytes(fixture, { from, token: replyTo.slice(replyTo.indexOf('+') + 1, replyTo.indexOf('@')), ours: messageId.replaceAll(/[<>]/g, '') });
      // Every letter is one of its own, not the same one again.
      const letter = Buffer.from(sent.toString('latin1').replace(/^Message-ID: </im, `Message-ID: <${number}-`), 'latin1');
      const raw = mutations.reduce(mutate, letter);
      // The own server's finding is about what arrived; it stands above whatever came.
      const read = await readLetter(raw).catch(() => null);
      const finding = read?.from === from ? 'pass' : 'none';
      const brought = Buffer.concat([Buffer.from(`Authentication-Results: ${OWN_SERVER}; dmarc=${finding} header.from=${from.slice(from.indexOf('@') + 1)}\r\n`), raw]);
      const outcome = await post.bring(brought);
      counts[outcome.state] = (counts[outcome.state] ?? 0) + 1;
      ids.add(outcome.id);
      const after = await world();
      const changed = [...after].filter(([id, whole]) => before.get(id) !== whole).map(([id]) => id);
      // Only a letter that acted changes anything, and only what it answers.
      expect(changed).toEqual(outcome.state === 'acted' ? [incidentId] : []);
      expect(['acted', 'unsorted', 'ignored']).toContain(outcome.state);
      if (outcome.state !== 'acted') expect(outcome.reason).not.toBe('processing-failed');
      // Not lost: the bytes are there as they came.
      const kept = await c.as(c.curator).get(`/mail/${outcome.id}/raw`);
      expect((kept.body as Buffer).equals(brought)).toBe(true);
      expect((await c.as(c.curator).get(`/mail/${outcome.id}`)).status).toBe(200);
      // What was decided waits no more: the next letter finds another that does.
      if (outcome.state === 'acted') target[fixture.role] = await waiting[fixture.role]();
      before = outcome.state === 'acted' ? await world() : after;
    }
    expect(ids.size).toBe(SAMPLE);
    expect(before.get(bystander.id)).toBe(untouched);
    expect(counts['acted']).toBeGreaterThan(SAMPLE / 10);
    expect(counts['unsorted']).toBeGreaterThan(SAMPLE / 10);
  },
  400_000,
);
