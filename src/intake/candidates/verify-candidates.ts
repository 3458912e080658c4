import { Injectable, Logger } from '@nestjs/common';
import { NetworkAdapters, type Session } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { Sessions } from '../../publishing/index.js';
import { KnownMessages } from '../finding/known-messages.js';
import { Candidate } from './candidate.entity.js';

const BATCH = 100;
/** How long a look that was refused waits, milliseconds. */
const AGAIN_MS = 3_600_000;

/** Looks whether messages that became incidents are still where they were, an hour, a day and a week after. */
@Injectable()
export class VerifyCandidates {
  private readonly logger = new Logger('Intake');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly adapters: NetworkAdapters,
    private readonly sessions: Sessions,
    private readonly known: KnownMessages,
  ) {}

  /** @returns how many were looked at. */
  @Scheduled('intake.verify')
  async execute(): Promise<number> {
    const due = await this.db.reader.getRepository(Candidate).createQueryBuilder('c')
      .where('c.check_at <= :now', { now: this.clock.now() }).orderBy('c.check_at').addOrderBy('c.id').limit(BATCH).getMany();
    if (due.length === 0) return 0;
    const sessions = await this.sessions.all();
    for (const candidate of due) {
      const session = sessionFor(candidate, sessions);
      await this.look(candidate, session).catch((error: unknown) => this.logger.error(`Candidate ${candidate.id}: ${(error as Error).message}`));
    }
    return due.length;
  }

  private async look({ id, network, place, stateSince }: Candidate, session: Session | null): Promise<void> {
    const adapter = this.adapters.of(network);
    const able = adapter && session && adapter.capabilities(session).has('check-exists');
    const found = able ? await adapter.checkExists(session, place.comment ?? place.post, place.mention ? place : place.comment === null ? null : { post: place.post, comment: null }) : null;
    await this.db.transaction(async () => {
      if (found?.outcome === 'ok') return this.known.looked(id, found.value, stateSince);
      // Who cannot look now looks later; where nobody ever can, the looks end by themselves.
      const next = new Date(this.clock.now().getTime() + AGAIN_MS);
      const last = stateSince.getTime() + 8 * 86_400_000;
      await this.db.change(`UPDATE intake_candidate SET check_at = $2 WHERE id = $1`, [id, next.getTime() > last ? null : next]);
    });
  }
}

/** The account it was written to, else any of the network. */
function sessionFor({ network, accountId }: Candidate, sessions: readonly { accountId: string | null; session: Session }[]): Session | null {
  const own = sessions.filter(({ session }) => session.network === network);
  return (own.find((one) => one.accountId === accountId) ?? own[0])?.session ?? null;
}
