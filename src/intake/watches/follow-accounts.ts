import { Inject, Injectable } from '@nestjs/common';
import { IncidentPosts } from '../../incidents/index.js';
import { type Network, NetworkAdapters, Places, type Session } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { newId } from '../../platform/ids/index.js';
import { Scheduled } from '../../platform/jobs/index.js';
import { Publications, Sessions } from '../../publishing/index.js';
import type { WatchSource } from './source.entity.js';

const DAY = 86_400_000;
/** Networks that keep answers apart from the comments of a post: what is said under a published answer is read there. */
const THREADED = ['vk', 'instagram'] as const satisfies readonly Network[];

type Beginning = Pick<WatchSource, 'nextAt'> & Partial<Pick<WatchSource, 'post' | 'thread' | 'until' | 'wholeAt'>>;

/** Derives what is listened to from the accounts that have a credential: comments and mentions, as far as it can read them. */
@Injectable()
export class FollowAccounts {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly adapters: NetworkAdapters,
    private readonly sessions: Sessions,
    private readonly publications: Publications,
    private readonly incidents: IncidentPosts,
    private readonly places: Places,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Brings the watches up to date; doing it twice changes nothing. */
  @Scheduled('intake.watches')
  async execute(): Promise<void> {
    const sessions = await this.sessions.all();
    await this.db.transaction(async () => {
      const connected: string[] = [];
      for (const { accountId, session } of sessions) {
        const able = this.adapters.of(session.network)?.capabilities(session) ?? new Set();
        if (able.has('list-comments')) connected.push(await this.watch(session, accountId, 'comments', able.has('list-posts') ? 'posts' : null));
        if (able.has('list-mentions') || able.has('read-mention')) {
          connected.push(await this.watch(session, accountId, 'mentions', able.has('list-mentions') ? 'mentions' : null));
        }
      }
      await this.db.change(
        `UPDATE intake_watch SET connected = NOT connected, version = version + 1
         WHERE connected <> CASE kind WHEN 'search' THEN network = ANY($2::text[]) ELSE id = ANY($1::uuid[]) END`,
        [connected, this.searchable(sessions)],
      );
    });
    await this.answers();
  }

  /** Whether some credential can search a network now. */
  async canSearch(network: Network): Promise<boolean> {
    return this.searchable(await this.sessions.all()).includes(network);
  }

  private searchable(sessions: readonly { session: Session }[]): Network[] {
    return sessions.filter(({ session }) => this.adapters.of(session.network)?.capabilities(session).has('search')).map(({ session }) => session.network);
  }

  /** @param source where it begins; null where the credential does not show the posts, so that the network itself must tell of them. */
  private async watch(session: Session, accountId: string | null, kind: 'comments' | 'mentions', source: 'posts' | 'mentions' | null): Promise<string> {
    const { network, ownerId } = session;
    const [watch] = await this.db.change<{ id: string }>(
      `INSERT INTO intake_watch AS watch (id, network, kind, target, account_id, owner_id, created_at) VALUES ($1, $2, $3, $4, $5, $4, $6)
       ON CONFLICT (network, kind, target) DO UPDATE SET account_id = excluded.account_id RETURNING id`,
      [newId(), network, kind, ownerId, accountId, this.clock.now()],
    );
    if (!watch) throw new Error('A watch was neither made nor found');
    if (source) await this.source(watch.id, source, { nextAt: this.clock.now() });
    else await this.db.change(`DELETE FROM intake_source WHERE watch_id = $1 AND kind = 'posts'`, [watch.id]);
    return watch.id;
  }

  /** Places to read, within the caller's transaction; those that are there already are only kept longer. */
  async source(watchId: string, kind: WatchSource['kind'], ...beginnings: Beginning[]): Promise<void> {
    const rows = beginnings.map(({ nextAt, post = '', thread = '', until = null, wholeAt = null }) => ({ id: newId(), post, thread, nextAt, until, wholeAt }));
    await this.db.change(
      `INSERT INTO intake_source AS source (id, watch_id, kind, post, thread, next_at, until, whole_at)
       SELECT id, $1, $2, post, thread, "nextAt", until, "wholeAt"
       FROM jsonb_to_recordset($3::jsonb) AS r (id uuid, post text, thread text, "nextAt" timestamptz, until timestamptz, "wholeAt" timestamptz)
       ON CONFLICT (watch_id, kind, post, thread) DO UPDATE SET until = greatest(source.until, excluded.until) WHERE source.until < excluded.until`,
      [watchId, kind, JSON.stringify(rows)],
    );
  }

  /** What is asked on under published answers. */
  private async answers(): Promise<void> {
    const now = this.clock.now();
    const until = new Date(now.getTime() + this.config.INTAKE_POST_DAYS * DAY);
    for (const network of THREADED) {
      const watches = await this.db.rows<{ id: string; ownerId: string }>(
        `SELECT id, owner_id AS "ownerId" FROM intake_watch WHERE network = $1 AND kind = 'comments' AND connected AND active ORDER BY id`, [network],
      );
      if (watches.length === 0) continue;
      // A day and a bit: the task runs every minute, and what it missed while nothing ran is found by the next.
      const answers = await this.publications.since(network, new Date(now.getTime() - 2 * DAY));
      const incidents = await this.incidents.some(answers.map(({ incidentId }) => incidentId));
      for (const { url, incidentId } of answers) {
        const asked = await this.places.of(network, incidents.get(incidentId)?.url ?? url);
        const thread = asked?.comment ?? (await this.places.of(network, url))?.comment;
        if (!asked || !thread) continue;
        const watch = watches.find(({ ownerId }) => asked.post.startsWith(`-${ownerId}_`)) ?? watches[0];
        if (watch) await this.db.transaction(() => this.source(watch.id, 'comments', { nextAt: now, post: asked.post, thread, until }));
      }
    }
  }
}
