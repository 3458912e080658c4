import { Injectable } from '@nestjs/common';
import type { Network } from '../networks/index.js';
import { Database } from '../platform/database/index.js';

/** Who can publish where. */
@Injectable()
export class Accounts {
  constructor(private readonly db: Database) {}

  /**
   * Whether the authority has an accepted account in the network, so that its executor publishes there; otherwise the
   * curator does (M-13.2). Never on Twitter, where authorities keep no accounts.
   */
  async has(authorityId: string, network: Network): Promise<boolean> {
    if (network === 'twitter') return false;
    const sql = `SELECT 1 FROM account WHERE authority_id = $1 AND network = $2 AND valid_from IS NOT NULL AND valid_to IS NULL`;
    return (await this.db.row(sql, [authorityId, network])) !== null;
  }
}
