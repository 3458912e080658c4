import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../executors/index.js';
import type { Network } from '../networks/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { decodeCursor, isoOffset, toPage, type Page } from '../platform/http/index.js';
import { Account } from './account.entity.js';
import type { AccountsQuery, AccountView } from './account.schemas.js';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/** The read face of the accounts. */
@Injectable()
export class Accounts {
  constructor(
    private readonly db: Database,
    private readonly directory: Directory,
  ) {}

  /**
   * Whether the authority has an account in the network, so that its executor publishes there; otherwise the curator
   * does (M-13.2). Never on Twitter, where authorities keep no accounts.
   */
  async has(authorityId: string, network: Network): Promise<boolean> {
    if (network === 'twitter') return false;
    const sql = `SELECT 1 FROM account WHERE authority_id = $1 AND network = $2 AND valid_to IS NULL`;
    return (await this.db.row(sql, [authorityId, network])) !== null;
  }

  /** A page of accounts, by name. */
  async list({ authorityId, network, state, cursor, limit }: AccountsQuery): Promise<Page<AccountView>> {
    const [name, id] = cursor ? decodeCursor(cursor, cursorKey) : [null, null];
    const rows = await this.db.rows<Account>(
      `SELECT id, authority_id AS "authorityId", network, url, name, external_id AS "externalId",
         valid_from AS "validFrom", valid_to AS "validTo", confirmed, version
       FROM account
       WHERE ($1::uuid IS NULL OR authority_id = $1) AND ($2::text IS NULL OR network = $2)
         AND ($3 = 'all' OR (valid_to IS NULL) = ($3 = 'active'))
         AND ($4::text IS NULL OR (name COLLATE "ru-x-icu", id) > ($4, $5::uuid))
       ORDER BY name COLLATE "ru-x-icu", id LIMIT $6`,
      [authorityId ?? null, network ?? null, state, name, id, limit + 1],
    );
    const names = await this.authorityNames(rows.map((row) => row.authorityId));
    return toPage(rows, limit, (row) => [row.name, row.id], (row) => view(row, names));
  }

  /** @throws DomainError `not-found`. */
  async view(id: string): Promise<AccountView> {
    const row = await this.db.reader.getRepository(Account).findOneBy({ id });
    if (!row) throw notFound('account', id);
    return view(row, await this.authorityNames([row.authorityId]));
  }

  private async authorityNames(ids: string[]): Promise<Map<string, string>> {
    const found = await this.directory.authorities([...new Set(ids)]);
    return new Map(found.map(({ id, shortName }) => [id, shortName]));
  }
}

function view(row: Account, names: Map<string, string>): AccountView {
  const { id, authorityId, network, url, name, externalId, confirmed, validFrom, validTo, version } = row;
  return {
    id, authority: { id: authorityId, shortName: names.get(authorityId) ?? '' }, network, url, name, externalId, confirmed,
    validFrom: isoOffset(validFrom), validTo: isoOffset(validTo), version,
  };
}
