import type { BenchPeople } from '../support/people.js';
import { Random } from './random.js';
import { authorName, messageText } from './texts.js';
import { searchText } from '../../src/incidents/search-text.js';

/** What the rows of one incident are made of. */
export interface SeedBasis {
  readonly people: BenchPeople;
  readonly topicIds: readonly string[];
  readonly locationIds: readonly string[];
  readonly editionId: string;
  /** How many incidents there will be. */
  readonly count: number;
  /** The moment of seeding, ms. */
  readonly now: number;
}

export const tables = {
  incident: `id, number, network, post_key, url, text, author_name, author_url, search_text, posted_at, recorded_at, recorded_by,
    status, state_since, mode, topic_id, location_id, decline_ground, closed_at, version`,
  assignment: `id, incident_id, authority_id, executor_id, status, state_since, publisher, assigned_at, incident_recorded_at, current_draft_id`,
  reply_draft: 'id, incident_id, assignment_id, version, kind, text, origin, created_by, created_at',
  review: 'version_id, subject, status, submitted_by, submitted_at, decided_by, decided_at',
  publication: 'id, incident_id, assignment_id, draft_id, kind, network, url, post_key, text, publisher, published_by, published_at',
  deadline: `id, obligation, clause, stream, stream_id, subject, subject_id, bearer_role, bearer_authority_id, bearer_contact_id,
    edition_id, term, started_at, due_at, next_mark, next_mark_at, state, ended_at, passed_at, took_ms, cancel_reason`,
  event: 'type, stream, stream_id, subject, subject_id, from_state, to_state, actor_id, actor_role, channel, clause, bearer, took_ms, authority_ids, roles, at',
} as const;
export type Table = keyof typeof tables;
type Cell = string | number | null;

const HOUR = 3_600_000;
const SPAN = 3 * 365 * 24 * HOUR;
/** Where a message of a million stands: 5 % open, most of them new; the rest answered, declined or merged. */
const OPEN = ['recorded', 'recorded', 'routed', 'routed', 'routed', 'routed', 'routed', 'interim-answered', 'interim-answered', 'consolidation'] as const;
const networks = ['vk', 'vk', 'vk', 'ok', 'ok', 'instagram', 'facebook', 'twitter'] as const;

