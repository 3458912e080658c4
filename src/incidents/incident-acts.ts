import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Review } from '../approvals/index.js';
import { WorkingTimes } from '../calendar/index.js';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { EventLog, type NewEvent } from '../platform/events/index.js';
import { Deliveries } from '../publishing/index.js';
import { type Bearer, type DeadlineChange, Deadlines, obligations } from '../regulation/index.js';
import { Assignment } from './assignment.entity.js';
import { type Dossier, IncidentAct, type StepEvent, type StepTerm } from './incident-act.js';
import { Incident } from './incident.entity.js';
import { IncidentReader } from './incident-reader.js';
import { Publishers } from './publishers.js';
import { ReplyDraft } from './reply-draft.entity.js';

/** What an act is aimed at: the incident itself, or one of its parts. */
export type ActTarget = { incidentId: string } | { assignmentId: string } | { draftId: string };

/** States in which an answer may be ordered from a network. */
const deliverable: readonly string[] = ['in-review', 'changes-requested', 'approved', 'handed-over', 'consolidation'];

const lockSql = {
  incidentId: 'SELECT id FROM incident WHERE id = $1 FOR UPDATE',
  assignmentId: 'SELECT id FROM incident WHERE id = (SELECT incident_id FROM assignment WHERE id = $1) FOR UPDATE',
  draftId: 'SELECT id FROM incident WHERE id = (SELECT incident_id FROM reply_draft WHERE id = $1) FOR UPDATE',
} as const;

/**
 * Runs acts on incidents: one transaction each, under the lock of the incident's row, so that two people
 * acting at once act one after the other and the second meets the state the first left.
 */
