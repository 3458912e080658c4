import { newId } from '../platform/ids/index.js';
import type { Assignment } from './assignment.entity.js';
import type { IncidentAct } from './incident-act.js';
import type { ReplyDraft } from './reply-draft.entity.js';

/** The words of a new version and what shows that they are true (M-9). */
export interface NewVersion {
  text: string;
  /** Ids of uploaded attachments, and of those an earlier version of the same reply carries. */
  attachments?: string[];
}

/** Ids of the versions an assignment's reply has had before `draft`: what they carry may be taken along. */
export const earlierVersions = (act: IncidentAct, draft: ReplyDraft): string[] =>
  act.dossier.drafts.filter(({ assignmentId, version }) => assignmentId === draft.assignmentId && version < draft.version).map(({ id }) => id);

/** Adds the next version of an assignment's reply and makes it the current one. */
export function addVersion(
  act: IncidentAct,
  assignment: Assignment,
  { text, kind, origin }: NewVersion & Pick<ReplyDraft, 'kind' | 'origin'>,
): ReplyDraft {
  const earlier = act.dossier.drafts.filter(({ assignmentId }) => assignmentId === assignment.id);
  const draft: ReplyDraft = {
    id: newId(),
    incidentId: act.incident.id,
    assignmentId: assignment.id,
    version: Math.max(0, ...earlier.map(({ version }) => version)) + 1,
    kind,
    text,
    origin,
    createdBy: act.actor.userId,
    createdAt: act.at,
  };
  act.dossier.drafts.push(draft);
  act.added.drafts.push(draft);
  assignment.currentDraftId = draft.id;
  act.touched.add(assignment);
  return draft;
}

/**
 * The draft of that id, which must be the one its assignment stands at: an act is bound to one exact version.
 * @throws DomainError `not-found`, or `incident.action-not-allowed` for a version that has been followed by another.
 */
export function currentVersion(act: IncidentAct, draftId: string, action: string): { draft: ReplyDraft; assignment: Assignment } {
  const draft = act.draft(draftId);
  const assignment = act.assignment(draft.assignmentId);
  if (assignment.currentDraftId !== draft.id) throw act.refusal(action, assignment.status);
  return { draft, assignment };
}
