import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { isoOffset } from '../platform/http/index.js';
import type { Cursor } from './cursor.js';

/** One row of the event log as the feed passes it on: what happened to what, never what anybody wrote. */
export interface FeedEvent {
  cursor: Cursor;
  authorityIds: string[];
  roles: string[];
  /** JSON for the subscriber. */
  data: string;
}

interface Row {
  id: string;
  txid: string;
  type: string;
  stream: string;
  streamId: string;
  subject: string | null;
  subjectId: string | null;
  clause: string | null;
  /** What the term of a warning or passing weighs; null for other events. */
  weight: string | null;
  at: Date;
  authorityIds: string[];
  roles: string[];
}

/** Events sent again to somebody who comes back; who has missed more reads anew. */
export const MOST_MISSED = 1000;
/** Rows looked through for them. */
const MOST_SCANNED = 20_000;

const COLUMNS = `id, txid, type, stream, stream_id AS "streamId", subject, subject_id AS "subjectId", clause, at,
  details ->> 'weight' AS weight, authority_ids AS "authorityIds", roles`;

/** Reads the event log in the order of its cursor, up to the oldest transaction still under way. */
@Injectable()
export class FeedLog {
  constructor(private readonly db: Database) {}

  /** Where somebody begins who has seen nothing: whatever is not yet certain comes later. */
  async head(): Promise<Cursor> {
    const row = await this.db.row<{ xmin: string }>(`SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS xmin`);
    return { txid: BigInt(row?.xmin ?? 0) - 1n, id: 2n ** 62n };
  }

  /** Rows after `from`, oldest first. A transaction still under way, and every later one, waits: none is ever skipped. */
  async after(from: Cursor, limit: number): Promise<FeedEvent[]> {
    const rows = await this.db.rows<Row>(
      `SELECT ${COLUMNS} FROM event
       WHERE (txid, id) > ($1::bigint, $2::bigint) AND txid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
       ORDER BY txid, id LIMIT $3`,
      [String(from.txid), String(from.id), limit],
    );
    return rows.map(toEvent);
  }

  /**
   * Rows after `from` up to and with `to` that `actor` may see, oldest first;
   * null when they are more than {@link MOST_MISSED}, or lie among more than {@link MOST_SCANNED} of others.
   */
  async missed(actor: Actor, from: Cursor, to: Cursor): Promise<FeedEvent[] | null> {
    const bounds = [from.txid, from.id, to.txid, to.id].map(String);
    const far = await this.db.row(
      `SELECT 1 FROM event WHERE (txid, id) > ($1::bigint, $2::bigint) AND (txid, id) <= ($3::bigint, $4::bigint)
       ORDER BY txid, id OFFSET $5 LIMIT 1`,
      [...bounds, MOST_SCANNED],
    );
    if (far) return null;
    const rows = await this.db.rows<Row>(
      `SELECT ${COLUMNS} FROM event
       WHERE (txid, id) > ($1::bigint, $2::bigint) AND (txid, id) <= ($3::bigint, $4::bigint)
         AND ($5 OR roles && $6::text[] OR $7::uuid = ANY (authority_ids))
       ORDER BY txid, id LIMIT $8`,
      [...bounds, seesAll(actor), actor.roles, actor.authorityId, MOST_MISSED + 1],
    );
    return rows.length > MOST_MISSED ? null : rows.map(toEvent);
  }
}

const seesAll = (actor: Actor): boolean => actor.roles.includes('admin');

/** Whether the event concerns the actor: by role, by authority, or all of them for an administrator. */
export function concerns(actor: Actor, { roles, authorityIds }: Pick<FeedEvent, 'roles' | 'authorityIds'>): boolean {
  const byRole = roles.some((role) => (actor.roles as readonly string[]).includes(role));
  return seesAll(actor) || byRole || (actor.authorityId !== null && authorityIds.includes(actor.authorityId));
}

function toEvent({ id, txid, authorityIds, roles, type, stream, streamId, subject, subjectId, clause, weight, at }: Row): FeedEvent {
  return {
    cursor: { txid: BigInt(txid), id: BigInt(id) },
    authorityIds,
    roles,
    data: JSON.stringify({ id, type, stream, streamId, subject, subjectId, at: isoOffset(at), clause, ...(weight === null ? {} : { weight }) }),
  };
}
