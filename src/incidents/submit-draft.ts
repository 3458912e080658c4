import { Injectable } from '@nestjs/common';
import { Reviews } from '../approvals/index.js';
import { Attachments } from '../attachments/index.js';
import type { Actor } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import { addVersion, earlierVersions, type NewVersion } from './draft-versions.js';
import { IncidentActs } from './incident-acts.js';
import { Publishers } from './publishers.js';

/** Sends a draft, final (M-10) or interim (M-11.1), to the curator for approval. */
@Injectable()
export class SubmitDraft {
  constructor(
    private readonly acts: IncidentActs,
    private readonly reviews: Reviews,
    private readonly publishers: Publishers,
    private readonly attachments: Attachments,
  ) {}

  /** @throws DomainError `draft.interim-already` for a second interim draft; `incident.action-not-allowed` by the table. */
  execute(
    actor: Actor,
    assignmentId: string,
    { version, ...draft }: NewVersion & { kind: 'interim' | 'final'; version: number | null },
  ): Promise<string> {
    return this.acts.run(actor, { assignmentId }, version, async (act) => {
      const assignment = act.assignment(assignmentId);
      if (draft.kind === 'interim' && assignment.status === 'interim-published') throw new DomainError('draft.interim-already');
      assignment.publisher = await this.publishers.now(act, assignment);
      const added = addVersion(act, assignment, { ...draft, origin: 'submitted' });
      act.move(assignment, 'submit-draft', { kind: draft.kind }, { details: { draftId: added.id, version: added.version, kind: draft.kind } });
      // Settled rule 13: the seven working days count from the first sending of an interim draft.
      if (draft.kind === 'interim') assignment.interimSentAt ??= act.at;
      await this.reviews.submit({ id: added.id, subject: 'draft' }, actor, act.at);
      await this.attachments.bind(actor, draft.attachments ?? [], {
        stream: 'incident', streamId: act.incident.id, subject: 'draft', subjectId: added.id, authorityId: assignment.authorityId,
      }, earlierVersions(act, added));
    });
  }
}
