import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import type { Document } from './document.entity.js';

type Addressed = Pick<Document, 'kind' | 'publisher' | 'authorityId'>;

/** Somebody an edition concerns: whoever works with an authority's accounts, by name. */
export interface Reader {
  /** Of the user, or of the contact who has none. */
  key: string;
  userId: string | null;
  name: string;
  authorityId: string | null;
  authorityName: string | null;
  /** Since when the person has been one of those concerned. */
  since: Date;
}

/** A body in force, also a municipality that has not joined: recommendations go to it too (D-3.1). */
const BODY = `a.valid_from <= $1 AND (a.valid_to IS NULL OR a.valid_to > $1)`;

/** Executors and account managers named now, `$2`: of one authority, or null for all; one row a person. */
const CONTACTS = `
  SELECT DISTINCT ON (a.id, coalesce(c.user_id::text, c.email)) coalesce(c.user_id, c.id) AS key, c.user_id AS "userId",
    concat_ws(' ', c.surname, c.name, c.patronymic) AS name, a.id AS "authorityId", a.short_name AS "authorityName", c.valid_from AS since
  FROM contact c JOIN authority a ON a.id = c.authority_id
  WHERE c.duty IN ('executor', 'account-manager') AND c.valid_from <= $1 AND (c.valid_to IS NULL OR c.valid_to > $1) AND ${BODY}
    AND ($2::uuid IS NULL OR a.id = $2)
  ORDER BY a.id, coalesce(c.user_id::text, c.email), c.valid_from`;

/** Those who keep the Government's own accounts. */
const COMMITTEE = `
  SELECT u.id AS key, u.id AS "userId", concat_ws(' ', u.surname, u.name, u.patronymic) AS name, NULL AS "authorityId",
    NULL AS "authorityName", u.created_at AS since
  FROM user_account u WHERE 'committee' = ANY(u.roles) AND u.disabled_at IS NULL ORDER BY u.id`;

/** Whom a document concerns, as the directory stands now: who comes later is asked too, who has left is not. */
@Injectable()
export class Audience {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Everybody who is to acknowledge it; nobody for materials. */
  async readers({ kind, publisher, authorityId }: Addressed): Promise<Reader[]> {
    if (kind === 'material') return [];
    const contacts = publisher === 'committee' ? [] : await this.db.rows<Reader>(CONTACTS, [this.clock.now(), authorityId]);
    const committee = publisher === 'executor' ? [] : await this.db.rows<Reader>(COMMITTEE);
    return [...contacts, ...committee];
  }

  /** The bodies it goes to, for the audience of its events. */
  async bodies({ kind, authorityId }: Addressed): Promise<{ id: string; shortName: string }[]> {
    if (kind === 'instruction' && authorityId === null) return [];
    return this.db.rows(
      `SELECT a.id, a.short_name AS "shortName" FROM authority a WHERE ${BODY} AND ($2::uuid IS NULL OR a.id = $2) ORDER BY a.name COLLATE "ru-x-icu", a.id`,
      [this.clock.now(), authorityId],
    );
  }
}
