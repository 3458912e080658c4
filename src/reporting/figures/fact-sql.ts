import { SqlFilter } from '../../platform/database/index.js';
import { conditionalKeys, type ObligationKey } from '../../regulation/index.js';
import { joined, narrowsMessages, type Range, type Slice } from './slice.js';

/**
 * Open and past due these break nothing by themselves: what is owed under a condition nobody knows yet, and, while it is not
 * decided to how many executors a message goes, M-7 beside M-6: one message that waits is one breach, not two.
 */
export const undecidedKeys: readonly ObligationKey[] = [...conditionalKeys, 'incident.route-several'];

/** A term as figures see it: when it was due, how it stood, how long it took. */
const TERM = `d.id, d.stream_id AS incident_id, d.obligation, d.bearer_role, d.bearer_authority_id AS authority_id, d.schedule_id, d.term, d.started_at`;

/**
 * The facts every figure is counted from, as SQL over one slice: messages by the moment of recording, answers by the moment of
 * publication, terms by the moment they were due. As of a past moment whatever came later is undone by the history:
 * states and topics by the event log, ends of terms by their moments, moved terms by the note of their move.
 */
export class FactSql {
  readonly filter = new SqlFilter();
  private readonly asOf: string | null;
  private readonly at: string;
  private readonly stretches: readonly Range[];

  /** @param withMessage whether answers and terms carry `network`, `topic_id` and `location_id` of their message. */
  constructor(
    private readonly slice: Slice,
    private readonly withMessage = false,
  ) {
    const { asOf, now } = slice;
    this.at = `${this.filter.parameter(asOf ?? now)}::timestamptz`;
    this.asOf = asOf && this.at;
    this.stretches = joined(slice.ranges);
    const [from, to] = [this.stretches.map((range) => range.from), this.stretches.map((range) => range.to)].map((moments) => this.filter.parameter(moments));
    // The moment is named here so that no statement leaves a parameter unused.
    this.ranges = `ranges AS (SELECT f, t, ${this.at} AS at FROM unnest(${from}::timestamptz[], ${to}::timestamptz[]) AS r(f, t))`;
  }

  /** CTE `ranges(f, t)`; everything else needs it. */
  readonly ranges: string;

  get parameters(): unknown[] {
    return this.filter.parameters;
  }

  parameter(value: unknown): string {
    return this.filter.parameter(value);
  }

  /** The place of the authority the slice is narrowed to, or null. */
  filterAuthority(): string | null {
    const { authorityId } = this.slice.filter;
    return authorityId ? `${this.parameter(authorityId)}::uuid` : null;
  }

  /** CTE `cohort`: messages recorded in the slice, as they stood. */
  get cohort(): string {
    return `cohort AS (
      SELECT ${this.message} FROM ranges r JOIN incident i ON ${this.within('i.recorded_at')} ${this.past}
      WHERE ${this.upTo('i.recorded_at')} AND ${this.narrowed} AND ${this.atAuthority('i.id')})`;
  }

  /** CTE `parts(id, authority_id)`: which authorities the messages of the cohort reached. */
  get parts(): string {
    const { authorityId } = this.slice.filter;
    return `parts AS (
      SELECT DISTINCT c.id, a.authority_id FROM cohort c JOIN assignment a ON a.incident_id = c.id
      WHERE ${this.upTo('a.assigned_at')} ${authorityId ? `AND a.authority_id = ${this.parameter(authorityId)}` : ''})`;
  }

  /** CTE `answers`: what was published in the slice. */
  get answers(): string {
    const { authorityId } = this.slice.filter;
    return `answers AS (
      SELECT p.id, p.incident_id, p.assignment_id, p.kind, p.published_at,
        CASE WHEN p.assignment_id IS NULL THEN 'consolidated' ELSE p.publisher END AS publisher ${this.ofMessage}
      FROM ranges r JOIN publication p ON ${this.within('p.published_at')} ${this.messageOf('p.incident_id')}
      WHERE ${this.upTo('p.published_at')} AND ${this.narrowed}
        ${authorityId ? `AND EXISTS (SELECT 1 FROM (${PARTAKERS}) k WHERE k.authority_id = ${this.parameter(authorityId)})` : ''})`;
  }

