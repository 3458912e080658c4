import { Inject, Injectable } from '@nestjs/common';
import { type FoundPage, isOwnPace, NetworkAdapters, type Refused, type Session, type Source } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids/index.js';
import { StoreMessages } from '../finding/store-messages.js';
import { FollowAccounts } from './follow-accounts.js';
import { pauseAfter, pauseAfterRefusal } from './reading-plan.js';
import { WatchSource } from './source.entity.js';
import type { Watch } from './watch.entity.js';

const DAY = 86_400_000;
/** Pages read before others have their turn. */
const PAGES = 5;
/** How long a page may take until somebody else may read the place, milliseconds. */
const LEASE_MS = 120_000;
/** How far back a first reading goes. */
const FIRST_MS = 3 * DAY;

/** How a reading ended. */
export type Read = 'done' | 'more' | 'rest' | 'lost';

/** Reads one place on from its cursor; what was found and the cursor behind it are one transaction. */
@Injectable()
export class ReadSource {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly adapters: NetworkAdapters,
    private readonly store: StoreMessages,
    private readonly follow: FollowAccounts,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** @returns `rest` when the account is asked to wait, `lost` when somebody else reads the place. */
  async execute(sourceId: string, watch: Watch, session: Session): Promise<Read> {
    const adapter = this.adapters.of(watch.network);
    const source = await this.take(sourceId);
    if (!source || !adapter) return 'lost';
    let fresh = 0;
    for (let page = 1; ; page += 1) {
      const listed = await adapter.listMessages(session, this.sourceOf(source, watch), source.cursor);
      if (listed.outcome !== 'ok') return this.refused(source, watch, listed.outcome === 'rejected' ? listed : { outcome: 'rejected', reason: 'busy', retryAfterMs: null, detail: listed.detail });
      const stored = await this.keep(source, watch, listed.value);
      if (stored === null) return 'lost';
      fresh += stored;
      // Where a network has no mark of the newest (Instagram), pages of what is known already end the reading.
      const known = listed.value.messages.length > 0 && stored === 0 && watch.network === 'instagram';
      if (!listed.value.more || known || source.kind === 'posts') break;
      if (page === PAGES) return this.rest(source, 0, 'more');
    }
    await this.ended(source, watch, fresh);
    return 'done';
  }

  private take(id: string): Promise<WatchSource | null> {
    return this.db.separately(async () => {
      const now = this.clock.now();
      const [taken] = await this.db.change(
        `UPDATE intake_source SET taken_by = $2, taken_until = $3, cursor = CASE WHEN whole_at <= $4 THEN NULL ELSE cursor END,
           whole_at = CASE WHEN whole_at <= $4 THEN $5::timestamptz ELSE whole_at END
         WHERE id = $1 AND next_at <= $4 AND (taken_until IS NULL OR taken_until <= $4) RETURNING id`,
        [id, newId(), new Date(now.getTime() + LEASE_MS), now, new Date(now.getTime() + DAY)],
      );
      return taken ? this.db.writer.getRepository(WatchSource).findOneByOrFail({ id }) : null;
    });
  }

  /** Stores a page and goes on behind it. @returns new messages; null when the place is somebody else's by now. */
  private keep(source: WatchSource, watch: Watch, { messages, cursor }: FoundPage): Promise<number | null> {
    return this.db.separately(async () => {
      const until = new Date(this.clock.now().getTime() + LEASE_MS);
      // A list of posts is read from its newest each time.
      const next = source.kind === 'posts' ? null : cursor;
      const own = await this.db.change(`UPDATE intake_source SET cursor = $3, taken_until = $4 WHERE id = $1 AND taken_by = $2 RETURNING id`, [source.id, source.takenBy, next, until]);
      if (own.length !== 1) return null;
      source.cursor = next;
      if (source.kind === 'posts') await this.posts(watch, messages);
      const { network, accountId, topicId, locationId, kind, id } = watch;
      const { fresh } = await this.store.execute({ network, messages, foundBy: kind, watchId: id, accountId, topicId, locationId });
      return fresh;
    });
  }

  /** The account's own posts are places to listen to; what others wrote on its wall is found like anything else. */
  private async posts(watch: Watch, messages: FoundPage['messages']): Promise<void> {
    const now = this.clock.now();
    const days = this.config.INTAKE_POST_DAYS * DAY;
    const wholeAt = new Date(now.getTime() + DAY);
    const posts = new Map(messages.map(({ place, postedAt }) => [place.post, new Date(postedAt.getTime() + days)]));
    const live = [...posts].filter(([, until]) => until > now).map(([post, until]) => ({ nextAt: now, post, until, wholeAt }));
    await this.follow.source(watch.id, 'comments', ...live);
  }

