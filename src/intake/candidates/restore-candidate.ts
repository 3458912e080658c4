import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { CandidateActs } from './candidate-acts.js';

/** Puts a dismissed candidate back into the queue, as long as its text is kept. */
@Injectable()
export class RestoreCandidate {
  constructor(
    private readonly db: Database,
    private readonly acts: CandidateActs,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`, `candidate.action-not-allowed`. */
  execute(actor: Actor, id: string, version: number | null): Promise<void> {
    return this.db.transaction(async () => this.acts.move(actor, [await this.acts.lock(actor, id, version)], 'restore'));
  }
}