  /** CTE `terms`: terms of messages that were due in the slice, as they stood. */
  get terms(): string {
    const { asOf, at } = this;
    const { authorityId } = this.slice.filter;
    const undecided = this.parameter(undecidedKeys);
    const ended = asOf ? `d.ended_at <= ${asOf}` : `d.state <> 'open'`;
    const select = (due: string, from: string) => `
      SELECT ${TERM}, ${due} AS due_at, CASE WHEN ${ended} THEN d.ended_at END AS ended_at,
        CASE WHEN ${ended} AND d.state <> 'cancelled' THEN d.took_ms END AS took_ms,
        CASE WHEN ${ended} THEN d.state WHEN ${due} > ${at} THEN 'running' WHEN d.obligation = ANY(${undecided}::text[]) THEN 'not-owed' ELSE 'overdue' END AS outcome ${this.ofMessage}
      FROM ${from} ${this.messageOf('d.stream_id')}
      WHERE d.stream = 'incident' AND ${this.upTo('d.started_at')} AND ${this.narrowed}
        ${authorityId ? `AND d.bearer_authority_id = ${this.parameter(authorityId)}` : ''}`;
    // All states are named so that the walk along the due moments has an index to go by.
    const due = `ranges r JOIN deadline d ON d.state IN ('open', 'met', 'met-late', 'cancelled') AND ${this.within('d.due_at')}`;
    if (!asOf) return `terms AS (${select('d.due_at', due)})`;
    return `moved AS (
        SELECT DISTINCT ON (e.subject_id) e.subject_id AS id, (e.details->>'from')::timestamptz AS due_at
        FROM event e WHERE e.type = 'deadline.moved' AND e.at > ${asOf} ORDER BY e.subject_id, e.id),
      terms AS (
        ${select('d.due_at', due)} AND NOT EXISTS (SELECT 1 FROM moved m WHERE m.id = d.id)
        UNION ALL
        ${select('m.due_at', 'moved m JOIN deadline d ON d.id = m.id JOIN ranges r ON m.due_at >= r.f AND m.due_at < r.t')})`;
  }

  /** CTE `closed`: messages that got their final answer in the slice. */
  get closed(): string {
    return `closed AS (
      SELECT ${this.message}, i.closed_at FROM ranges r JOIN incident i ON ${this.within('i.closed_at')} ${this.past}
      WHERE ${this.upTo('i.closed_at')} AND ${this.narrowed} AND ${this.atAuthority('i.id')})`;
  }

  /** CTE `waiting`: messages recorded before the slice's end that still owed an answer. */
  get waiting(): string {
    const { asOf } = this;
    const open = `SELECT * FROM incident WHERE status NOT IN ('declined', 'merged', 'closed')`;
    // Few: those that open, and those that ended since. Each has its index.
    const candidates = asOf ? `${open} UNION ALL SELECT * FROM incident WHERE status IN ('declined', 'merged', 'closed') AND state_since > ${asOf}` : open;
    return `waiting AS (
      SELECT ${this.message} FROM (${candidates}) i ${this.past}
      WHERE i.recorded_at < (SELECT max(t) FROM ranges) AND ${this.upTo('i.recorded_at')} AND ${this.narrowed} AND ${this.atAuthority('i.id')}
        ${asOf ? `AND ${this.status} NOT IN ('declined', 'merged', 'closed')` : ''})`;
  }

  /** Condition: within a range `r`; the bounds of all ranges are said plainly, for of what `r` holds the planner knows nothing. */
  private within(moment: string): string {
    const [first, last] = [this.stretches[0], this.stretches.at(-1)];
    const plainly = `${moment} >= ${this.parameter(first?.from)}::timestamptz AND ${moment} < ${this.parameter(last?.to)}::timestamptz`;
    return this.stretches.length === 1 ? plainly : `${plainly} AND ${moment} >= r.f AND ${moment} < r.t`;
  }

