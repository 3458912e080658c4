import { Injectable } from '@nestjs/common';
import type { Role } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';

/** Somebody registered under an e-mail address. */
export interface MailboxOwner {
  userId: string;
  roles: Role[];
  authorityId: string | null;
  surname: string;
  /** Name and patronymic, as one is addressed. */
  name: string;
  /** The address asked for. */
  address: string;
  /** Contacts they act as now: their own, and those they deputise for (M-5); each with its user. */
  contacts: { id: string; userId: string | null; duty: string }[];
}

/** Who is registered under a mailbox: as a user, or as a contact of the directory (D-2.2, D-4). */
@Injectable()
export class MailboxOwners {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /** Enabled users of that address, their own or a contact's of theirs that is in force. */
  async of(address: string): Promise<MailboxOwner[]> {
    return this.db.rows<MailboxOwner>(
      `SELECT u.id AS "userId", u.roles, u.authority_id AS "authorityId", u.surname, concat_ws(' ', u.name, u.patronymic) AS name, $2 AS address,
         (SELECT coalesce(jsonb_agg(DISTINCT jsonb_build_object('id', c.id, 'userId', c.user_id, 'duty', c.duty)), '[]')
          FROM contact own
          LEFT JOIN deputy d ON d.deputy_contact_id = own.id AND d.valid_from <= $1 AND d.valid_to > $1
          JOIN contact c ON c.id = own.id OR c.id = d.contact_id
          WHERE own.user_id = u.id AND own.valid_from <= $1 AND (own.valid_to IS NULL OR own.valid_to > $1)
            AND (c.valid_to IS NULL OR c.valid_to > $1)) AS contacts
       FROM user_account u
       WHERE u.disabled_at IS NULL AND (u.email = $2 OR EXISTS (
         SELECT 1 FROM contact k WHERE k.user_id = u.id AND k.email = $2 AND k.valid_from <= $1 AND (k.valid_to IS NULL OR k.valid_to > $1)))
       ORDER BY u.id`,
      [this.clock.now(), address.toLowerCase()],
    );
  }
}
