import { Injectable } from '@nestjs/common';
import { Reviews } from '../approvals/index.js';
import type { Actor } from '../identity/index.js';
import { IncidentActs } from './incident-acts.js';

/** Takes an assignment back from its executor, with a reason (settled rule 12); every term of it is cancelled. */
@Injectable()
export class WithdrawAssignment {
  constructor(
    private readonly acts: IncidentActs,
    private readonly reviews: Reviews,
  ) {}

  execute(actor: Actor, assignmentId: string, { reason, version }: { reason: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, { assignmentId }, version, async (act) => {
      const assignment = act.assignment(assignmentId);
      const draft = act.currentDraft(assignment);
      const review = draft && act.review(draft);
      act.move(assignment, 'withdraw', {}, { details: { reason } });
      assignment.endReason = reason;
      if (review?.status === 'in-review') await this.reviews.withdraw(review, actor, act.at);
    });
  }
}
