import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Acknowledgements } from '../../acknowledgements/index.js';
import { type Actor, hasRole } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../../platform/http/index.js';
import { RUSSIAN } from '../search-text.js';
import type { NoticeReaders, NoticesQuery, NoticeView } from './duties.schemas.js';
import type { DirectoryNotice } from './duty.entities.js';

const cursorKey = z.tuple([z.number(), z.uuid()]);

/** Bodies in force that a notice goes to; `$1` is the present moment. */
const BODIES = `FROM authority a JOIN directory_member m ON m.authority_id = a.id
  WHERE a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to > $1)`;

/** What was sent about the curators (D-2.2), and who has taken note of it. */
@Injectable()
export class NoticeReader {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly acknowledgements: Acknowledgements,
  ) {}

  /** Notices, newest first; each says when the actor took note of it. */
  async list(actor: Actor, { unacknowledged, cursor, limit }: NoticesQuery): Promise<Page<NoticeView>> {
    const [at, id] = cursor ? decodeCursor(cursor, cursorKey) : [null, null];
    const rows = await this.db.rows<DirectoryNotice & { mine: Date | null }>(
      `SELECT n.id, n.contact_id AS "contactId", n.kind, n.contact, n.at, k.at AS mine
       FROM directory_notice n LEFT JOIN acknowledgement k ON k.subject_id = n.id AND k.user_id = $1
       WHERE ($2::boolean IS NOT TRUE OR k.at IS NULL) AND ($3::timestamptz IS NULL OR (n.at, n.id) < ($3, $4::uuid))
       ORDER BY n.at DESC, n.id DESC LIMIT $5`,
      [actor.userId, unacknowledged === 'true', at === null ? null : new Date(at), id, limit + 1],
    );
    const counts = hasRole(actor, 'curator', 'admin') ? await this.counts(rows.map((row) => row.id)) : null;
    return toPage(rows, limit, (row) => [row.at.getTime(), row.id], ({ contactId, contact, mine, ...row }) => ({
      id: row.id,
      kind: row.kind,
      at: isoOffset(row.at),
      curator: { id: contactId, ...contact },
      acknowledgedAt: isoOffset(mine),
      authorities: counts && { acknowledged: counts.of.get(row.id) ?? 0, total: counts.total },
    }));
  }

  /** Every body in force with those of its people who have taken note. @throws DomainError `not-found`. */
  async readers(id: string): Promise<NoticeReaders> {
    await this.check(id);
    const bodies = await this.db.rows<{ id: string; shortName: string }>(
      `SELECT a.id, a.short_name AS "shortName" ${BODIES} ORDER BY a.name ${RUSSIAN}, a.id`,
      [this.clock.now()],
    );
    const rows = await this.acknowledgements.of([id]);
    return {
      items: bodies.map((authority) => ({
        authority,
        people: rows.filter((row) => row.authorityId === authority.id).map(({ name, at }) => ({ name, at: isoOffset(at) })),
      })),
    };
  }

  /** @throws DomainError `not-found`. */
  async check(id: string): Promise<void> {
    if (!(await this.db.row(`SELECT 1 FROM directory_notice WHERE id = $1`, [id]))) throw notFound('notice', id);
  }

  private async counts(ids: readonly string[]): Promise<{ total: number; of: Map<string, number> }> {
    const total = await this.db.row<{ n: number }>(`SELECT count(*)::int AS n ${BODIES}`, [this.clock.now()]);
    const rows = await this.acknowledgements.of(ids);
    const of = new Map(ids.map((id) => [id, new Set(rows.flatMap((row) => (row.subjectId === id ? (row.authorityId ?? []) : []))).size]));
    return { total: total?.n ?? 0, of };
  }
}
