import { Injectable } from '@nestjs/common';
import type { Role } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import type { Duty } from './contacts/contact.entity.js';

/** Somebody letters go to. */
export interface Addressee {
  /** The person, however many duties they have: their user, or the contact of somebody who has none. */
  key: string;
  userId: string | null;
  contactId: string | null;
  /** The contact they stand in for, or null. */
  standsInFor: string | null;
  surname: string;
  /** Name and patronymic: how the person is addressed. */
  name: string;
  /** Of the duty, as the directory has it; of the user for somebody without one. */
  address: string;
  roles: Role[];
  authorityId: string | null;
  /** Schedule of the authority; null for the default one. */
  scheduleId: string | null;
}

const PERSON = (contact: string) => `
  COALESCE(u.id, ${contact}.id)::text AS key, u.id AS "userId", ${contact}.id AS "contactId", ${contact}.surname,
  ${contact}.name || COALESCE(' ' || ${contact}.patronymic, '') AS name, ${contact}.email AS address,
  COALESCE(u.roles, '{}') AS roles, ${contact}.authority_id AS "authorityId", a.schedule_id AS "scheduleId"`;
const IN_FORCE = (contact: string) => `${contact}.valid_from <= $1 AND (${contact}.valid_to IS NULL OR ${contact}.valid_to > $1)`;
/** A user who was disabled gets nothing; a contact without a user does. */
const JOINED = (contact: string) =>
  `JOIN authority a ON a.id = ${contact}.authority_id LEFT JOIN user_account u ON u.id = ${contact}.user_id`;
const REACHED = (contact: string) => `${IN_FORCE(contact)} AND (${contact}.user_id IS NULL OR u.disabled_at IS NULL)`;

/** Whom a letter about somebody's duty goes to, now: the people in force, and those who stand in for them. */
@Injectable()
export class Addressees {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** These contacts and their deputies; `standsInFor` or `contactId` names the contact asked for. */
  ofContacts(ids: readonly string[]): Promise<Addressee[]> {
    return this.people(
      `SELECT ${PERSON('c')}, NULL::uuid AS "standsInFor" FROM contact c ${JOINED('c')} WHERE c.id = ANY($2::uuid[]) AND ${REACHED('c')}
       UNION ALL
       SELECT ${PERSON('s')}, d.contact_id FROM deputy d JOIN contact s ON s.id = d.deputy_contact_id ${JOINED('s')}
       WHERE d.contact_id = ANY($2::uuid[]) AND d.valid_from <= $1 AND d.valid_to > $1 AND ${REACHED('s')}`,
      ids,
    );
  }

  /** Whoever has one of these duties in these authorities. */
  ofAuthorities(authorityIds: readonly string[], duties: readonly Duty[]): Promise<Addressee[]> {
    return this.people(
      `SELECT ${PERSON('c')}, NULL::uuid AS "standsInFor" FROM contact c ${JOINED('c')}
       WHERE c.authority_id = ANY($2::uuid[]) AND c.duty = ANY($3::text[]) AND ${REACHED('c')}`,
      authorityIds,
      duties,
    );
  }

  /** Everybody who has the role; curators at the address of the directory. */
  ofRole(role: Role): Promise<Addressee[]> {
    return this.users(`$2 = ANY (u.roles)`, role);
  }

  /** These users. */
  ofUsers(ids: readonly string[]): Promise<Addressee[]> {
    return this.users(`u.id = ANY($2::uuid[])`, ids);
  }

  private users(condition: string, value: unknown): Promise<Addressee[]> {
    return this.db.rows<Addressee>(
      `SELECT u.id::text AS key, u.id AS "userId", c.id AS "contactId", NULL::uuid AS "standsInFor", u.surname,
         u.name || COALESCE(' ' || u.patronymic, '') AS name, COALESCE(c.email, u.email) AS address, u.roles,
         COALESCE(u.authority_id, c.authority_id) AS "authorityId", a.schedule_id AS "scheduleId"
       FROM user_account u
         LEFT JOIN LATERAL (SELECT * FROM contact c WHERE c.user_id = u.id AND ${IN_FORCE('c')} ORDER BY c.duty = 'curator' DESC, c.id LIMIT 1) c ON true
         LEFT JOIN authority a ON a.id = COALESCE(u.authority_id, c.authority_id)
       WHERE u.disabled_at IS NULL AND ${condition} ORDER BY u.id`,
      [this.clock.now(), value],
    );
  }

  private async people(sql: string, ids: readonly string[], ...more: unknown[]): Promise<Addressee[]> {
    if (ids.length === 0) return [];
    return this.db.rows<Addressee>(sql, [this.clock.now(), ids, ...more]);
  }
}
