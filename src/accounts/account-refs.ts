import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import type { AccountNetwork } from './account.entity.js';

/** An account as other modules need one. */
export interface AccountRef {
  id: string;
  /** Null for the Government's own. */
  authorityId: string | null;
  network: AccountNetwork;
  url: string;
  name: string;
  /** Since when it is in the registry. */
  validFrom: Date;
  /** Null while it is in force. */
  validTo: Date | null;
}

/** What is in the registry or was; accounts of the body that is the committee are planned as the Government's. */
const REFS = `
  SELECT c.id, CASE WHEN a.role = 'content-committee' THEN NULL ELSE c.authority_id END AS "authorityId", c.network, c.url, c.name,
    c.valid_from AS "validFrom", c.valid_to AS "validTo"
  FROM account c LEFT JOIN authority a ON a.id = c.authority_id WHERE c.valid_from IS NOT NULL`;

/** Accounts for modules that plan and count posts, one statement a call. */
@Injectable()
export class AccountRefs {
  constructor(private readonly db: Database) {}

  /** Accounts in force of an authority, or of the Government (null), by network and name. */
  ofOwner(authorityId: string | null): Promise<AccountRef[]> {
    return this.db.rows(`SELECT * FROM (${REFS}) r WHERE "authorityId" IS NOT DISTINCT FROM $1 AND "validTo" IS NULL ORDER BY network, name, id`, [authorityId]);
  }

  /** Accounts by id, ended ones too; missing ids are absent. */
  async some(ids: readonly string[]): Promise<AccountRef[]> {
    if (ids.length === 0) return [];
    return this.db.rows(`SELECT * FROM (${REFS}) r WHERE id = ANY($1::uuid[])`, [ids]);
  }

  /** The network's own numeric ids of all accounts in force. */
  async externalIds(network: string): Promise<string[]> {
    const rows = await this.db.rows<{ id: string }>(
      `SELECT external_id AS id FROM account WHERE network = $1 AND valid_from IS NOT NULL AND valid_to IS NULL AND external_id IS NOT NULL`, [network],
    );
    return rows.map(({ id }) => id);
  }

  /** When each owner had an account: every account there is or was. */
  all(): Promise<AccountRef[]> {
    return this.db.rows(REFS);
  }
}
