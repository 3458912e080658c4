import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { AccountRefs } from '../../accounts/index.js';
import { Locations, Topics } from '../../executors/index.js';
import { type Actor, hasRole } from '../../identity/index.js';
import { type Network, networks } from '../../networks/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database, SqlFilter } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../../platform/http/index.js';
import { fold } from '../finding/fold.js';
import { Watch, watchKinds } from './watch.entity.js';
import type { watchListQuery, WatchView } from './watch.schemas.js';

const cursorKey = z.tuple([z.enum(networks), z.enum(watchKinds), z.string()]);

interface Work {
  watchId: string;
  nextAt: Date | null;
  places: number;
  posts: boolean;
}

/** The words of a search as they compare: case, ё and blanks make no other search. */
export const searchTarget = (query: string): string => fold(query).replaceAll(/\s+/g, ' ').trim();

/** What all acts on watches share, and how they are shown. */
@Injectable()
export class Watches {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly accounts: AccountRefs,
    private readonly topics: Topics,
    private readonly locations: Locations,
  ) {}

  async list(actor: Actor, { network, kind, cursor, limit }: z.output<typeof watchListQuery>): Promise<Page<WatchView>> {
    const filter = new SqlFilter().when(network, 'network = ?').when(kind, 'kind = ?');
    if (cursor) filter.and('(network, kind, target) > (?, ?, ?)', ...decodeCursor(cursor, cursorKey));
    const ids = await this.db.rows<{ id: string }>(`SELECT id FROM intake_watch ${filter.where} ORDER BY network, kind, target LIMIT ${limit + 1}`, filter.parameters);
    const rows = await this.db.reader.getRepository(Watch).createQueryBuilder('w').where('w.id = ANY(:ids)', { ids: ids.map(({ id }) => id) })
      .orderBy('w.network').addOrderBy('w.kind').addOrderBy('w.target').getMany();
    const views = new Map((await this.views(actor, rows)).map((view) => [view.id, view]));
    return toPage(rows, limit, (row) => [row.network, row.kind, row.target], ({ id }) => views.get(id) as WatchView);
  }

  /** @throws DomainError `not-found`. */
  async view(actor: Actor, id: string): Promise<WatchView> {
    const [view] = await this.views(actor, [await this.find(id)]);
    return view as WatchView;
  }

  /** @throws DomainError `not-found`. */
  async find(id: string): Promise<Watch> {
    const found = await this.db.reader.getRepository(Watch).findOneBy({ id });
    if (!found) throw notFound('watch', id);
    return found;
  }

  /** The watch, locked within the caller's transaction. @throws DomainError `not-found`. */
  async lock(id: string): Promise<Watch> {
    await this.db.change(`SELECT id FROM intake_watch WHERE id = $1 FOR UPDATE`, [id]);
    return this.find(id);
  }

  /**
   * A search must be the only one of its kind, for a topic and a place there are.
   * @throws DomainError `watch.duplicate`, `watch.subject-unknown`.
   */
  async check({ id, network, query, topicId, locationId }: Pick<Watch, 'id' | 'network' | 'query' | 'topicId' | 'locationId'>): Promise<void> {
    const [twin] = await this.db.change<{ id: string; query: string }>(
      `SELECT id, query FROM intake_watch WHERE network = $1 AND kind = 'search' AND target = $2 AND id <> $3`, [network, searchTarget(query ?? ''), id],
    );
    if (twin) throw new DomainError('watch.duplicate', { watchId: twin.id, query: twin.query });
    if (topicId && !(await this.topics.find(topicId))) throw new DomainError('watch.subject-unknown', { topicId });
    if (locationId && !(await this.locations.find(locationId))) throw new DomainError('watch.subject-unknown', { locationId });
    if (!topicId && !locationId) throw new DomainError('watch.subject-unknown', {});
  }

  tell(type: 'watch.added' | 'watch.changed' | 'watch.removed', actor: Actor, { id, network, kind, query }: Watch, details: Record<string, unknown> = {}): Promise<void> {
    return this.events.append({
      type, stream: 'watch', streamId: id, actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel,
      details: { network, kind, query, ...details }, roles: ['curator', 'admin'], at: this.clock.now(),
    });
  }

  private async views(actor: Actor, watches: readonly Watch[]): Promise<WatchView[]> {
    const ids = watches.map(({ id }) => id);
    const work = await this.db.rows<Work>(
      `SELECT watch_id AS "watchId", min(next_at) AS "nextAt", count(*)::integer AS places, bool_or(kind = 'posts') AS posts FROM intake_source WHERE watch_id = ANY($1::uuid[]) GROUP BY watch_id`, [ids],
    );
    const accounts = await this.accounts.some(watches.flatMap(({ accountId }) => accountId ?? []));
    const topics = await this.topics.some(watches.flatMap(({ topicId }) => topicId ?? []));
    const locations = await this.locations.some(watches.flatMap(({ locationId }) => locationId ?? []));
    return watches.map((watch): WatchView => {
      const own = work.find(({ watchId }) => watchId === watch.id);
      const reads = watch.active && watch.connected;
      const state = !watch.active ? 'paused' : !watch.connected ? 'not-connected' : watch.outcome !== null && watch.outcome !== 'ok' ? 'failing' : 'listening';
      return {
        id: watch.id, network: watch.network as Network, kind: watch.kind, ownerId: watch.ownerId, query: watch.query,
        account: named(accounts, watch.accountId, ({ id, name, url }) => ({ id, name, url })),
        topic: named(topics, watch.topicId, ({ id, name }) => ({ id, name })),
        location: named(locations, watch.locationId, ({ id, name }) => ({ id, name })),
        state, explanation: explained(state, watch, own?.posts ?? false),
        lastReadAt: isoOffset(watch.lastReadAt), lastFoundAt: isoOffset(watch.lastFoundAt), outcome: watch.outcome, detail: watch.detail,
        nextAt: reads ? isoOffset(own?.nextAt ?? null) : null,
        places: own?.places ?? 0, found: watch.found, createdAt: isoOffset(watch.createdAt),
        allowedActions: hasRole(actor, 'curator') ? (watch.kind === 'search' ? ['change', 'remove'] : ['change']) : [],
        version: watch.version,
      };
    });
  }
}

/** Why a watch hears nothing or not all, in Russian; null when there is nothing to explain. */
function explained(state: WatchView['state'], { kind, outcome }: Watch, posts: boolean): string | null {
  if (state === 'not-connected') return 'Нет доступа, которым это можно читать, или сеть выключена: обратитесь к администратору.';
  if (state === 'failing') return failures[outcome ?? ''] ?? 'Последнее чтение не удалось: система повторит сама.';
  if (kind === 'comments' && state === 'listening' && !posts) {
    return 'Ключ сообщества не показывает записи стены: слышны только комментарии, о которых сообщает сама сеть (Callback API). Введите ключ администратора сообщества.';
  }
  return null;
}

const failures: Record<string, string> = {
  credential: 'Сеть не принимает доступ: введите новый.',
  rights: 'У доступа нет прав на чтение.',
  closed: 'Сеть закрыла доступ к этим записям.',
  quota: 'Исчерпан предел сети или оплаченные вызовы.',
  captcha: 'Сеть хочет видеть человека: войдите в аккаунт и пройдите проверку.',
  blocked: 'Сеть временно ограничила аккаунт.',
  unsupported: 'Этим доступом читать нельзя: введите другой.',
};

function named<T extends { id: string }, V>(all: readonly T[], id: string | null, view: (one: T) => V): V | null {
  const found = all.find((one) => one.id === id);
  return found ? view(found) : null;
}
