import { Injectable } from '@nestjs/common';
import { type Review, Reviews } from '../approvals/index.js';
import type { Actor } from '../identity/index.js';
import { currentVersion } from './draft-versions.js';
import type { IncidentAct } from './incident-act.js';
import { IncidentActs } from './incident-acts.js';
import type { ReplyDraft } from './reply-draft.entity.js';

/** Approves exactly one version of a draft (M-12.1). */
@Injectable()
export class ApproveDraft {
  constructor(
    private readonly acts: IncidentActs,
    private readonly reviews: Reviews,
  ) {}

  execute(actor: Actor, draftId: string, { version }: { version: number | null }): Promise<string> {
    return this.acts.run(actor, { draftId }, version, async (act) => {
      const { draft, assignment } = currentVersion(act, draftId, 'approve');
      act.move(assignment, 'approve', { kind: draft.kind }, { details: { draftId, version: draft.version } });
      await this.reviews.approve(pendingReview(act, draft), actor, act.at);
    });
  }
}

/** Sends exactly one version back with remarks and suggestions (M-12.1). */
@Injectable()
export class RequestChanges {
  constructor(
    private readonly acts: IncidentActs,
    private readonly reviews: Reviews,
  ) {}

  execute(actor: Actor, draftId: string, { remarks, version }: { remarks: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, { draftId }, version, async (act) => {
      const { draft, assignment } = currentVersion(act, draftId, 'request-changes');
      act.move(assignment, 'request-changes', { kind: draft.kind }, { details: { draftId, version: draft.version } });
      await this.reviews.requestChanges(pendingReview(act, draft), remarks, actor, act.at);
    });
  }
}

/** The review of a draft that is in review. */
export function pendingReview(act: IncidentAct, draft: ReplyDraft): Review {
  const review = act.review(draft);
  if (!review) throw new Error(`Draft ${draft.id} in review has no review`);
  return review;
}