/** Rows of incident number `index` (from 0, oldest first), table by table, as COPY takes them. */
export function lifeOf(index: number, basis: SeedBasis, random: Random, put: (table: Table, cells: readonly Cell[]) => void): void {
  const { people, count, now } = basis;
  const recorded = now - SPAN + Math.floor((SPAN * (index + random.next())) / count);
  const id = uuid(recorded, 1, index);
  const newest = index >= count * 0.96;
  const open = random.next() < (newest ? 0.9 : 0.0146);
  const chance = random.next();
  const status = open ? random.pick(OPEN) : chance < 0.08 ? 'declined' : chance < 0.11 ? 'merged' : 'closed';
  const unrouted = status === 'recorded' || status === 'declined' || status === 'merged';
  const several = status === 'consolidation' || (!unrouted && random.next() < 0.12);
  const network = random.pick(networks);
  const text = messageText(random, index, count);
  const author = authorName(random);
  const at = (ms: number) => new Date(Math.min(now, recorded + ms)).toISOString();
  const stamp = at(0);
  const closed = status === 'closed' ? at(9 * HOUR) : null;
  put('incident', [
    id, index + 1, network, `post-${index}`, `https://${network}.example/wall-1_${index}`, text, author, `https://${network}.example/id${index % 90_000}`,
    searchText(text, author), at(-HOUR), stamp, people.curator.userId, status, closed ?? stamp, unrouted ? null : several ? 'several' : 'single',
    unrouted ? null : random.pick(basis.topicIds), unrouted ? null : random.pick(basis.locationIds), status === 'declined' ? 'no-question' : null, closed,
    unrouted ? 2 : 6,
  ]);

  let serial = 0;
  const event = (type: string, subject: string, subjectId: string, from: string | null, to: string, ms: number, authorityId?: string) =>
    put('event', [
      type, 'incident', id, subject, subjectId, from, to, people.curator.userId, 'curator', 'api', 'M-6', null, null, authorityId ? `{${authorityId}}` : '{}',
      '{curator}', at(ms),
    ]);
  const term = (obligation: string, subject: string, subjectId: string, bearer: readonly [string, string | null, string | null], ms: number, state: 'met' | 'cancelled' | 'open') => {
    const started = recorded + ms;
    // What is open is due within days of now, before or after; what has ended was mostly in time.
    const due = state === 'open' ? (newest ? now + Math.floor((random.next() - 0.3) * 7 * 24 * HOUR) : started + 6 * HOUR) : started + HOUR;
    const late = state === 'met' && random.next() < 0.08;
    const passed = (state === 'open' && due <= now) || late;
    const ended = state === 'open' ? null : new Date(Math.min(now, started + (late ? 2 : 0.5) * HOUR)).toISOString();
    const dueAt = new Date(due).toISOString();
    put('deadline', [
      uuid(recorded, 2, index * 16 + serial++), obligation, 'M-6', 'incident', id, subject, subjectId, ...bearer, basis.editionId,
      '{"kind":"working-hours","amount":1}', new Date(started).toISOString(), dueAt, state === 'open' && !passed ? 'passed' : null,
      state === 'open' && !passed ? dueAt : null, late ? 'met-late' : state, ended, passed ? dueAt : null, ended ? 1_800_000 : null,
      state === 'cancelled' ? 'routed-to-one' : null,
    ]);
  };
  const curator = ['curator', people.curator.authorityId, people.curator.contactId] as const;

  event('incident.record', 'incident', id, null, 'recorded', 0);
  const routing = status === 'recorded' ? 'open' : unrouted ? 'cancelled' : 'met';
  term('incident.route', 'incident', id, curator, 0, several ? 'cancelled' : routing);
  term('incident.route-several', 'incident', id, curator, 0, several || routing === 'open' ? routing : 'cancelled');
  if (status !== 'recorded') event('incident.route', 'incident', id, 'recorded', status, HOUR / 2);
  if (status === 'consolidation') term('reply.consolidate', 'incident', id, curator, 5 * HOUR, 'open');
  if (unrouted) return;

  // One body has a quarter of the work, and its first executor most of that.
  const first = random.next() < 0.25 ? 0 : 1 + random.below(people.executors.length - 1);
  for (let part = 0; part < (several ? 2 : 1); part += 1) {
    const pair = people.executors[(first + part) % people.executors.length] as BenchPeople['executors'][number];
    const executor = random.next() < 0.7 ? pair[0] : pair[1];
    const bearer = ['executor', executor.authorityId, executor.contactId] as const;
    const [assignment, draft] = [uuid(recorded, 3, index * 4 + part), uuid(recorded, 4, index * 4 + part)];
    const stage = status === 'routed' ? random.pick(['assigned', 'assigned', 'in-review', 'approved'] as const) : status;
    const drafted = stage !== 'assigned';
    const state = { closed: 'published', 'interim-answered': 'interim-published', consolidation: 'part-ready', assigned: 'assigned', 'in-review': 'in-review', approved: 'approved' }[
      stage as 'closed'
    ];
    put('assignment', [
      assignment, id, executor.authorityId, executor.contactId, state, at(HOUR), several ? 'consolidated' : 'executor', at(HOUR / 2), stamp, drafted ? draft : null,
    ]);
    event('assignment.assign', 'assignment', assignment, null, 'assigned', HOUR / 2, executor.authorityId);
    term('assignment.return', 'assignment', assignment, bearer, HOUR / 2, drafted ? 'cancelled' : 'open');
    term('reply.draft', 'assignment', assignment, bearer, HOUR / 2, drafted ? 'met' : 'open');
    if (!drafted) continue;
    const kind = stage === 'interim-answered' ? 'interim' : 'final';
    const reply = `Здравствуйте! ${text}`;
    put('reply_draft', [draft, id, assignment, 1, kind, reply, 'submitted', executor.userId, at(4 * HOUR)]);
    const decided = stage !== 'in-review';
    put('review', [
      draft, 'draft', decided ? 'approved' : 'in-review', executor.userId, at(4 * HOUR), decided ? people.curator.userId : null, decided ? at(5 * HOUR) : null,
    ]);
    event('assignment.submit-draft', 'assignment', assignment, 'assigned', 'in-review', 4 * HOUR, executor.authorityId);
    term('reply.review', 'assignment', assignment, curator, 4 * HOUR, decided ? 'met' : 'open');
    if (kind === 'interim') term('reply.final', 'assignment', assignment, bearer, 4 * HOUR, 'open');
    if (!several && decided) term('reply.publish', 'assignment', assignment, bearer, 5 * HOUR, stage === 'approved' ? 'open' : 'met');
    if (stage !== 'closed' && stage !== 'interim-answered') continue;
    if (part > 0) continue;
    put('publication', [
      uuid(recorded, 5, index), id, several ? null : assignment, several ? null : draft, kind, network, `https://${network}.example/answer-${index}`, `answer-${index}`, reply,
      several ? 'curator' : 'executor', executor.userId, at(6 * HOUR),
    ]);
    event('assignment.publish', 'assignment', assignment, 'approved', state, 6 * HOUR, executor.authorityId);
    if (stage === 'closed') event('incident.answer', 'incident', id, 'routed', 'closed', 6 * HOUR);
  }
}

/** A time-ordered identifier that is the same in every run of one moment. */
function uuid(ms: number, kind: number, serial: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${kind.toString(16).padStart(3, '0')}-8000-${serial.toString(16).padStart(12, '0')}`;
}
