import { Injectable, type OnModuleInit } from '@nestjs/common';
import { systemActor } from '../../identity/index.js';
import { IncidentOriginals, type Original } from '../../incidents/index.js';
import type { Network } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { CandidateActs } from './candidate-acts.js';

/** How far back it is looked for messages recorded by another way: longer than any worker is away. */
const LOOK_BACK_MS = 3 * 86_400_000;

/** Keeps candidates and incidents about one post together, whoever was first; tells incidents what their authors did later. */
@Injectable()
export class FollowIncidents implements OnModuleInit {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly acts: CandidateActs,
    private readonly originals: IncidentOriginals,
  ) {}

  onModuleInit(): void {
    this.originals.tellBy((network, postKey) => this.original(network, postKey));
  }

  /** What was recorded by hand or by import leaves the queue. @returns how many did. */
  @Scheduled('intake.follow')
  async execute(): Promise<number> {
    const rows = await this.db.rows<{ id: string; incidentId: string }>(
      `SELECT c.id, i.id AS "incidentId" FROM incident i JOIN intake_candidate c ON c.network = i.network AND c.post_key = i.post_key
       WHERE i.recorded_at >= $1 AND c.status IN ('new', 'dismissed') ORDER BY i.recorded_at, c.id LIMIT 1000`,
      [new Date(this.clock.now().getTime() - LOOK_BACK_MS)],
    );
    let count = 0;
    for (const { id, incidentId } of rows) {
      await this.db.transaction(async () => {
        const [candidate] = await this.acts.lockMany([id]);
        if (!candidate || !this.acts.may(systemActor, candidate, 'recognise')) return;
        await this.acts.move(systemActor, [candidate], 'recognise', { incidentId });
        count += 1;
      });
    }
    return count;
  }

  private async original(network: Network, postKey: string): Promise<Original | null> {
    const found = await this.db.row<{ id: string; deletedAt: Date | null; edited: boolean }>(
      `SELECT id, deleted_at AS "deletedAt", edited_at IS NOT NULL AS edited FROM intake_candidate WHERE network = $1 AND post_key = $2 AND erased_at IS NULL`, [network, postKey],
    );
    if (!found) return null;
    const editions = found.edited
      ? await this.db.rows<{ text: string; seenAt: Date }>(`SELECT text, seen_at AS "seenAt" FROM intake_edition WHERE candidate_id = $1 ORDER BY number`, [found.id])
      : [];
    return { editions, deletedAt: found.deletedAt };
  }
}
