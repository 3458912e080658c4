import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FollowAccounts } from '../../src/incidents/index.js';
import { DueDeadlines } from '../../src/regulation/index.js';
import { setAccount } from '../support/accounts.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { seedIds } from '../support/factories.js';
import { type Cast, cast, type IncidentView } from '../support/incidents.js';

let t: TestApp;
let c: Cast;
/** What others are merged into. */
let other: IncidentView;
beforeAll(async () => {
  t = await startTestApp();
  c = await cast(t);
  other = await c.record();
});
afterAll(() => t.close());

type Assignment = IncidentView['assignments'][number];

/** One random step: who tries what, on which part, after how long. */
const step = fc.record({
  act: fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom('route', 'draft', 'approve', 'request-changes', 'publish', 'revise', 'publish-for-executor', 'consolidate') },
    { weight: 2, arbitrary: fc.constantFrom('return', 'withdraw', 'decline', 'merge', 'fire') },
    { weight: 1, arbitrary: fc.constant('account' as const) },
  ),
  who: fc.constantFrom('right', 'right', 'right', 'right', 'curator', 'health', 'forests', 'finance'),
  part: fc.nat(3),
  kind: fc.constantFrom('interim', 'final'),
  executors: fc.subarray(['health', 'forests', 'finance'] as const, { minLength: 1 }),
  withUrl: fc.boolean(),
  wrongNetwork: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  stale: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  /** Mostly people do what makes sense next; the rest is anything at all. */
  sensible: fc.integer({ min: 0, max: 6 }).map((n) => n > 0),
  choice: fc.nat(11),
  minutes: fc.oneof(fc.nat(50), fc.nat(600), fc.nat(6000)),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const people = ['health', 'forests', 'finance'] as const;

/** What must be open in a state; written down here by hand from the regulation, not read from the tables. */
function owed(incident: IncidentView): string[] {
  const ofIncident: Record<string, string[]> = { recorded: ['incident.route', 'incident.route-several'], consolidation: ['reply.consolidate'] };
  const ofPart = ({ status, publisher, drafts }: Assignment): string[] => {
    const now: Record<string, string[]> = {
      assigned: ['assignment.return', 'reply.draft'],
      'in-review': [publisher === 'curator' ? 'reply.publish-for-executor' : 'reply.review'],
      'changes-requested': ['reply.revise'],
      approved: ['reply.publish'],
      'handed-over': ['reply.publish-for-executor'],
      returned: ['assignment.reroute'],
    };
    const unfinished = !['published', 'withdrawn', 'returned', 'rerouted'].includes(status);
    return [...(now[status] ?? []), ...(unfinished && drafts.some(({ kind }) => kind === 'interim') ? ['reply.final'] : [])];
  };
  // Nobody is left and nobody returned it: the curator withdrew the last one and owes another.
  if (incident.status === 'returned' && !incident.assignments.some(({ status }) => status === 'returned')) return ['assignment.reroute'];
  return [...(ofIncident[incident.status] ?? []), ...incident.assignments.flatMap(ofPart)].toSorted();
}

/** What makes sense next for a part, the likelier the more often. */
const sensible: Record<string, Step['act'][]> = {
  assigned: ['draft', 'draft', 'draft', 'draft', 'return'],
  'in-review': ['approve', 'request-changes', 'publish-for-executor'],
  'changes-requested': ['revise'],
  approved: ['publish'],
  'handed-over': ['publish-for-executor'],
  'part-ready': ['consolidate'],
  'interim-published': ['draft'],
  returned: ['route'],
  // When it is over nothing of this is taken any more.
  published: ['publish', 'draft', 'revise', 'publish-for-executor', 'consolidate'],
};
/** So many more attempts are made on what has ended. */
const AFTERWARDS = 4;

