import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { decodeCursor, isoOffset, toPage, type Page } from '../../platform/http/index.js';
import { RUSSIAN, searchSql, searchText } from '../search-text.js';
import { ownAuthority } from './contact-access.js';
import type { Contact, Duty } from './contact.entity.js';
import type { ContactsQuery, ContactView } from './contact.schemas.js';

type Row = Omit<Contact, 'authorityId'> & {
  authority: ContactView['authority'];
  deputies: { deputyId: string; name: string; from: string; to: string }[];
};

const FULL_NAME = `concat_ws(' ', c.surname, c.name, c.patronymic)`;
const SELECT = `
  SELECT c.id, c.duty, c.user_id AS "userId", c.surname, c.name, c.patronymic, c.position, c.phone, c.email,
    c.valid_from AS "validFrom", c.valid_to AS "validTo", c.confirmed_at AS "confirmedAt", c.version,
    jsonb_build_object('id', a.id, 'code', a.code, 'shortName', a.short_name) AS authority,
    (SELECT COALESCE(jsonb_agg(jsonb_build_object('deputyId', s.id,
        'name', concat_ws(' ', s.surname, s.name, s.patronymic), 'from', d.valid_from, 'to', d.valid_to)
        ORDER BY d.valid_from), '[]')
     FROM deputy d JOIN contact s ON s.id = d.deputy_contact_id
     WHERE d.contact_id = c.id AND d.valid_to > $1) AS deputies
  FROM contact c JOIN authority a ON a.id = c.authority_id`;
const cursorKey = z.tuple([z.string(), z.uuid()]);

/** Reads contacts for people: everyone's for curator and administrator, an executor only their own authority's. */
@Injectable()
export class ContactReader {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** A page of contacts of one duty, by surname, name and patronymic. */
  async list(actor: Actor, duty: Duty, query: ContactsQuery): Promise<Page<ContactView>> {
    const { q, authorityId, state, cursor, limit } = query;
    const now = this.clock.now();
    const [key, id] = cursor ? decodeCursor(cursor, cursorKey) : [null, null];
    const rows = await this.db.rows<Row & { key: string }>(
      `SELECT * FROM (
         ${SELECT} WHERE c.duty = $2
           AND ($3 = 'all' OR (c.valid_to IS NULL OR c.valid_to > $1) = ($3 = 'active'))
           AND ($4::uuid IS NULL OR c.authority_id = $4)
           AND ($5::uuid IS NULL OR c.authority_id = $5)
           AND ${searchSql(`${FULL_NAME} || ' ' || c.position`)} LIKE '%' || $6 || '%'
       ) c CROSS JOIN LATERAL (SELECT ${FULL_NAME} AS key) k
       WHERE ($7::text IS NULL OR (k.key ${RUSSIAN}, c.id) > ($7, $8::uuid))
       ORDER BY k.key ${RUSSIAN}, c.id LIMIT $9`,
      [now, duty, state, authorityId ?? null, ownAuthority(actor, duty), searchText(q ?? ''), key, id, limit + 1],
    );
    return toPage(rows, limit, (row) => [row.key, row.id], (row) => view(row, now));
  }

  /** @throws DomainError `not-found`, also for another authority's contact. */
  async view(actor: Actor, duty: Duty, id: string): Promise<ContactView> {
    const row = await this.db.row<Row>(
      `${SELECT} WHERE c.id = $2 AND c.duty = $3 AND ($4::uuid IS NULL OR c.authority_id = $4)`,
      [this.clock.now(), id, duty, ownAuthority(actor, duty)],
    );
    if (!row) throw notFound(duty, id);
    return view(row, this.clock.now());
  }
}

function view(row: Row, now: Date): ContactView {
  const { id, duty, authority, userId, surname, name, patronymic, position, phone, email, version, validFrom, validTo, confirmedAt } = row;
  return {
    id, duty, authority, userId, surname, name, patronymic, position, phone, email,
    validFrom: isoOffset(validFrom),
    validTo: isoOffset(validTo),
    confirmedAt: isoOffset(confirmedAt),
    active: validFrom <= now && (validTo === null || validTo > now),
    deputies: row.deputies.map(({ from, to, ...deputy }) => ({
      ...deputy, from: isoOffset(new Date(from)), to: isoOffset(new Date(to)),
    })),
    version,
  };
}
