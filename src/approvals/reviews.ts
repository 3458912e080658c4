import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { transitionOf } from '../platform/workflow/index.js';
import { Review } from './review.entity.js';
import { type ReviewEvent, reviewWorkflow } from './review.transitions.js';

/** Review of one exact version: submit → approve | request changes. Knows no subject. */
@Injectable()
export class Reviews {
  constructor(private readonly db: Database) {}

  /** Opens the review of a version. */
  async submit(version: { id: string; subject: string }, actor: Actor, at: Date): Promise<Review> {
    const review: Review = {
      versionId: version.id,
      subject: version.subject,
      status: 'in-review',
      remarks: null,
      submittedBy: actor.userId,
      submittedAt: at,
      decidedBy: null,
      decidedAt: null,
    };
    await this.db.repository(Review).insert(review);
    return review;
  }

  /** Approves exactly this version (M-12.1, A-7.1). */
  approve(review: Review, actor: Actor, at: Date): Promise<void> {
    return this.decide(review, 'approve', null, actor, at);
  }

  /** Sends exactly this version back with remarks (M-12.1, A-7.1). */
  requestChanges(review: Review, remarks: string, actor: Actor, at: Date): Promise<void> {
    return this.decide(review, 'request-changes', remarks, actor, at);
  }

  /** Ends the review of a version nobody will decide any more. */
  withdraw(review: Review, actor: Actor, at: Date): Promise<void> {
    return this.decide(review, 'withdraw', null, actor, at);
  }

  /**
   * Decides once: of two people deciding at the same moment one wins.
   * @throws DomainError `incident.action-not-allowed` when the version is decided already.
   */
  private async decide(review: Review, event: ReviewEvent, remarks: string | null, actor: Actor, at: Date): Promise<void> {
    const row = transitionOf(reviewWorkflow, review.status, event, {});
    if (!row) throw new DomainError('incident.action-not-allowed', { action: event, state: review.status });
    const changes = { status: row.to, remarks, decidedBy: actor.userId, decidedAt: at };
    const { affected } = await this.db.repository(Review).update({ versionId: review.versionId, status: review.status }, changes);
    if (affected !== 1) throw new DomainError('incident.action-not-allowed', { action: event, state: review.status });
    Object.assign(review, changes);
  }
}
