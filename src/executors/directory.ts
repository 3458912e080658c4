import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { BearerDirectory } from '../regulation/index.js';
import type { Duty } from './contacts/contact.entity.js';

/** An executor as other modules need one. */
export interface ExecutorRef {
  /** Id of the contact. */
  id: string;
  authorityId: string;
  /** Schedule of the authority; null for the default one. */
  scheduleId: string | null;
  userId: string | null;
  /** Surname and initials. */
  name: string;
  /** Whether both the person and the authority are in force now. */
  active: boolean;
}

/** Somebody who keeps accounts (D-5) as other modules need one. */
export interface ManagerRef {
  id: string;
  authorityId: string;
  /** Surname and initials. */
  name: string;
  email: string;
  /** Whether the authority is the one the decree gives the registry to. */
  ofCommittee: boolean;
  active: boolean;
}

/** An authority as other modules need one. */
export interface AuthorityRef {
  id: string;
  code: string;
  name: string;
  shortName: string;
  scheduleId: string | null;
  active: boolean;
  /** Whether regulation A binds it: bodies of the Krai by the decree, a municipality from its joining (D-6). */
  keepsAccounts: boolean;
}

const AUTHORITY = `a.id, a.code, a.name, a.short_name AS "shortName", a.schedule_id AS "scheduleId",
  EXISTS (SELECT 1 FROM directory_member m WHERE m.authority_id = a.id AND 'account-manager' = ANY(m.duties)) AS "keepsAccounts",
  (a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to > $1)) AS active`;

/** "Иванова А. П." in SQL: what lists of incidents and assignments show. */
const SHORT_NAME = `c.surname || ' ' || left(c.name, 1) || '.' || COALESCE(' ' || left(c.patronymic, 1) || '.', '')`;

/** The read face of the directory: one statement a call, for the hot paths of recording, routing and drafting. */
@Injectable()
export class Directory extends BearerDirectory {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  /**
   * Executors by id, ended ones too (`active` tells); missing ids are absent.
   * With `hold` neither the person nor the authority can end or change schedule until the act commits, so that no work
   * reaches one who has just left and no term misses a change of schedule. Ask before counting terms: a change of
   * schedule locks the authority first and the calendar second.
   */
  async executors(ids: readonly string[], { hold = false } = {}): Promise<ExecutorRef[]> {
    if (ids.length === 0) return [];
    const sql = `
      SELECT c.id, c.authority_id AS "authorityId", a.schedule_id AS "scheduleId", c.user_id AS "userId",
        ${SHORT_NAME} AS name,
        (c.valid_from <= $1 AND (c.valid_to IS NULL OR c.valid_to > $1)
          AND a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to > $1)) AS active
      FROM contact c JOIN authority a ON a.id = c.authority_id
      WHERE c.duty = 'executor' AND c.id = ANY($2::uuid[])`;
    const parameters = [this.clock.now(), ids];
    if (!hold) return this.db.rows<ExecutorRef>(sql, parameters);
    // In the order of ids, so that two acts never wait for each other crosswise.
    return this.db.change<ExecutorRef>(`${sql} ORDER BY c.id FOR SHARE OF c, a`, parameters);
  }

  /** Account managers by id or mailbox, ended ones too (`active` tells); missing ones are absent. */
  async accountManagers(idsOrMailboxes: readonly string[]): Promise<ManagerRef[]> {
    if (idsOrMailboxes.length === 0) return [];
    return this.db.rows<ManagerRef>(
      `SELECT c.id, c.authority_id AS "authorityId", ${SHORT_NAME} AS name, c.email, a.role IS NOT DISTINCT FROM 'content-committee' AS "ofCommittee",
         (c.valid_from <= $1 AND (c.valid_to IS NULL OR c.valid_to > $1)) AS active
       FROM contact c JOIN authority a ON a.id = c.authority_id
       WHERE c.duty = 'account-manager' AND (c.id::text = ANY($2::text[]) OR c.email = ANY($2::text[]))`,
      [this.clock.now(), idsOrMailboxes],
    );
  }

  /** Every authority in force now. */
  inForce(): Promise<AuthorityRef[]> {
    return this.db.rows(`SELECT ${AUTHORITY} FROM authority a WHERE a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to > $1) ORDER BY a.id`, [this.clock.now()]);
  }

  /** Names as they were just before a moment; of an authority that had none yet, its first one. */
  namesBefore(moment: Date): Promise<Pick<AuthorityRef, 'id' | 'name' | 'shortName'>[]> {
    return this.db.rows(
      `SELECT DISTINCT ON (authority_id) authority_id AS id, name, short_name AS "shortName" FROM authority_name
       ORDER BY authority_id, (valid_from < $1) DESC, CASE WHEN valid_from < $1 THEN valid_from END DESC, valid_from`,
      [moment],
    );
  }

  /** Authorities by id, abolished ones too (`active` tells); missing ids are absent. */
  async authorities(ids: readonly string[]): Promise<AuthorityRef[]> {
    if (ids.length === 0) return [];
    return this.db.rows(`SELECT ${AUTHORITY} FROM authority a WHERE a.id = ANY($2::uuid[])`, [this.clock.now(), ids]);
  }

  /** The main directorate of internal policy (D-2.2): the curator's terms run by its schedule. */
  async curatorAuthority(): Promise<AuthorityRef> {
    const sql = `SELECT ${AUTHORITY} FROM authority a WHERE a.role = 'curator'`;
    const found = await this.db.row<AuthorityRef>(sql, [this.clock.now()]);
    // The role can only move to another body, never be dropped.
    if (!found) throw new Error('No authority has the role of the curator');
    return found;
  }

  /** The committee that approves content plans, whose own accounts and plan are the Government's; null when no body has the role. */
  contentCommittee(): Promise<AuthorityRef | null> {
    return this.db.row(`SELECT ${AUTHORITY} FROM authority a WHERE a.role = 'content-committee'`, [this.clock.now()]);
  }

  /** The ministry of information technologies (D-3.1), null should the part have no holder. */
  itMinistry(): Promise<AuthorityRef | null> {
    return this.db.row(`SELECT ${AUTHORITY} FROM authority a WHERE a.role = 'it-ministry'`, [this.clock.now()]);
  }

  /**
   * Contacts the actor acts as: the user's own that are in force, and those the user deputises for now.
   * @param duty only contacts of this duty.
   */
  override async contactsOf(actor: Actor, duty?: Duty): Promise<string[]> {
    if (!actor.userId) return [];
    const rows = await this.db.rows<{ id: string }>(
      `WITH own AS (
         SELECT id FROM contact
         WHERE user_id = $2 AND valid_from <= $1 AND (valid_to IS NULL OR valid_to > $1)
           AND ($3::text IS NULL OR duty = $3)
       )
       SELECT id FROM own
       UNION
       SELECT c.id FROM own JOIN deputy d ON d.deputy_contact_id = own.id JOIN contact c ON c.id = d.contact_id
       WHERE d.valid_from <= $1 AND d.valid_to > $1 AND (c.valid_to IS NULL OR c.valid_to > $1)`,
      [this.clock.now(), actor.userId, duty ?? null],
    );
    return rows.map(({ id }) => id);
  }
}
