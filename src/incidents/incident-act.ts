import type { Review } from '../approvals/index.js';
import type { Actor, Role } from '../identity/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import type { NewEvent } from '../platform/events/index.js';
import { transitionOf } from '../platform/workflow/index.js';
import type { DeadlineChange, ObligationKey } from '../regulation/index.js';
import { rolesOver } from './allowed-actions.js';
import type { Assignment } from './assignment.entity.js';
import {
  type AssignmentCircumstances,
  type AssignmentEvent,
  assignmentWorkflow,
  isActive,
  turnOf,
} from './assignment.transitions.js';
import type { Incident } from './incident.entity.js';
import { type IncidentCircumstances, type IncidentEvent, incidentWorkflow, type TermEffects } from './incident.transitions.js';
import type { ReplyDraft } from './reply-draft.entity.js';

/** Everything one incident consists of, as it was locked. */
export interface Dossier {
  incident: Incident;
  assignments: Assignment[];
  drafts: ReplyDraft[];
  reviews: Review[];
}

/** A step's event before its working time is known: `since` and whose turn it was give it. */
export interface StepEvent extends NewEvent {
  since: Date | null;
  turn: { role: 'curator' | 'executor'; authorityId: string | null } | null;
}

/** A change of a term before its bearer's schedule is known. */
export type StepTerm =
  | { do: 'open'; obligation: ObligationKey; subject: 'incident' | 'assignment'; subjectId: string; assignment: Assignment | null }
  | Exclude<DeadlineChange, { do: 'open' }>;

/** What else is said of a step. */
interface StepNotes {
  details?: Record<string, unknown>;
}

/**
 * One act on one incident: moves its parts by the transition tables and gathers what must be written.
 * Pure of storage: {@link IncidentActs} loads before and saves after.
 */
export class IncidentAct {
  readonly events: StepEvent[] = [];
  readonly terms: StepTerm[] = [];
  readonly added: { assignments: Assignment[]; drafts: ReplyDraft[] } = { assignments: [], drafts: [] };
  readonly touched = new Set<Assignment>();

  constructor(
    readonly actor: Actor,
    readonly at: Date,
    readonly dossier: Dossier,
  ) {}

  get incident(): Incident {
    return this.dossier.incident;
  }

  get assignments(): Assignment[] {
    return this.dossier.assignments;
  }

  /** Assignments that still belong to the answer. */
  get active(): Assignment[] {
    return this.assignments.filter(({ status }) => isActive(status));
  }

  /** @throws DomainError `not-found`, also for another authority's assignment. */
  assignment(id: string): Assignment {
    const found = this.assignments.find((assignment) => assignment.id === id);
    if (!found || !this.sees(found)) throw notFound('assignment', id);
    return found;
  }

  /** @throws DomainError `not-found`, also for another authority's draft. */
  draft(id: string): ReplyDraft {
    const found = this.dossier.drafts.find((draft) => draft.id === id);
    const assignment = this.assignments.find((candidate) => candidate.id === found?.assignmentId);
    if (!found || !assignment || !this.sees(assignment)) throw notFound('draft', id);
    return found;
  }

  /** The version an assignment stands at. */
  currentDraft(assignment: Assignment): ReplyDraft | null {
    return this.dossier.drafts.find((draft) => draft.id === assignment.currentDraftId) ?? null;
  }

  review(draft: ReplyDraft): Review | null {
    return this.dossier.reviews.find((review) => review.versionId === draft.id) ?? null;
  }

  /**
   * Moves an assignment by its table.
   * @throws DomainError `incident.action-not-allowed` when the table has no such move from the present state.
   */
  move(assignment: Assignment, event: AssignmentEvent, circumstances: Partial<AssignmentCircumstances> = {}, notes: StepNotes = {}): void {
    const publisher = assignment.publisher ?? undefined;
    const row = transitionOf(assignmentWorkflow, assignment.status, event, { publisher, ...circumstances });
    if (!row || !this.may(row.roles, rolesOver(this.actor, assignment))) throw this.refusal(event, assignment.status);
    const turn = turnOf[assignment.status];
    this.events.push({
      ...this.step(`assignment.${event}`, row, notes, assignment.stateSince),
      turn: turn && { role: turn, authorityId: turn === 'executor' ? assignment.authorityId : null },
      subject: 'assignment',
      subjectId: assignment.id,
      fromState: assignment.status,
      toState: row.to,
      authorityIds: [assignment.authorityId],
    });
    assignment.status = row.to;
    assignment.stateSince = this.at;
    this.touched.add(assignment);
    this.effects(row, 'assignment', assignment.id, assignment);
  }