function thinkFirst(s: Step, incident: IncidentView): Step {
  // Accounts come and go whatever anybody thinks of.
  if (!s.sensible || s.act === 'account') return s;
  if (incident.assignments.length === 0) return { ...s, act: 'route' };
  const part = incident.assignments[s.part % incident.assignments.length];
  const acts = sensible[part?.status ?? ''] ?? ['fire'];
  return { ...s, act: acts[s.choice % acts.length] as Step['act'], who: 'right', stale: false, wrongNetwork: false, withUrl: part?.publisher === 'executor' };
}

/** @returns the status, and the incident where the answer shows it whole. */
async function attempt(s: Step, incident: IncidentView): Promise<[number, IncidentView | null]> {
  const part = incident.assignments[s.part % Math.max(1, incident.assignments.length)];
  const draft = s.stale ? part?.drafts[0] : part?.drafts.at(-1);
  const url = c.link(s.wrongNetwork ? (incident.network === 'vk' ? 'ok' : 'vk') : incident.network);
  const executor = people.find((name) => part?.executor?.id === c[name].contactId) ?? 'health';
  const mine = s.who === 'right' ? executor : s.who;
  const [path, body, right]: [string, object, 'curator' | (typeof people)[number]] = {
    route: [`/incidents/${incident.id}/route`, { topicId: seedIds.topic('g01-t01'), executorIds: s.executors.map((name) => c[name].contactId) }, 'curator'] as const,
    decline: [`/incidents/${incident.id}/decline`, { ground: 'no-question' }, 'curator'] as const,
    merge: [`/incidents/${incident.id}/merge`, { into: other.id }, 'curator'] as const,
    consolidate: [`/incidents/${incident.id}/consolidated-reply`, { text: 'Сводный ответ', url }, 'curator'] as const,
    return: [`/assignments/${part?.id}/return`, { reason: 'Не наше' }, mine] as const,
    withdraw: [`/assignments/${part?.id}/withdraw`, { reason: 'Ошибка' }, 'curator'] as const,
    draft: [`/assignments/${part?.id}/drafts`, { kind: s.kind, text: `Ответ ${s.minutes}` }, mine] as const,
    publish: [`/assignments/${part?.id}/publish`, { url }, mine] as const,
    revise: [`/assignments/${part?.id}/revise-and-publish`, { text: `Исправлено ${s.minutes}`, ...(s.withUrl ? { url } : {}) }, mine] as const,
    approve: [`/drafts/${draft?.id}/approve`, {}, 'curator'] as const,
    'request-changes': [`/drafts/${draft?.id}/request-changes`, { remarks: 'Яснее' }, 'curator'] as const,
    'publish-for-executor': [`/drafts/${draft?.id}/publish-for-executor`, { url }, 'curator'] as const,
    fire: ['', {}, 'curator'] as const,
    account: ['', {}, 'curator'] as const,
  }[s.act as 'route'] as never;
  if (s.act === 'fire') {
    await t.get(DueDeadlines).fireDue();
    return [204, null];
  }
  if (s.act === 'account') {
    if (incident.network !== 'twitter') await setAccount(t, c.health, incident.network, s.withUrl);
    if (s.choice % 2 === 0) await t.get(FollowAccounts).execute();
    return [204, null];
  }
  const who = s.who === 'right' ? right : s.who;
  const answer = await c.as(c[who]).post(path, body);
  expect(answer.status).toBeLessThan(500);
  return [answer.status, who === 'curator' && answer.status < 300 ? (answer.body as IncidentView) : null];
}

/** Where an incident stands, told from its parts and publications alone; by hand from the regulation, as above. */
function standing({ status, mode, assignments, publications }: IncidentView): string {
  if (['recorded', 'declined', 'merged', 'closed'].includes(status)) return status;
  const active = assignments.filter((part) => !['returned', 'rerouted', 'withdrawn'].includes(part.status));
  if (active.length === 0) return 'returned';
  if (mode === 'several' && active.every((part) => part.status === 'part-ready')) return 'consolidation';
  return publications.length > 0 ? 'interim-answered' : 'routed';
}

