import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { EventLog, type NewEvent } from '../../platform/events/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { transitionOf } from '../../platform/workflow/index.js';
import { checkTimes } from '../finding/check-times.js';
import { Groups } from '../finding/groups.js';
import { CandidateReader } from './candidate-reader.js';
import { Candidate } from './candidate.entity.js';
import { type CandidateCircumstances, type CandidateEvent, candidateWorkflow } from './candidate.transitions.js';

/** What a move sets besides the state. */
export interface Move {
  circumstances?: Partial<CandidateCircumstances>;
  incidentId?: string;
  ground?: Candidate['ground'];
  comment?: string | null;
  details?: Record<string, unknown>;
  /** Who hears of it live; curators, unless it says otherwise. */
  heardBy?: NewEvent['roles'];
}

/** Moves candidates by their table, with the history, within the caller's transaction. */
@Injectable()
export class CandidateActs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly groups: Groups,
    private readonly reader: CandidateReader,
  ) {}

  /**
   * One candidate, locked.
   * @throws DomainError `not-found`; `precondition.failed` with its present view when `expected` is not its version.
   */
  async lock(actor: Actor, id: string, expected: number | null): Promise<Candidate> {
    const [candidate] = await this.lockMany([id]);
    if (!candidate) throw notFound('candidate', id);
    await checkVersion(expected, candidate.version, () => this.reader.view(actor, id));
    return candidate;
  }

  /** Candidates, locked in one order: two people with overlapping choices wait, they do not lock crosswise. */
  async lockMany(ids: readonly string[]): Promise<Candidate[]> {
    await this.db.change(`SELECT id FROM intake_candidate WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`, [ids]);
    return this.db.writer.getRepository(Candidate).createQueryBuilder('c').where('c.id = ANY(:ids)', { ids }).orderBy('c.id').getMany();
  }

  /** The others of the groups that stand in the queue too. @param most how many at most. */
  async repeatsOf(candidates: readonly Candidate[], most: number): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      `SELECT id FROM intake_candidate WHERE group_id = ANY($1::uuid[]) AND status = 'new' AND id <> ALL($2::uuid[]) ORDER BY posted_at, id LIMIT $3`,
      [[...new Set(candidates.map(({ groupId }) => groupId))], candidates.map(({ id }) => id), most],
    );
    return rows.map(({ id }) => id);
  }

  /** Whether the table lets the actor move it now. */
  may(actor: Actor, { status, erasedAt }: Candidate, event: CandidateEvent, circumstances: Partial<CandidateCircumstances> = {}): boolean {
    const row = transitionOf(candidateWorkflow, status, event, { erased: erasedAt !== null, ...circumstances });
    return row !== null && (actor.channel === 'system' || row.roles.some((role) => actor.roles.includes(role)));
  }

  /** The refusal of an act that the present state does not allow, naming it. */
  refusal({ id, status, incidentId }: Candidate, action: CandidateEvent): DomainError {
    return new DomainError('candidate.action-not-allowed', { action, state: status, candidateId: id, incidentId });
  }

  /**
   * Moves candidates that are locked.
   * @throws DomainError `candidate.action-not-allowed` when the table has no such move for one of them.
   */
  async move(actor: Actor, candidates: readonly Candidate[], event: CandidateEvent, { circumstances = {}, details = {}, incidentId, ground = null, comment = null, heardBy = ['curator'] }: Move = {}): Promise<void> {
    if (candidates.length === 0) return;
    const at = this.clock.now();
    const rows = candidates.map((candidate) => {
      const row = transitionOf(candidateWorkflow, candidate.status, event, { erased: candidate.erasedAt !== null, ...circumstances });
      if (!row || !this.may(actor, candidate, event, circumstances)) throw this.refusal(candidate, event);
      return { candidate, row };
    });
    const to = rows[0]?.row.to ?? 'new';
    await this.db.change(
      `UPDATE intake_candidate SET status = $2, state_since = $3, ground = $4, comment = $5, incident_id = coalesce($6, incident_id), check_at = $7,
         leads = CASE WHEN $2 = 'new' THEN false ELSE leads END, version = version + 1
       WHERE id = ANY($1::uuid[])`,
      [candidates.map(({ id }) => id), to, at, ground, comment, incidentId ?? null, to === 'taken' || to === 'merged' ? checkTimes.after(at, at) : null],
    );
    await this.groups.follow(candidates.map(({ groupId }) => groupId));
    await this.events.append(
      ...rows.map(({ candidate, row }) => ({
        type: `candidate.${event}`, stream: 'candidate', streamId: candidate.id, fromState: candidate.status, toState: row.to,
        actorId: actor.userId, actorRole: row.roles.find((role) => actor.roles.includes(role)) ?? null, channel: actor.channel, clause: row.clause,
        details: { ...details, ...(incidentId ? { incidentId } : {}), ...(ground ? { ground } : {}), ...(comment ? { comment } : {}) }, roles: heardBy, at,
      })),
    );
  }
}