  private async ended(source: WatchSource, watch: Watch, fresh: number): Promise<void> {
    const now = this.clock.now();
    const quiet = fresh > 0 ? 0 : source.quiet + 1;
    const next = new Date(now.getTime() + pauseAfter({ kind: source.kind, quiet }, watch.network, this.config.INTAKE_POLL_SECONDS));
    const until = source.until && fresh > 0 ? new Date(now.getTime() + this.config.INTAKE_POST_DAYS * DAY) : source.until;
    await this.db.separately(async () => {
      // A mention that was told of is read once.
      if (source.kind === 'mentions' && source.post) await this.db.change(`DELETE FROM intake_source WHERE id = $1 AND taken_by = $2`, [source.id, source.takenBy]);
      await this.db.change(
        `UPDATE intake_source SET next_at = $3, quiet = $4, failures = 0, until = $5, taken_by = NULL, taken_until = NULL WHERE id = $1 AND taken_by = $2`,
        [source.id, source.takenBy, next, quiet, until],
      );
      await this.db.change(
        `UPDATE intake_watch SET last_read_at = $2, outcome = 'ok', detail = NULL, found = found + $3, last_found_at = CASE WHEN $3 > 0 THEN $2 ELSE last_found_at END WHERE id = $1`,
        [watch.id, now, fresh],
      );
    });
  }

  private async refused(source: WatchSource, watch: Watch, refusal: Refused): Promise<Read> {
    if (isOwnPace(refusal)) return this.rest(source, refusal.retryAfterMs ?? 1000, 'rest');
    const { reason, detail } = refusal;
    const now = this.clock.now();
    // A post that is gone or shut has no comments any more: its own matter, not the account's.
    const shut = source.post !== '' && ['missing', 'rights', 'closed', 'invalid'].includes(reason);
    const gone = shut && (reason === 'missing' || source.failures >= 2);
    await this.db.separately(async () => {
      if (gone) await this.db.change(`DELETE FROM intake_source WHERE id = $1 AND taken_by = $2`, [source.id, source.takenBy]);
      else {
        await this.db.change(
          `UPDATE intake_source SET next_at = $3, failures = failures + 1, taken_by = NULL, taken_until = NULL WHERE id = $1 AND taken_by = $2`,
          [source.id, source.takenBy, new Date(now.getTime() + pauseAfterRefusal(refusal, source.failures))],
        );
        // Answers are given under others' posts too: that one of those is shut says nothing of the account.
        if (!(shut && source.thread)) await this.db.change(`UPDATE intake_watch SET last_read_at = $2, outcome = $3, detail = $4 WHERE id = $1`, [watch.id, now, reason, detail]);
      }
      if (reason === 'rate' && refusal.retryAfterMs !== null) await this.quiet(watch, new Date(now.getTime() + refusal.retryAfterMs));
    });
    return reason === 'rate' ? 'rest' : 'done';
  }

  /** A network that asks to wait is asked for nothing of the account meanwhile: who goes on asking is made to wait longer. */
  private async quiet({ network, ownerId }: Watch, until: Date): Promise<void> {
    await this.db.change(
      `UPDATE intake_source SET next_at = $3 WHERE id IN (
         SELECT s.id FROM intake_source s JOIN intake_watch w ON w.id = s.watch_id
         WHERE w.network = $1 AND w.owner_id IS NOT DISTINCT FROM $2 AND s.next_at < $3 AND s.taken_by IS NULL FOR UPDATE OF s SKIP LOCKED)`,
      [network, ownerId, until],
    );
  }

  private async rest(source: WatchSource, ms: number, read: Read): Promise<Read> {
    const next = new Date(this.clock.now().getTime() + ms);
    await this.db.separately(() => this.db.change(`UPDATE intake_source SET next_at = $3, taken_by = NULL, taken_until = NULL WHERE id = $1 AND taken_by = $2`, [source.id, source.takenBy, next]));
    return read;
  }

  private sourceOf({ kind, post, thread }: WatchSource, { query }: Watch): Source {
    const since = new Date(this.clock.now().getTime() - FIRST_MS);
    switch (kind) {
      case 'comments':
        return thread ? { kind, post, thread } : { kind, post };
      case 'search':
        return { kind, query: query ?? '', since };
      case 'mentions':
        return post ? { kind, at: { post, comment: thread || null, mention: true } } : { kind, since };
      case 'posts':
        return { kind };
    }
  }
}