/** What holds at every moment. */
function hold(incident: IncidentView): void {
  expect(incident.status).toBe(standing(incident));
  expect(incident.interimAnsweredAt).toBe(incident.publications.find(({ kind }) => kind === 'interim')?.publishedAt ?? null);
  const open = incident.deadlines.filter(({ state }) => state === 'open' || state === 'overdue');
  expect(open.map(({ obligation }) => obligation).toSorted()).toEqual(owed(incident));
  const finals = incident.publications.filter(({ kind }) => kind === 'final');
  expect(finals.length).toBe(incident.status === 'closed' ? 1 : 0);
  const drafts = new Map(incident.assignments.flatMap((assignment) => assignment.drafts).map((draft) => [draft.id, draft]));
  for (const { draftId, text, publisher } of incident.publications) {
    if (draftId === null) expect(publisher).toBe('curator');
    else expect(drafts.get(draftId)).toMatchObject({ text, status: expect.stringMatching(/^(approved|revised)$/) });
  }
}

/** The history, folded, is the present state; every mark of a term stands in it once per due moment. */
async function replays(incident: IncidentView): Promise<void> {
  const { items } = (await c.as(c.curator).get(`/incidents/${incident.id}/history`)).body as { items: { event: string; subjectId: string; from: string | null; to: string | null; at: string; details: Record<string, unknown> }[] };
  const states = new Map<string, string>();
  for (const { subjectId, from, to, event } of items) {
    if (!to || event === 'assignment.hand-over') continue;
    expect(from).toBe(states.get(subjectId) ?? null);
    states.set(subjectId, to);
  }
  expect(states.get(incident.id)).toBe(incident.status);
  for (const assignment of incident.assignments) expect(states.get(assignment.id)).toBe(assignment.status);
  const marks = items.filter(({ event }) => event.startsWith('deadline.')).map(({ event, subjectId, details }) => `${event} ${subjectId} ${String(details['dueAt'])}`);
  expect(new Set(marks).size).toBe(marks.length);
  const passed = items.filter(({ event }) => event === 'deadline.passed').map(({ subjectId }) => subjectId);
  for (const { id, passedAt } of incident.deadlines) expect(passed.includes(id)).toBe(passedAt !== null);
}

test('whatever anybody tries in whatever order, the invariants hold', async () => {
  const seen = new Set<string>();
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('vk', 'ok', 'twitter'), fc.array(step, { minLength: 20, maxLength: 45 }), async (network, steps) => {
      if (network !== 'twitter') await setAccount(t, c.health, network, true);
      let incident = await c.record(network);
      let afterwards = 0;
      for (const s of steps) {
        taken += 1;
        t.clock.advance(s.minutes * 60_000);
        const before = incident;
        const [status, after] = await attempt(thinkFirst(s, incident), incident);
        incident = after ?? (await c.view(incident.id));
        if (status >= 400) expect(incident.version).toBe(before.version);
        // Only where several answer it is one text of many; later another executor alone may take over (M-8.2).
        for (const { draftId } of incident.publications.slice(before.publications.length)) expect(draftId === null).toBe(before.mode === 'several');
        hold(incident);
        seen.add(incident.status);
        for (const assignment of incident.assignments) seen.add(`${assignment.status} ${assignment.publisher ?? ''}`.trim());
        if (['closed', 'declined', 'merged'].includes(incident.status) && (afterwards += 1) > AFTERWARDS) break;
      }
      await t.get(DueDeadlines).fireDue();
      await replays(await c.view(incident.id));
    }),
    // A failure is told at once: to shrink it over HTTP would take longer than anybody waits.
    { numRuns: 110, endOnFailure: true },
  );
  // The walk is worth something only if it gets about.
  expect(seen.size).toBeGreaterThan(18);
  expect(taken).toBeGreaterThan(2000);
}, 900_000);
