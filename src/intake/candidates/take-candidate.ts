import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { RecordIncidents } from '../../incidents/index.js';
import { Places } from '../../networks/index.js';
import { Database } from '../../platform/database/index.js';
import { CandidateActs } from './candidate-acts.js';
import { messageOf } from './candidate-message.js';
import { JoinIncident } from './merge-candidate.js';

/** Repeats taken along at once. */
const MOST_REPEATS = 100;

/** Makes a candidate an incident in one act (M-6): network, link, author, text and moment are filled from what was found. */
@Injectable()
export class TakeCandidate {
  constructor(
    private readonly db: Database,
    private readonly acts: CandidateActs,
    private readonly record: RecordIncidents,
    private readonly places: Places,
    private readonly join: JoinIncident,
  ) {}

  /**
   * @param group whether those that say the same are recorded too and merged into the incident.
   * @throws DomainError `not-found`, `precondition.failed`, `candidate.action-not-allowed` with the state it is in;
   * `incident.duplicate` naming the incident the post is already.
   */
  execute(actor: Actor, id: string, { group = false, version }: { group?: boolean; version: number | null }): Promise<void> {
    return this.db.transaction(async () => {
      const candidate = await this.acts.lock(actor, id, version);
      if (!this.acts.may(actor, candidate, 'take')) throw this.acts.refusal(candidate, 'take');
      const incidentId = await this.record.execute(actor, messageOf(candidate));
      await this.places.remember(candidate.network, [candidate]);
      await this.acts.move(actor, [candidate], 'take', { incidentId });
      if (!group) return;
      const repeats = await this.acts.lockMany(await this.acts.repeatsOf([candidate], MOST_REPEATS));
      await this.join.execute(actor, repeats.filter(({ status }) => status === 'new'), incidentId);
    });
  }
}
