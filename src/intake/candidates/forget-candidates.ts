import { Inject, Injectable } from '@nestjs/common';
import { systemActor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { Rounds, Scheduled } from '../../platform/jobs/index.js';
import { Groups } from '../finding/groups.js';
import { CandidateActs } from './candidate-acts.js';

const DAY = 86_400_000;
const BATCH = 500;

/**
 * Lets go what nobody decided about in time, and removes text and author of what was dismissed a while ago: what is no
 * incident is kept no longer than a mistake can be noticed. The key of the post stays, so that it is not found again.
 */
@Injectable()
export class ForgetCandidates {
  private readonly rounds = new Rounds(() => this.round());

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly acts: CandidateActs,
    private readonly groups: Groups,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Scheduled('intake.forget')
  sweep(): Promise<boolean> {
    return this.rounds.once();
  }

  /** @returns how many were let go or emptied. */
  execute(): Promise<number> {
    return this.rounds.run();
  }

  private async round(): Promise<{ count: number; more: boolean }> {
    const expired = await this.db.transaction(() => this.expire());
    const erased = await this.db.transaction(() => this.erase());
    await this.db.transaction(async () => {
      await this.groups.purge();
      await this.db.change(`DELETE FROM intake_source WHERE until < $1`, [this.clock.now()]);
    });
    return { count: expired + erased, more: expired === BATCH || erased === BATCH };
  }

  private async expire(): Promise<number> {
    const before = new Date(this.clock.now().getTime() - this.config.INTAKE_QUEUE_DAYS * DAY);
    const rows = await this.db.rows<{ id: string }>(`SELECT id FROM intake_candidate WHERE status = 'new' AND found_at < $1 AND state_since < $1 ORDER BY found_at, id LIMIT $2`, [before, BATCH]);
    const stale = (await this.acts.lockMany(rows.map(({ id }) => id))).filter(({ status }) => status === 'new');
    await this.acts.move(systemActor, stale, 'expire', { ground: 'expired', heardBy: [] });
    return rows.length;
  }

  private async erase(): Promise<number> {
    const at = this.clock.now();
    const before = new Date(at.getTime() - this.config.INTAKE_DISMISSED_DAYS * DAY);
    const rows = await this.db.change<{ id: string }>(
      `UPDATE intake_candidate c SET text = '', author_id = '', author_name = '', author_url = NULL, url = '', comment = NULL, screening = '[]', place = '{"post":"","comment":null}',
         erased_at = $2, check_at = NULL, version = c.version + 1
       FROM (SELECT id FROM intake_candidate WHERE status = 'dismissed' AND erased_at IS NULL AND state_since < $1 ORDER BY state_since, id LIMIT $3 FOR UPDATE SKIP LOCKED) old
       WHERE c.id = old.id RETURNING c.id`,
      [before, at, BATCH],
    );
    const ids = rows.map(({ id }) => id);
    await this.db.change(`DELETE FROM intake_edition WHERE candidate_id = ANY($1::uuid[])`, [ids]);
    await this.events.append(...ids.map((id) => ({ type: 'candidate.erase', stream: 'candidate', streamId: id, actorId: null, actorRole: null, channel: systemActor.channel, roles: [], at })));
    return ids.length;
  }
}
