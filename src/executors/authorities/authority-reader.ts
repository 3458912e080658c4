import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { decodeCursor, isoOffset, toPage, type Page } from '../../platform/http/index.js';
import { RUSSIAN, searchSql, searchText } from '../search-text.js';
import { Authority, AuthorityName } from './authority.entity.js';
import type { AuthoritiesQuery, AuthorityHistory, AuthorityView } from './authority.schemas.js';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/** Reads authorities for people. */
@Injectable()
export class AuthorityReader {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
  ) {}

  /** A page of authorities, by name. */
  async list({ q, kind, state, cursor, limit }: AuthoritiesQuery): Promise<Page<AuthorityView>> {
    const now = this.clock.now();
    const [name, id] = cursor ? decodeCursor(cursor, cursorKey) : [null, null];
    const rows = await this.db.rows<Authority>(
      `SELECT id, code, name, short_name AS "shortName", kind, role, oktmo, evidence, note,
         schedule_id AS "scheduleId", valid_from AS "validFrom", valid_to AS "validTo", version
       FROM authority
       WHERE ($1 = 'all' OR (valid_to IS NULL OR valid_to > $2) = ($1 = 'active'))
         AND ($3::text IS NULL OR kind = $3)
         AND ${searchSql(`name || ' ' || short_name`)} LIKE '%' || $4 || '%'
         AND ($5::text IS NULL OR (name ${RUSSIAN}, id) > ($5, $6::uuid))
       ORDER BY name ${RUSSIAN}, id LIMIT $7`,
      [state, now, kind ?? null, searchText(q ?? ''), name, id, limit + 1],
    );
    return toPage(rows, limit, (row) => [row.name, row.id], (row) => authorityView(row, now));
  }

  /** @throws DomainError `not-found`. */
  async view(id: string): Promise<AuthorityView> {
    return authorityView(await this.find(id), this.clock.now());
  }

  /**
   * Names and events of an authority, oldest first.
   * @throws DomainError `not-found`.
   */
  async history(id: string): Promise<AuthorityHistory> {
    await this.find(id);
    const names = await this.db.reader.getRepository(AuthorityName)
      .find({ where: { authorityId: id }, order: { validFrom: 'ASC', id: 'ASC' } });
    const events = await this.events.history(id);
    return {
      names: names.map(({ name, shortName, validFrom, validTo }) => ({
        name, shortName, validFrom: isoOffset(validFrom), validTo: isoOffset(validTo),
      })),
      events: events.map(({ id: eventId, type, at, actorId, actorRole, channel, clause, details }) => ({
        id: eventId, type, at: isoOffset(at), actorId, actorRole, channel, clause, details,
      })),
    };
  }

  private async find(id: string): Promise<Authority> {
    const found = await this.db.reader.getRepository(Authority).findOneBy({ id });
    if (!found) throw notFound('authority', id);
    return found;
  }
}

/** An authority as people see it at `now`. */
export function authorityView(row: Authority, now: Date): AuthorityView {
  const { validFrom, validTo, ...rest } = row;
  return {
    ...rest,
    validFrom: isoOffset(validFrom),
    validTo: isoOffset(validTo),
    active: validFrom <= now && (validTo === null || validTo > now),
  };
}
