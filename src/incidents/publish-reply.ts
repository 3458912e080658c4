import { Injectable } from '@nestjs/common';
import { Reviews } from '../approvals/index.js';
import { Attachments } from '../attachments/index.js';
import type { Actor } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import { addVersion, currentVersion, earlierVersions, type NewVersion } from './draft-versions.js';
import { IncidentActs } from './incident-acts.js';
import { ReplyOut } from './reply-out.js';
import { pendingReview } from './review-draft.js';

/** The executor publishes the approved version and gives the link (M-13.1). */
@Injectable()
export class PublishReply {
  constructor(
    private readonly acts: IncidentActs,
    private readonly out: ReplyOut,
  ) {}

  /** @throws DomainError `incident.url-network`, `publication.url-not-post`, `publication.url-of-message`, `publication.url-taken` for a link that is none to this answer. */
  execute(actor: Actor, assignmentId: string, { url, version }: { url: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, { assignmentId }, version, async (act) => {
      const assignment = act.assignment(assignmentId);
      const draft = act.currentDraft(assignment);
      if (!draft) throw act.refusal('publish', assignment.status);
      act.move(assignment, 'publish', { kind: draft.kind }, { details: { url, draftId: draft.id } });
      await this.out.record(act, { assignment, draftId: draft.id, kind: draft.kind, text: draft.text, publisher: 'executor' }, url);
    });
  }
}

/**
 * The executor revises by the remarks (M-12.2: no second approval) and publishes; where the curator publishes
 * or consolidates, the executor only hands the revised text over.
 */
@Injectable()
export class ReviseAndPublish {
  constructor(
    private readonly acts: IncidentActs,
    private readonly out: ReplyOut,
    private readonly attachments: Attachments,
  ) {}

  /** @throws DomainError `publication.url-needed`, `publication.url-not-expected`, `incident.url-network`. */
  execute(actor: Actor, assignmentId: string, { url, version, ...revised }: NewVersion & { url?: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, { assignmentId }, version, async (act) => {
      const assignment = act.assignment(assignmentId);
      const remarked = act.currentDraft(assignment);
      if (!remarked || assignment.status !== 'changes-requested') throw act.refusal('revise-and-publish', assignment.status);
      const { kind } = remarked;
      const publishes = assignment.publisher === 'executor';
      if (publishes && !url) throw new DomainError('publication.url-needed');
      if (!publishes && url) throw new DomainError('publication.url-not-expected');
      const draft = addVersion(act, assignment, { ...revised, kind, origin: 'revised' });
      act.move(assignment, 'revise-and-publish', { kind }, { details: { url: url ?? null, draftId: draft.id, version: draft.version } });
      await this.attachments.bind(actor, revised.attachments ?? [], {
        stream: 'incident', streamId: act.incident.id, subject: 'draft', subjectId: draft.id, authorityId: assignment.authorityId,
      }, earlierVersions(act, draft));
      if (url) await this.out.record(act, { assignment, draftId: draft.id, kind: draft.kind, text: draft.text, publisher: 'executor' }, url);
    });
  }
}

/** The curator publishes for an executor whose authority has no account in the network (M-13.2); approves on the way. */
@Injectable()
export class PublishForExecutor {
  constructor(
    private readonly acts: IncidentActs,
    private readonly out: ReplyOut,
    private readonly reviews: Reviews,
  ) {}

  execute(actor: Actor, draftId: string, { url, version }: { url: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, { draftId }, version, async (act) => {
      const { draft, assignment } = currentVersion(act, draftId, 'publish-for-executor');
      const inReview = assignment.status === 'in-review';
      act.move(assignment, 'publish-for-executor', { kind: draft.kind }, { details: { url, draftId } });
      if (inReview) await this.reviews.approve(pendingReview(act, draft), actor, act.at);
      await this.out.record(act, { assignment, draftId: draft.id, kind: draft.kind, text: draft.text, publisher: 'curator' }, url);
    });
  }
}