@Injectable()
export class IncidentActs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly deadlines: Deadlines,
    private readonly events: EventLog,
    private readonly workingTimes: WorkingTimes,
    private readonly directory: Directory,
    private readonly reader: IncidentReader,
    private readonly publishers: Publishers,
    private readonly deliveries: Deliveries,
  ) {}

  /**
   * Locks and loads, lets `perform` act, and writes what it did.
   * @param expectedVersion the incident's version the actor last saw (`If-Match`), or null.
   * @returns id of the incident.
   * @throws DomainError `not-found` when there is no such thing or it is another authority's;
   * `precondition.failed` when the incident has changed since; `incident.action-not-allowed` by the tables.
   */
  run(actor: Actor, target: ActTarget, expectedVersion: number | null, perform: (act: IncidentAct) => Promise<void>): Promise<string> {
    return this.db.transaction(async () => {
      const act = await this.open(actor, target, expectedVersion);
      await this.publishers.follow(act);
      await perform(act);
      act.settle();
      if (act.events.length > 0) await this.save(act);
      await this.closeDeliveries(act);
      return act.incident.id;
    });
  }

  /** An answer on its way into a network belongs to the state it was ordered in: what leaves that state places it by hand or gives it up. */
  private async closeDeliveries({ actor, events }: IncidentAct): Promise<void> {
    for (const { type, fromState, toState, subjectId, details } of events) {
      if (!fromState || !subjectId || fromState === toState || !deliverable.includes(fromState) || type === 'assignment.approve') continue;
      await this.deliveries.close(actor, subjectId, typeof details?.['url'] === 'string' ? details['url'] : null);
    }
  }

  /** Locks and loads an incident within an act on another one (merging). */
  async open(actor: Actor, target: ActTarget, expectedVersion: number | null): Promise<IncidentAct> {
    const [kind, id] = Object.entries(target)[0] as [keyof typeof lockSql, string];
    const [locked] = await this.db.change<{ id: string }>(lockSql[kind], [id]);
    if (!locked) throw notFound(kind.replace('Id', ''), id);
    const dossier = await this.load(locked.id);
    const act = new IncidentAct(actor, this.clock.now(), dossier);
    if (!sees(actor, dossier)) throw notFound(kind.replace('Id', ''), id);
    // Before anything is said of the incident: another authority's part of it is not there.
    if (kind === 'assignmentId') act.assignment(id);
    if (kind === 'draftId') act.draft(id);
    if (expectedVersion !== null && expectedVersion !== dossier.incident.version) {
      throw new DomainError('precondition.failed', { current: await this.reader.view(actor, dossier.incident.id) });
    }
    return act;
  }

  /** Writes what an act did: the parts, their terms, the history. */
  async save(act: IncidentAct): Promise<void> {
    const { incident, added, touched } = act;
    incident.version += 1;
    await this.db.repository(Incident).update({ id: incident.id }, changesOf(incident));
    if (added.assignments.length > 0) await this.db.repository(Assignment).insert(added.assignments);
    for (const assignment of touched) {
      if (added.assignments.includes(assignment)) continue;
      const { id, incident: _, ...changes } = assignment;
      await this.db.repository(Assignment).update({ id }, changes);
    }
    if (added.drafts.length > 0) await this.db.repository(ReplyDraft).insert(added.drafts);
    await this.write(act.terms, act.events, act);
  }

  /** Writes terms and history of acts that share a moment and an actor. */
  private async write(terms: readonly StepTerm[], events: readonly StepEvent[], { actor, at, incident }: IncidentAct): Promise<void> {
    const schedules = await this.schedules(terms, events);
    const changes = terms.map((term): DeadlineChange => {
      if (term.do !== 'open') return term;
      const { assignment, ...open } = term;
      return { ...open, startedAt: at, bearer: schedules.bearer(term.obligation, assignment) };
    });
    for (const batch of inOrder(changes)) await this.deadlines.apply(batch, { stream: 'incident', streamId: incident.id, at, actor });
    const rows: NewEvent[] = [];
    for (const { since, turn, ...event } of events) {
      rows.push({ ...event, bearer: turn?.role ?? null, tookMs: since && turn ? await schedules.took(turn, since, at) : null });
    }
    await this.events.append(...rows);
  }

  private async schedules(terms: readonly StepTerm[], events: readonly StepEvent[]) {
    const ids = new Set<string>();
    for (const term of terms) if (term.do === 'open' && term.assignment) ids.add(term.assignment.authorityId);
    for (const { turn } of events) if (turn?.authorityId) ids.add(turn.authorityId);
    const curator = await this.directory.curatorAuthority();
    const authorities = new Map((await this.directory.authorities([...ids])).map((authority) => [authority.id, authority]));
    const scheduleOf = (authorityId: string | null) => (authorityId ? authorities.get(authorityId)?.scheduleId : curator.scheduleId) ?? null;
    return {
      bearer: (obligation: keyof typeof obligations, assignment: Assignment | null): Bearer => {
        const role = obligations[obligation].bearer;
        if (role === 'curator' || !assignment) return { role, authorityId: curator.id, contactId: null, scheduleId: curator.scheduleId };
        const { authorityId, executorId } = assignment;
        return { role, authorityId, contactId: executorId, scheduleId: scheduleOf(authorityId) };
      },
      took: async (turn: { authorityId: string | null }, since: Date, at: Date) =>
        (await this.workingTimes.of(scheduleOf(turn.authorityId))).workingTimeBetween(since, at),
    };
  }

  private async load(incidentId: string): Promise<Dossier> {
    const { writer } = this.db;
    const incident = await writer.getRepository(Incident).findOneByOrFail({ id: incidentId });
    const assignments = await writer.getRepository(Assignment).find({ where: { incidentId }, order: { assignedAt: 'ASC', id: 'ASC' } });
    const drafts = assignments.some(({ currentDraftId }) => currentDraftId)
      ? await writer.getRepository(ReplyDraft).find({ where: { incidentId }, order: { createdAt: 'ASC', id: 'ASC' } })
      : [];
    const reviews = drafts.length > 0 ? await writer.getRepository(Review).findBy({ versionId: In(drafts.map(({ id }) => id)) }) : [];
    return { incident, assignments, drafts, reviews };
  }
}

/**
 * Of one batch the ends come first. An act may end what it began itself (the account is lost, and the curator publishes in
 * the same moment): such an end opens a batch of its own, or the term would stay open behind it.
 */
function inOrder(changes: readonly DeadlineChange[]): DeadlineChange[][] {
  const batches: DeadlineChange[][] = [];
  let begun = new Set<string>();
  for (const change of changes) {
    const term = `${change.obligation} ${change.subjectId}`;
    if (batches.length === 0 || (change.do !== 'open' && begun.has(term))) {
      batches.push([]);
      begun = new Set();
    }
    if (change.do === 'open') begun.add(term);
    batches.at(-1)?.push(change);
  }
  return batches;
}

/** Curators see every incident; executors those with an assignment of their own authority. */
function sees(actor: Actor, { assignments }: Dossier): boolean {
  if (actor.channel === 'system' || actor.roles.includes('curator')) return true;
  return actor.roles.includes('executor') && assignments.some(({ authorityId }) => authorityId === actor.authorityId);
}

/** The columns an act may change; the message itself never changes. */
function changesOf(incident: Incident): Partial<Incident> {
  const { status, stateSince, mode, topicId, locationId, place, declineGround, declineComment, mergedInto, interimAnsweredAt, closedAt, version } = incident;
  return { status, stateSince, mode, topicId, locationId, place, declineGround, declineComment, mergedInto, interimAnsweredAt, closedAt, version };
}
