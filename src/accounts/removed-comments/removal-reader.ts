import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Attachments, type AttachmentView } from '../../attachments/index.js';
import { searchText } from '../../executors/index.js';
import { type Actor, hasRole } from '../../identity/index.js';
import { Database, SqlFilter } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../../platform/http/index.js';
import { clauseOf, keeps } from './removal-access.js';
import type { RemovalFilter, RemovalHistory, RemovalsQuery, RemovalView } from './removed-comments.schemas.js';
import type { RemovedComment } from './removed-comment.entity.js';

/** A revision with the names around it. */
export type Removal = Omit<RemovedComment, 'searchText'> & { authorityName: string | null; accountName: string; accountUrl: string; recorderName: string | null };

const COLUMNS = `r.id, r.entry_id AS "entryId", r.revision, r.account_id AS "accountId", r.authority_id AS "authorityId", r.network, r.ground,
  r.text, r.author_name AS "authorName", r.author_url AS "authorUrl", r.url, r.posted_at AS "postedAt", r.removed_at AS "removedAt",
  r.explanation, r.withdrawn, r.reason, r.recorded_by AS "recordedBy", r.recorded_at AS "recordedAt",
  a.short_name AS "authorityName", c.name AS "accountName", c.url AS "accountUrl",
  nullif(concat_ws(' ', u.surname, u.name, u.patronymic), '') AS "recorderName"`;
const TABLES = `FROM removed_comment r JOIN account c ON c.id = r.account_id LEFT JOIN authority a ON a.id = r.authority_id
  LEFT JOIN user_account u ON u.id = r.recorded_by`;
const LATEST = `NOT EXISTS (SELECT 1 FROM removed_comment n WHERE n.entry_id = r.entry_id AND n.revision > r.revision)`;
const cursorKey = z.tuple([z.number(), z.uuid()]);

/** Reads the log of removed comments: the committee everybody's, an executor their own authority's. */
@Injectable()
export class RemovalReader {
  constructor(
    private readonly db: Database,
    private readonly attachments: Attachments,
  ) {}

  /** A page of entries as they are now, last removed first. */
  async list(actor: Actor, { cursor, limit, ...filter }: RemovalsQuery): Promise<Page<RemovalView>> {
    const rows = await this.rows(actor, filter, limit + 1, cursor ? decodeCursor(cursor, cursorKey) : null);
    const files = await this.attachments.of(rows.map(({ entryId }) => entryId));
    return toPage(rows, limit, (row) => [row.removedAt.getTime(), row.entryId], (row) => removalView(actor, row, files));
  }

  /** Entries as they are now, last removed first, at most `limit` of them. */
  async rows(actor: Actor, filter: RemovalFilter, limit: number, after: [number, string] | null = null): Promise<Removal[]> {
    const { accountId, authorityId, network, ground, from, to, q, state } = filter;
    const where = new SqlFilter().and(LATEST);
    visible(where, actor);
    where
      .when(accountId, 'r.account_id = ?')
      .when(authorityId, 'r.authority_id = ?')
      .when(network, 'r.network = ?')
      .when(ground, 'r.ground = ?')
      .when(from, 'r.removed_at >= ?')
      .when(to, 'r.removed_at < ?')
      .when(q, `r.search_text LIKE '%' || ? || '%'`, searchText(q ?? ''))
      .when(state === 'all' ? undefined : state, 'r.withdrawn = ?', state === 'withdrawn');
    if (after) where.and('(r.removed_at, r.entry_id) < (?, ?::uuid)', new Date(after[0]), after[1]);
    const most = where.parameter(limit);
    return this.db.rows<Removal>(`SELECT ${COLUMNS} ${TABLES} ${where.where} ORDER BY r.removed_at DESC, r.entry_id DESC LIMIT ${most}`, where.parameters);
  }

  /** @throws DomainError `not-found`, also for another authority's. */
  async view(actor: Actor, entryId: string): Promise<RemovalView> {
    const [last] = await this.revisions(actor, entryId);
    return removalView(actor, last as Removal, await this.attachments.of([entryId]));
  }

  /** Every revision of an entry, the first one first. @throws DomainError `not-found`. */
  async history(actor: Actor, entryId: string): Promise<RemovalHistory> {
    const rows = await this.revisions(actor, entryId);
    return { items: rows.toReversed().map((row) => ({ ...contentOf(row), version: row.revision, reason: row.reason })) };
  }

  private async revisions(actor: Actor, entryId: string): Promise<Removal[]> {
    const where = new SqlFilter().and('r.entry_id = ?', entryId);
    visible(where, actor);
    const rows = await this.db.rows<Removal>(`SELECT ${COLUMNS} ${TABLES} ${where.where} ORDER BY r.revision DESC`, where.parameters);
    if (rows.length === 0) throw notFound('removed-comment', entryId);
    return rows;
  }
}

function visible(where: SqlFilter, actor: Actor): void {
  if (!hasRole(actor, 'committee')) where.and('r.authority_id = ?::uuid', actor.authorityId);
}

const contentOf = (row: Removal) => ({
  ground: row.ground,
  text: row.text,
  author: { name: row.authorName, profileUrl: row.authorUrl },
  url: row.url,
  postedAt: isoOffset(row.postedAt),
  removedAt: isoOffset(row.removedAt),
  explanation: row.explanation,
  withdrawn: row.withdrawn,
  recordedBy: row.recorderName,
  recordedAt: isoOffset(row.recordedAt),
});

const removalView = (actor: Actor, row: Removal, files: readonly AttachmentView[]): RemovalView => ({
  id: row.entryId,
  account: { id: row.accountId, network: row.network, name: row.accountName, url: row.accountUrl },
  authority: row.authorityId === null ? null : { id: row.authorityId, shortName: row.authorityName ?? '' },
  clause: clauseOf(row),
  ...contentOf(row),
  attachments: files.filter(({ subjectId }) => subjectId === row.entryId),
  allowedActions: keeps(actor, row) ? ['correct'] : [],
  version: row.revision,
});