  /** Condition: a moment that the source moment sees. */
  private upTo(moment: string): string {
    return this.asOf ? `${moment} <= ${this.asOf}` : 'true';
  }

  private get message(): string {
    return `i.id, i.number, i.recorded_at, ${this.status} AS status, ${this.kinds}, ${this.ground} AS ground`;
  }

  private get kinds(): string {
    return `i.network, ${this.topic} AS topic_id, ${this.location} AS location_id`;
  }

  private get ofMessage(): string {
    return this.withMessage ? `, ${this.kinds}` : '';
  }

  private get status(): string {
    return this.asOf ? `CASE WHEN i.state_since <= ${this.asOf} THEN i.status ELSE was.to_state END` : 'i.status';
  }

  private get topic(): string {
    return this.asOf ? `CASE WHEN i.state_since <= ${this.asOf} THEN i.topic_id ELSE (routed.details->>'topicId')::uuid END` : 'i.topic_id';
  }

  private get location(): string {
    return this.asOf ? `CASE WHEN i.state_since <= ${this.asOf} THEN i.location_id ELSE (routed.details->>'locationId')::uuid END` : 'i.location_id';
  }

  private get ground(): string {
    return this.asOf ? `CASE WHEN i.state_since <= ${this.asOf} THEN i.decline_ground END` : 'i.decline_ground';
  }

  /** What the event log says of messages that moved on after the source moment. */
  private get past(): string {
    if (!this.asOf) return '';
    const last = (condition: string) => `e.stream_id = i.id AND i.state_since > ${this.asOf} AND e.at <= ${this.asOf} AND ${condition} ORDER BY e.id DESC LIMIT 1`;
    return `
      LEFT JOIN LATERAL (SELECT e.to_state FROM event e WHERE ${last(`e.subject = 'incident' AND e.to_state IS NOT NULL`)}) was ON true
      LEFT JOIN LATERAL (SELECT e.details FROM event e WHERE ${last(`e.type = 'incident.route'`)}) routed ON true`;
  }

  /** The message behind something else, where somebody looks at it. */
  private messageOf(id: string): string {
    return this.withMessage || narrowsMessages(this.slice.filter) ? `JOIN incident i ON i.id = ${id} ${this.past}` : '';
  }

  private get narrowed(): string {
    const { network, topicGroupId, topicId, locationId } = this.slice.filter;
    const conditions: string[] = [];
    if (network) conditions.push(`i.network = ${this.parameter(network)}`);
    if (topicId) conditions.push(`${this.topic} = ${this.parameter(topicId)}::uuid`);
    if (topicGroupId) conditions.push(`${this.topic} IN (SELECT id FROM topic WHERE group_id = ${this.parameter(topicGroupId)})`);
    if (locationId) conditions.push(`${this.location} = ${this.parameter(locationId)}::uuid`);
    return conditions.join(' AND ') || 'true';
  }

  private atAuthority(id: string): string {
    const { authorityId } = this.slice.filter;
    if (!authorityId) return 'true';
    return `EXISTS (SELECT 1 FROM assignment a WHERE a.incident_id = ${id} AND a.authority_id = ${this.parameter(authorityId)} AND ${this.upTo('a.assigned_at')})`;
  }
}

/** Whose drafts an answer `p` is made of: one executor's, or, consolidated, everybody's who had sent one (M-13.3). */
export const PARTAKERS = `
  SELECT DISTINCT a.authority_id FROM assignment a
  WHERE a.incident_id = p.incident_id AND (a.id = p.assignment_id OR (p.assignment_id IS NULL
    AND EXISTS (SELECT 1 FROM reply_draft v WHERE v.assignment_id = a.id AND v.created_at <= p.published_at)))`;
