import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { belongsTo } from '../networks/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { Account } from './account.entity.js';

type AccountEvent = 'account.created' | 'account.changed' | 'account.ended';

/** What every change of an account begins and ends with. */
@Injectable()
export class AccountRecord {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
  ) {}

  /** One change of accounts at a time until it commits: they are rare, and what was checked stays so. */
  async lockAll(): Promise<void> {
    await this.db.change(`SELECT pg_advisory_xact_lock(hashtext('otklik.accounts'))`);
  }

  /** @throws DomainError `not-found`. */
  async lock(id: string): Promise<Account> {
    await this.lockAll();
    const row = await this.db.repository(Account).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
    if (!row) throw notFound('account', id);
    return row;
  }

  /**
   * @throws DomainError `account.duplicate` naming the authority's other account there, `account.url-taken`,
   *   `account.url-network`.
   */
  async check({ id, authorityId, network, url }: Pick<Account, 'id' | 'authorityId' | 'network' | 'url'>): Promise<void> {
    if (!belongsTo(network, url)) throw new DomainError('account.url-network', { network });
    const same = await this.db.rows<{ id: string; url: string; own: boolean }>(
      `SELECT id, url, authority_id = $2 AND network = $3 AS own FROM account
       WHERE valid_to IS NULL AND id <> $1 AND ((authority_id = $2 AND network = $3) OR url = $4)`,
      [id, authorityId, network, url],
    );
    const own = same.find((account) => account.own);
    if (own) throw new DomainError('account.duplicate', { existingId: own.id, url: own.url, network });
    if (same[0]) throw new DomainError('account.url-taken', { existingId: same[0].id, url });
  }

  /** Each creation, deletion, rename and move is kept. */
  tell(type: AccountEvent, account: Account, actor: Actor, at: Date, details: Record<string, unknown>): Promise<void> {
    return this.events.append({
      type, stream: 'account', streamId: account.id, actorId: actor.userId, actorRole: actor.roles[0] ?? null,
      channel: actor.channel, clause: 'A-3.2', details: { network: account.network, ...details },
      authorityIds: [account.authorityId], roles: ['committee', 'admin'], at,
    });
  }
}
