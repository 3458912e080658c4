import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { NetworkAdapters, type Session } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { inLanes, Rounds, Scheduled } from '../../platform/jobs/index.js';
import { Sessions } from '../../publishing/index.js';
import { ReadSource } from './read-source.js';
import { Watch } from './watch.entity.js';

/** Accounts one process reads at once. */
const LANES = 4;
/** Places taken into one round. */
const BATCH = 200;

interface Due {
  sourceId: string;
  watchId: string;
}

/** Reads the networks where it is time, the accounts taking turns: nobody's thousand posts hold up another's one. */
@Injectable()
export class ReadNetworks implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Intake');
  private readonly rounds = new Rounds(() => this.round());
  private stopping = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly adapters: NetworkAdapters,
    private readonly sessions: Sessions,
    private readonly read: ReadSource,
  ) {}

  @Scheduled('intake.read')
  sweep(): Promise<boolean> {
    return this.rounds.once();
  }

  /** Reads until nothing is due. @returns how many readings there were. */
  execute(): Promise<number> {
    return this.rounds.run();
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  private async round(): Promise<{ count: number; more: boolean }> {
    const due = this.stopping ? [] : await this.due();
    if (due.length === 0) return { count: 0, more: false };
    const watches = new Map((await this.db.reader.getRepository(Watch).createQueryBuilder('w').where('w.id = ANY(:ids)', { ids: [...new Set(due.map(({ watchId }) => watchId))] }).getMany()).map((watch) => [watch.id, watch]));
    const sessions = (await this.sessions.all()).map(({ session }) => session);
    // Each account's places are read one after another: its pace is one, and who waits for it holds up nobody else.
    const accounts = new Map<string, { session: Session; places: Due[] }>();
    for (const place of due) {
      const watch = watches.get(place.watchId);
      const session = watch && this.sessionFor(watch, sessions);
      if (!session) continue;
      const key = `${session.network}:${session.ownerId}`;
      const account = accounts.get(key) ?? { session, places: [] };
      account.places.push(place);
      accounts.set(key, account);
    }
    const queue = [...accounts.values()];
    let count = 0;
    let more = due.length === BATCH;
    await inLanes(LANES, async () => {
      for (let account = queue.shift(); account && !this.stopping; account = queue.shift()) {
        const place = account.places.shift();
        const watch = place && watches.get(place.watchId);
        if (!place || !watch) continue;
        const ended = await this.one(place, watch, account.session);
        if (ended === 'done' || ended === 'more') count += 1;
        if (ended === 'more') more = true;
        // Whoever was told to wait is not asked again in this round.
        if (ended !== 'rest' && account.places.length > 0) queue.push(account);
      }
    });
    return { count, more: more && count > 0 };
  }

  private async one({ sourceId }: Due, watch: Watch, session: Session): Promise<Awaited<ReturnType<ReadSource['execute']>>> {
    try {
      return await this.read.execute(sourceId, watch, session);
    } catch (error) {
      // One place that cannot be read, or stored, must not stop the others; it is tried again when its lease is over.
      this.logger.error(`Watch ${watch.id}: ${(error as Error).message}`);
      return 'lost';
    }
  }

  private due(): Promise<Due[]> {
    return this.db.rows<Due>(
      `SELECT id AS "sourceId", watch_id AS "watchId" FROM (
         SELECT s.id, s.watch_id, s.next_at, row_number() OVER (PARTITION BY w.network, coalesce(w.owner_id, '') ORDER BY s.next_at, s.id) AS turn
         FROM intake_source s JOIN intake_watch w ON w.id = s.watch_id
         WHERE s.next_at <= $1 AND (s.taken_until IS NULL OR s.taken_until <= $1) AND (s.until IS NULL OR s.until > $1) AND w.active AND w.connected AND w.network = ANY($2::text[])
       ) due ORDER BY turn, next_at, id LIMIT $3`,
      [this.clock.now(), this.adapters.switchedOn, BATCH],
    );
  }

  /** An account reads what is its own; a search is read by any account that can, each search always by the same. */
  private sessionFor(watch: Watch, sessions: readonly Session[]): Session | undefined {
    const own = sessions.filter(({ network }) => network === watch.network);
    if (watch.kind !== 'search') return own.find(({ ownerId }) => ownerId === watch.ownerId);
    const able = own.filter((session) => this.adapters.of(session.network)?.capabilities(session).has('search'));
    return able[Number.parseInt(watch.id.slice(-6), 16) % Math.max(1, able.length)];
  }
}
