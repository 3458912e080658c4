import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { CandidateActs } from './candidate-acts.js';
import type { DismissBody, DismissOutcome } from './candidate.schemas.js';

/** Repeats dismissed along with what was chosen. */
const MOST_REPEATS = 5000;

/** Dismisses candidates in bulk, with one ground (M-3, M-4). */
@Injectable()
export class DismissCandidates {
  constructor(
    private readonly db: Database,
    private readonly acts: CandidateActs,
  ) {}

  /** Each is answered for by itself: what has left the queue meanwhile is left as it is, and the answer says where it is. */
  execute(actor: Actor, { ids, ground, comment = undefined, group }: DismissBody): Promise<DismissOutcome> {
    return this.db.transaction(async () => {
      const wanted = [...new Set(ids)];
      const candidates = await this.acts.lockMany(wanted);
      const open = candidates.filter((candidate) => this.acts.may(actor, candidate, 'dismiss', { ground }));
      const repeats = group && open.length > 0 ? await this.acts.lockMany(await this.acts.repeatsOf(open, MOST_REPEATS)) : [];
      const all = [...open, ...repeats.filter((candidate) => this.acts.may(actor, candidate, 'dismiss', { ground }))];
      await this.acts.move(actor, all, 'dismiss', { circumstances: { ground }, ground, comment });
      return {
        dismissed: all.length,
        items: wanted.map((id) => {
          const candidate = candidates.find((one) => one.id === id);
          if (!candidate) return { id, outcome: 'not-found', state: null, incidentId: null };
          const { incidentId } = candidate;
          return open.includes(candidate) ? { id, outcome: 'dismissed', state: 'dismissed', incidentId } : { id, outcome: 'not-allowed', state: candidate.status, incidentId };
        }),
      };
    });
  }
}
