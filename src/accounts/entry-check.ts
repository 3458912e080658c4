import { Injectable } from '@nestjs/common';
import { Directory } from '../executors/index.js';
import { accountKey } from '../networks/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import type { Entry } from './account-act.js';
import type { Account } from './account.entity.js';

/** What an entry is checked by before it is sent and again before it is accepted. */
@Injectable()
export class EntryCheck {
  constructor(
    private readonly db: Database,
    private readonly directory: Directory,
  ) {}

  /**
   * Under the lock of the accounts, so that what is found holds until the act commits.
   * @param account whose entry it is to be; its id names the entry itself, which is no rival of its own.
   * @param settled the manager whom nobody names anew: who has left since hinders no change of anything else.
   * @returns the key of the address.
   * @throws DomainError `account.url-network` (also for what is no account's address), `account.duplicate` naming the
   *   owner's other account there, `account.url-taken`, `account.external-id-taken`, `account.manager-unfit`.
   */
  async check(
    { id, authorityId, network }: Pick<Account, 'id' | 'authorityId' | 'network'>,
    { url, externalId, managerId }: Omit<Entry, 'name'>,
    settled: string | null = null,
  ): Promise<string> {
    const addressKey = accountKey(network, url);
    if (!addressKey) throw new DomainError('account.url-network', { network });
    const rivals = await this.db.rows<{ id: string; url: string; public: boolean; own: boolean; address: boolean }>(
      `SELECT id, url, valid_from IS NOT NULL AS public, authority_id IS NOT DISTINCT FROM $2::uuid AS own, address_key = $4 AS address
       FROM account WHERE valid_to IS NULL AND id <> $1 AND network = $3
         AND (authority_id IS NOT DISTINCT FROM $2::uuid OR address_key = $4 OR external_id = $5)`,
      [id, authorityId, network, addressKey, externalId],
    );
    const own = rivals.find((rival) => rival.own);
    if (own) throw new DomainError('account.duplicate', { existingId: own.id, url: own.url, network });
    const [other] = rivals;
    // What another authority has only sent to the committee is not for everybody to see.
    if (other) throw new DomainError(other.address ? 'account.url-taken' : 'account.external-id-taken', other.public ? { existingId: other.id, url } : { url });
    if (managerId && managerId !== settled) await this.checkManager(authorityId, managerId);
    return addressKey;
  }

  /** Somebody the owner has named for it (D-5); of the Government's accounts, somebody of the committee. */
  private async checkManager(authorityId: string | null, managerId: string): Promise<void> {
    const [manager] = await this.directory.accountManagers([managerId]);
    const fit = manager?.active && (authorityId === null ? manager.ofCommittee : manager.authorityId === authorityId);
    if (!fit) throw new DomainError('account.manager-unfit', { managerId });
  }
}