  /** Starts the life of a new assignment. */
  assign(assignment: Assignment, clause: string): void {
    this.assignments.push(assignment);
    this.added.assignments.push(assignment);
    const row = transitionOf(assignmentWorkflow, null, 'assign', {});
    if (!row) throw new Error('The assignment table has no beginning');
    this.events.push({
      ...this.step('assignment.assign', { ...row, clause }, { details: { executorId: assignment.executorId, note: assignment.note } }, null),
      subject: 'assignment',
      subjectId: assignment.id,
      toState: row.to,
      authorityIds: [assignment.authorityId],
    });
    this.effects(row, 'assignment', assignment.id, assignment);
  }

  /**
   * Moves the incident by its table.
   * @throws DomainError `incident.action-not-allowed` when the table has no such move from the present state.
   */
  moveIncident(event: IncidentEvent, circumstances: Partial<IncidentCircumstances> = {}, notes: StepNotes = {}): void {
    const { incident } = this;
    const row = transitionOf(incidentWorkflow, incident.status, event, { answered: incident.interimAnsweredAt !== null, ...circumstances });
    if (!row || !this.may(row.roles)) throw this.refusal(event, incident.status);
    const curatorsTurn = ['recorded', 'returned', 'consolidation'].includes(incident.status);
    this.events.push({
      ...this.step(`incident.${event}`, row, notes, incident.stateSince),
      turn: curatorsTurn ? { role: 'curator', authorityId: null } : null,
      subject: 'incident',
      subjectId: incident.id,
      fromState: incident.status,
      toState: row.to,
      authorityIds: [...new Set(this.assignments.map(({ authorityId }) => authorityId))],
    });
    incident.status = row.to;
    incident.stateSince = this.at;
    if (row.to === 'closed') incident.closedAt = this.at;
    if (circumstances.kind === 'interim') incident.interimAnsweredAt ??= this.at;
    this.effects(row, 'incident', incident.id, null);
    if (incidentWorkflow.final.includes(row.to)) this.endReturns();
  }

  /** Writes into the history what moves nothing by itself. */
  note(type: string, clause: string, details: Record<string, unknown>): void {
    this.events.push({ ...this.step(type, { clause, roles: [] }, { details }, null), subject: 'incident', subjectId: this.incident.id });
  }

  /** Draws the consequences of what happened to the assignments for the incident as a whole (settled rules 11, 12). */
  settle(): void {
    const { active, incident } = this;
    if (!['routed', 'interim-answered', 'consolidation'].includes(incident.status)) return;
    if (active.length === 0) this.moveIncident('parts-returned', { returnPending: this.returnPending });
    else if (incident.mode === 'several' && incident.status !== 'consolidation' && active.every(({ status }) => status === 'part-ready')) {
      this.moveIncident('parts-ready');
    }
  }

  /** Whether some executor's return waits for another executor. */
  private get returnPending(): boolean {
    return this.assignments.some(({ status }) => status === 'returned');
  }

  /** The refusal of an act that the present state does not allow. */
  refusal(action: string, state: string): DomainError {
    return new DomainError('incident.action-not-allowed', { action, state, incidentId: this.incident.id });
  }

  private endReturns(): void {
    for (const assignment of this.assignments) if (assignment.status === 'returned') this.move(assignment, 'close-return');
  }

  private sees({ authorityId }: Assignment): boolean {
    return this.actor.channel === 'system' || this.actor.roles.includes('curator') || this.actor.authorityId === authorityId;
  }

  /** A row without roles is a consequence: whoever acts, the product draws it. */
  private may(roles: readonly Role[], held = this.actor.roles): boolean {
    return roles.length === 0 || this.actor.channel === 'system' || roles.some((role) => held.includes(role));
  }

  private effects({ opens = [], meets = [], cancels = {} }: TermEffects, subject: 'incident' | 'assignment', subjectId: string, assignment: Assignment | null): void {
    for (const obligation of meets) this.terms.push({ do: 'meet', obligation, subjectId });
    for (const [obligation, reason] of Object.entries(cancels)) {
      this.terms.push({ do: 'cancel', obligation: obligation as ObligationKey, subjectId, reason });
    }
    for (const obligation of opens) this.terms.push({ do: 'open', obligation, subject, subjectId, assignment });
  }

  private step(type: string, { clause, roles }: { clause: string; roles: readonly Role[] }, { details = {} }: StepNotes, since: Date | null): StepEvent {
    return {
      type,
      stream: 'incident',
      streamId: this.incident.id,
      actorId: this.actor.userId,
      // Of somebody's roles, the one the act was done in.
      actorRole: roles.find((role) => this.actor.roles.includes(role)) ?? this.actor.roles[0] ?? null,
      channel: this.actor.channel,
      clause,
      details,
      roles: ['curator'],
      at: this.at,
      since,
      turn: null,
    };
  }
}

