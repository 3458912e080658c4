import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Response } from 'supertest';
import { Database } from '../../src/platform/database/index.js';
import { newId } from '../../src/platform/ids/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { onBothBackends, type QueueServer } from '../support/backends.js';
import { seedIds } from '../support/factories.js';
import { type Cast, cast } from '../support/incidents.js';
import { assignmentRequests, assignmentStages, incidentRequests, incidentStages, type Stage } from '../support/stages.js';

/** Each act, the stage at which it is carried out, and by whom. */
const acts = {
  decline: ['recorded', 'curator'],
  merge: ['recorded', 'curator'],
  route: ['recorded', 'curator'],
  'consolidated-reply': ['consolidation', 'curator'],
  return: ['assigned', 'executor'],
  withdraw: ['assigned', 'curator'],
  'submit-draft': ['assigned', 'executor'],
  approve: ['in-review, final', 'curator'],
  'request-changes': ['in-review, final', 'curator'],
  publish: ['approved, final', 'executor'],
  'revise-and-publish': ['changes-requested, final', 'executor'],
  'publish-for-executor': ['in-review, curator publishes', 'curator'],
} as const;
type Act = keyof typeof acts;

onBothBackends((open) => {
  let queues: QueueServer;
  /** Two processes of one installation: the repetition may come to the other one. */
  let processes: [TestApp, TestApp];
  let c: Cast;
  beforeAll(async () => {
    queues = await open();
    const env = { ...queues.env, SECRET_KEY: Buffer.alloc(32, 3).toString('base64') };
    const first = await startTestApp({ env });
    processes = [first, await startTestApp({ env, databaseUrl: first.databaseUrl, clock: first.clock })];
    c = await cast(first);
  });
  afterAll(async () => {
    for (const process of (processes ?? []).toReversed()) await process.close();
    await queues?.close();
  });

  /** Brings an incident where the act is due; gives it and how to send the act to a process. */
  async function prepare(act: Act): Promise<{ stage: Stage; send: (to: TestApp, key?: string) => Promise<Response> }> {
    const [stageName, role] = acts[act];
    const ways = { ...incidentStages(c), ...assignmentStages(c) };
    const stage = await ways[stageName]();
    const other = { into: (await c.record()).id, executorId: c.health.contactId, topicId: seedIds.topic('g01-t01') };
    const requests = { ...incidentRequests(c, stage, other), ...(stage.incident.assignments.length > 0 ? assignmentRequests(c, stage) : {}) };
    const { path, body } = requests[act] as { path: string; body: object };
    const { auth } = role === 'curator' ? c.curator : stage.own;
    return {
      stage,
      send: (to, key) => to.http.post(`/api/v1${path}`).set({ ...auth, ...(key ? { 'idempotency-key': key } : {}) }).send(body).then((answer) => answer),
    };
  }

  /** What there is of an incident: its history by name, its terms by state, parts and publications. */
  async function effect({ incident }: Stage): Promise<object> {
    const db = processes[0].get(Database);
    const { status, version, assignments, publications } = await c.view(incident.id);
    const events = await db.rows<{ type: string }>(`SELECT type FROM event WHERE stream_id = $1 ORDER BY id`, [incident.id]);
    const terms = await db.rows(`SELECT obligation, state FROM deadline WHERE stream_id = $1 ORDER BY obligation, state`, [incident.id]);
    const parts = assignments.map((assignment) => [assignment.status, assignment.drafts.map((draft) => [draft.version, draft.status])]);
    return { status, version, publications: publications.length, parts, terms, events: events.map(({ type }) => type) };
  }

  describe.each(Object.keys(acts) as Act[])('%s sent twice at once, to two processes', (act) => {
    test('without a key: one effect, and a plain refusal', async () => {
      const once = await prepare(act);
      expect((await once.send(processes[0])).status).toBeLessThan(300);
      const twice = await prepare(act);
      const answers = (await Promise.all(processes.map((process) => twice.send(process)))).toSorted((a, b) => a.status - b.status);
      expect(answers[0]?.status).toBeLessThan(300);
      expect([answers[1]?.status, answers[1]?.body.code]).toEqual([409, expect.stringMatching(/^incident\./)]);
      expect(await effect(twice.stage)).toEqual(await effect(once.stage));
    });

    test('with one Idempotency-Key: one effect, and the same answer twice', async () => {
      const once = await prepare(act);
      await once.send(processes[0]);
      const twice = await prepare(act);
      const key = newId();
      const answers = await Promise.all([...processes, ...processes].map((process) => twice.send(process, key)));
      expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
      expect(answers[0]?.status).toBeLessThan(300);
      expect(answers.filter(({ headers }) => headers['idempotency-replayed'])).toHaveLength(3);
      expect(await effect(twice.stage)).toEqual(await effect(once.stage));
    });
  });
});
