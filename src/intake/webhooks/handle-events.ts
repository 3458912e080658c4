import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { metaCall, metaNotices, type Notice, postKey, vkCallback, vkNotices } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { CONFIG, type Config } from '../../platform/config/index.js';
import { Database } from '../../platform/database/index.js';
import { HandlesJob, Rounds, Scheduled } from '../../platform/jobs/index.js';
import { Sessions } from '../../publishing/index.js';
import { KnownMessages } from '../finding/known-messages.js';
import { StoreMessages } from '../finding/store-messages.js';
import { FollowAccounts } from '../watches/follow-accounts.js';
import { eventsJob } from './event-waker.js';
import type { WebhookKind } from './webhook.entity.js';

/** Calls of one transaction, and about how many letters of them: a call of Meta may hold a thousand changes. */
const [BATCH, LETTERS] = [200, 2_000_000];
const DAY = 86_400_000;

interface Row {
  id: string;
  kind: WebhookKind;
  accountId: string | null;
  body: string;
}

type Told = Notice & { accountId: string | null };

/** Works off what the networks have told, one process at a time, in the order it came: an edit follows what it edits. */
@Injectable()
export class HandleEvents implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Intake');
  private readonly rounds = new Rounds(() => this.round());
  private stopping = false;

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly store: StoreMessages,
    private readonly known: KnownMessages,
    private readonly follow: FollowAccounts,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @HandlesJob(eventsJob)
  async wake(): Promise<void> {
    await this.execute();
  }

  @Scheduled('intake.events')
  sweep(): Promise<boolean> {
    return this.rounds.once();
  }

  /** @returns how many calls were worked off. */
  execute(): Promise<number> {
    return this.rounds.run();
  }

  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  private async round(): Promise<{ count: number; more: boolean }> {
    const count = (await this.db.alone('intake.events', () => this.batch())) ?? 0;
    return { count, more: count > 0 && !this.stopping };
  }

  private async batch(): Promise<number> {
    const rows = await this.db.rows<Row>(
      `SELECT id, kind, "accountId", body FROM (
         SELECT e.id, w.kind, w.account_id AS "accountId", e.body, e.received_at, sum(length(e.body)) OVER (ORDER BY e.received_at, e.id) - length(e.body) AS before
         FROM (SELECT * FROM intake_event WHERE handled_at IS NULL AND attempts < 5 ORDER BY received_at, id LIMIT $1) e JOIN network_webhook w ON w.id = e.webhook_id
       ) batch WHERE before < $2 ORDER BY received_at, id`, [BATCH, LETTERS],
    );
    if (rows.length === 0) return 0;
    // All at once; should one of them spoil it, each by itself.
    await this.db.separately(() => this.work(rows)).catch(async (error: unknown) => {
      // Messages of errors may repeat what citizens wrote.
      this.logger.warn(`Calls of the networks are worked off one by one: ${(error as Error).name}`);
      for (const row of rows) await this.db.separately(() => this.work([row])).catch((fault: unknown) => this.failed(row, fault as Error));
    });
    return rows.length;
  }

  private async work(rows: readonly Row[]): Promise<void> {
    // A call of Meta is about any page or account of the application: which account of ours it is, its number tells.
    const owners = await this.sessions.owners();
    const accountOf = ({ network, owner }: Notice) => owners.find((own) => own.network === network && own.ownerId === owner)?.accountId ?? null;
    const told = rows.flatMap(({ kind, accountId, body }) => notices(kind, body).map((notice): Told => ({ ...notice, accountId: accountId ?? accountOf(notice) })));
    for (const run of runs(told)) await this.run(run);
    await this.db.change(`UPDATE intake_event SET handled_at = $2, fault = NULL WHERE id = ANY($1::uuid[])`, [rows.map(({ id }) => id), this.clock.now()]);
  }

  private async run(run: readonly Told[]): Promise<void> {
    const [first] = run;
    if (!first) return;
    const { network, owner, accountId } = first;
    if (first.kind === 'message') {
      await this.store.execute({ network, accountId, foundBy: 'webhook', messages: run.flatMap((notice) => (notice.kind === 'message' ? [notice.message] : [])) });
    } else if (first.kind === 'gone') {
      await this.known.gone(network, run.flatMap((notice) => (notice.kind === 'gone' ? [postKey(network, notice.url)] : [])));
    } else {
      for (const notice of run) {
        if (notice.kind === 'look' || notice.kind === 'post') await this.listen(notice, owner);
        if (notice.kind === 'mention') await this.readMention(notice, owner);
      }
    }
  }

  /** A post becomes a place to listen to; where something happened it is read at once. */
  private async listen({ network, post, ...notice }: Extract<Told, { kind: 'look' | 'post' }>, owner: string): Promise<void> {
    const now = this.clock.now();
    const watch = await this.db.row<{ id: string }>(`SELECT id FROM intake_watch WHERE network = $1 AND kind = 'comments' AND target = $2`, [network, owner]);
    if (!watch) return;
    const from = notice.kind === 'post' ? notice.postedAt : now;
    await this.follow.source(watch.id, 'comments', { nextAt: now, post, until: new Date(from.getTime() + this.config.INTAKE_POST_DAYS * DAY), wholeAt: new Date(now.getTime() + DAY) });
    await this.db.change(`UPDATE intake_source SET next_at = least(next_at, $3), quiet = 0 WHERE watch_id = $1 AND kind = 'comments' AND post = $2`, [watch.id, post, now]);
  }

  /** A mention is a place to read once; a network that does not answer for a day is not asked for it any more. */
  private async readMention({ network, place }: Extract<Told, { kind: 'mention' }>, owner: string): Promise<void> {
    const now = this.clock.now();
    const watch = await this.db.row<{ id: string }>(`SELECT id FROM intake_watch WHERE network = $1 AND kind = 'mentions' AND target = $2`, [network, owner]);
    if (watch) await this.follow.source(watch.id, 'mentions', { nextAt: now, post: place.post, thread: place.comment ?? '', until: new Date(now.getTime() + DAY) });
  }

  private async failed({ id }: Row, error: Error): Promise<void> {
    this.logger.error(`Call ${id} of a network cannot be worked off: ${error.name}`);
    await this.db.separately(() => this.db.change(`UPDATE intake_event SET attempts = attempts + 1, fault = $2 WHERE id = $1`, [id, error.message.slice(0, 500)]));
  }
}

function notices(kind: WebhookKind, body: string): Notice[] {
  const json: unknown = JSON.parse(body);
  return kind === 'vk' ? vkNotices(vkCallback.parse(json)) : metaNotices(metaCall.parse(json));
}

/** Notices in their order, those that can be stored together as one: no post twice in a run. */
function runs(told: readonly Told[]): Told[][] {
  const all: Told[][] = [];
  let urls = new Set<string>();
  for (const notice of told) {
    const last = all.at(-1)?.[0];
    const url = notice.kind === 'message' ? notice.message.url : notice.kind === 'gone' ? notice.url : '';
    const joins = last && last.kind === notice.kind && last.network === notice.network && last.owner === notice.owner && last.accountId === notice.accountId && !urls.has(url);
    if (joins) all.at(-1)?.push(notice);
    else {
      all.push([notice]);
      urls = new Set();
    }
    if (url) urls.add(url);
  }
  return all;
}
