import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { IncidentPosts, MergeIncident, RecordIncidents } from '../../incidents/index.js';
import { type Network, Places } from '../../networks/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { CandidateActs } from './candidate-acts.js';
import { messageOf } from './candidate-message.js';
import type { Candidate } from './candidate.entity.js';

/** Adds candidates that are locked to an incident: each post is recorded and merged into it, so the count of messages stays true. */
@Injectable()
export class JoinIncident {
  constructor(
    private readonly acts: CandidateActs,
    private readonly record: RecordIncidents,
    private readonly merge: MergeIncident,
    private readonly incidents: IncidentPosts,
    private readonly places: Places,
  ) {}

  /** @throws DomainError `incident.merge-target-closed`, `incident.action-not-allowed` when a post is an incident that cannot be merged any more. */
  async execute(actor: Actor, candidates: readonly Candidate[], incidentId: string): Promise<void> {
    if (candidates.length === 0) return;
    const recorded = await this.record.executeMany(actor, candidates.map(messageOf));
    const before = await this.incidents.some(recorded.flatMap(({ id, duplicate }) => (duplicate ? [id] : [])));
    for (const { id } of recorded) {
      // The incident's own post needs no merging, and one that was merged before is where it belongs.
      if (id === incidentId || before.get(id)?.mergedInto === incidentId) continue;
      await this.merge.execute(actor, id, { into: incidentId, version: null });
    }
    for (const network of new Set(candidates.map((candidate) => candidate.network)) as Set<Network>) {
      await this.places.remember(network, candidates.filter((candidate) => candidate.network === network));
    }
    await this.acts.move(actor, candidates, 'merge', { incidentId });
  }
}

/** Merges a candidate into an incident, or into the one another candidate became (M-3). */
@Injectable()
export class MergeCandidate {
  constructor(
    private readonly db: Database,
    private readonly acts: CandidateActs,
    private readonly incidents: IncidentPosts,
    private readonly join: JoinIncident,
  ) {}

  /**
   * @throws DomainError `not-found`, `precondition.failed`, `candidate.action-not-allowed`; `candidate.not-taken` when the other
   * candidate is no incident; `incident.merge-target-closed`.
   */
  execute(actor: Actor, id: string, { incidentId, candidateId, version }: { incidentId?: string; candidateId?: string; version: number | null }): Promise<void> {
    return this.db.transaction(async () => {
      const locked = await this.acts.lockMany([id, ...(candidateId ? [candidateId] : [])]);
      const candidate = await this.acts.lock(actor, id, version);
      if (!this.acts.may(actor, candidate, 'merge')) throw this.acts.refusal(candidate, 'merge');
      const into = incidentId ?? this.incidentOf(locked, candidateId ?? '');
      if (!(await this.incidents.some([into])).has(into)) throw notFound('incident', into);
      await this.join.execute(actor, [candidate], into);
    });
  }

  private incidentOf(candidates: readonly Candidate[], id: string): string {
    const other = candidates.find((candidate) => candidate.id === id);
    if (!other) throw notFound('candidate', id);
    if (!other.incidentId) throw new DomainError('candidate.not-taken', { candidateId: id, state: other.status });
    return other.incidentId;
  }
}
