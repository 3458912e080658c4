import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { IncidentActs } from './incident-acts.js';

/** Returns a message that is not the authority's, with a short reason (M-8.1); possible until a draft is sent. */
@Injectable()
export class ReturnAssignment {
  constructor(private readonly acts: IncidentActs) {}

  execute(actor: Actor, assignmentId: string, { reason, version }: { reason: string; version: number | null }): Promise<string> {
    return this.acts.run(actor, { assignmentId }, version, async (act) => {
      const assignment = act.assignment(assignmentId);
      act.move(assignment, 'return', {}, { details: { reason } });
      assignment.endReason = reason;
    });
  }
}
