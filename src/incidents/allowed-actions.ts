import type { Actor, Role } from '../identity/index.js';
import { allowedEvents } from '../platform/workflow/index.js';
import type { Assignment } from './assignment.entity.js';
import { assignmentWorkflow } from './assignment.transitions.js';
import type { Incident } from './incident.entity.js';
import { incidentWorkflow } from './incident.transitions.js';
import type { ReplyDraft } from './reply-draft.entity.js';

/** Acts of an assignment that are aimed at one exact version of its reply. */
const onDrafts = ['approve', 'request-changes', 'publish-for-executor'];

/** What the actor may do with the incident itself now; derived from its table. */
export function incidentActions(actor: Actor, incident: Incident, assignments: readonly Assignment[]): string[] {
  return allowedEvents(incidentWorkflow, incident.status, actor.roles, { partMissing: partMissing(incident, assignments), answered: incident.interimAnsweredAt !== null });
}

/** Whether a part waits for another executor (M-8.2): returned, or taken from one of several and given to nobody since. */
export function partMissing({ mode }: Pick<Incident, 'mode'>, assignments: readonly Assignment[]): boolean {
  const givenSince = (moment: Date) => assignments.some(({ assignedAt }) => assignedAt > moment);
  return assignments.some(({ status, stateSince }) => status === 'returned' || (status === 'withdrawn' && mode === 'several' && !givenSince(stateSince)));
}

/** What the actor may do with an assignment now; derived from its table. */
export function assignmentActions(actor: Actor, assignment: Assignment, kind: ReplyDraft['kind'] | null): string[] {
  const roles = rolesOver(actor, assignment);
  // A draft still to be written may be of either kind.
  const known = assignment.status === 'assigned' || assignment.status === 'interim-published' ? undefined : (kind ?? undefined);
  return allowedEvents(assignmentWorkflow, assignment.status, roles, { publisher: assignment.publisher ?? undefined, kind: known });
}

/** What the actor may do with one version: only the version the assignment stands at can be acted on. */
export function draftActions(actor: Actor, assignment: Assignment, current: ReplyDraft | null, draft: ReplyDraft): string[] {
  if (draft !== current) return [];
  return assignmentActions(actor, assignment, draft.kind).filter((action) => onDrafts.includes(action));
}

/** An executor's role counts only for the assignments of their own authority. */
export function rolesOver(actor: Actor, { authorityId }: Pick<Assignment, 'authorityId'>): readonly Role[] {
  return actor.authorityId === authorityId ? actor.roles : actor.roles.filter((role) => role !== 'executor');
}
