import { Injectable } from '@nestjs/common';
import { Directory } from '../../executors/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { accountNetworks } from '../../networks/index.js';
import type { AccountNetwork } from '../account.entity.js';
import type { PublicAccount } from './registry.schemas.js';

export const networkNames: Record<AccountNetwork, string> = { vk: 'ВКонтакте', ok: 'Одноклассники', facebook: 'Facebook', instagram: 'Instagram' };

/** Whose accounts speaks of. */
export const GOVERNMENT = 'Правительство Хабаровского края';

interface Row {
  id: string;
  authorityId: string | null;
  network: AccountNetwork;
  url: string;
  name: string;
  externalId: string | null;
  since: Date;
  changedAt: Date;
}

const russian = new Intl.Collator('ru');

/** What the registry said at a moment: accepted entries under the names their owners had then, the Government first. */
@Injectable()
export class RegistryRows {
  constructor(
    private readonly db: Database,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  /** @param moment before which the registry is looked at; null for what it says now. */
  async before(moment: Date | null): Promise<PublicAccount[]> {
    const names = new Map((await this.directory.namesBefore(moment ?? new Date(this.clock.now().getTime() + 1))).map((name) => [name.id, name]));
    const rows = await this.db.rows<Row>(
      `SELECT a.id, a.authority_id AS "authorityId", a.network, e.url, e.name, e.external_id AS "externalId",
         (SELECT min(valid_from) FROM account_edition f WHERE f.account_id = a.id) AS since, e.valid_from AS "changedAt"
       FROM account_edition e JOIN account a ON a.id = e.account_id
       WHERE CASE WHEN $1::timestamptz IS NULL THEN e.valid_to IS NULL
         ELSE e.valid_from < $1 AND (e.valid_to IS NULL OR e.valid_to >= $1) END`,
      [moment],
    );
    const accounts = rows.map(({ authorityId, network, since, changedAt, ...row }): PublicAccount => {
      const owner = authorityId === null ? null : names.get(authorityId);
      return {
        id: row.id, authority: { id: authorityId, name: owner?.name ?? GOVERNMENT, shortName: owner?.shortName ?? GOVERNMENT },
        network, networkName: networkNames[network], url: row.url, name: row.name, externalId: row.externalId,
        since: isoOffset(since), changedAt: isoOffset(changedAt),
      };
    });
    return accounts.toSorted(byOwner);
  }

  /** When an entry last came, changed or went before the moment; null when there was none yet. */
  async lastChangeBefore(moment: Date): Promise<Date | null> {
    const row = await this.db.row<{ at: Date | null }>(
      `SELECT greatest(max(valid_from) FILTER (WHERE valid_from < $1), max(valid_to) FILTER (WHERE valid_to < $1)) AS at FROM account_edition`, [moment],
    );
    return row?.at ?? null;
  }
}

const byOwner = (one: PublicAccount, other: PublicAccount): number =>
  Number(one.authority.id !== null) - Number(other.authority.id !== null) || russian.compare(one.authority.name, other.authority.name) ||
  (one.authority.id ?? '').localeCompare(other.authority.id ?? '') || accountNetworks.indexOf(one.network) - accountNetworks.indexOf(other.network);
