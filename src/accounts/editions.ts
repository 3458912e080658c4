import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import { newId } from '../platform/ids/index.js';
import { type Account, AccountEdition } from './account.entity.js';

/** Keeps what the registry says at any moment: one row from change to change. */
@Injectable()
export class Editions {
  constructor(private readonly db: Database) {}

  /** Brings the editions of an entry to what it is now; nothing happens where the public state is the same. */
  async follow({ id, url, name, externalId, validFrom }: Account, live: boolean, at: Date): Promise<void> {
    const open = await this.db.row<AccountEdition>(
      `SELECT id, url, name, external_id AS "externalId" FROM account_edition WHERE account_id = $1 AND valid_to IS NULL`, [id],
    );
    const same = open !== null && live && open.url === url && open.name === name && open.externalId === externalId;
    if (same || (open === null && !live)) return;
    if (open) await this.db.repository(AccountEdition).update({ id: open.id }, { validTo: at });
    // The first edition begins when the entry does, which for a registry kept before is long ago.
    const since = open ? at : (validFrom ?? at);
    if (live) await this.db.repository(AccountEdition).insert({ id: newId(), accountId: id, url, name, externalId, validFrom: since, validTo: null });
    await this.advance(at);
  }

  /** The public registry shows something else from this transaction on. */
  async advance(at: Date): Promise<void> {
    await this.db.change(`UPDATE registry_revision SET value = value + 1, changed_at = greatest(changed_at, $1) WHERE id = 1`, [at]);
  }
}
