import { Injectable } from '@nestjs/common';
import { Directory } from '../../executors/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { isoOffset } from '../../platform/http/index.js';
import { type CsvEncoding, csvSheet, xlsxSheet } from '../../platform/sheets/index.js';
import { accountColumns, type SheetRow } from './account-columns.js';

type Row = Omit<SheetRow, 'owner' | 'manager' | 'since'> & { authorityId: string | null; managerId: string | null; since: Date | null };

/** Every entry that is not ended, as a table for the committee's own work. */
@Injectable()
export class ExportAccounts {
  constructor(
    private readonly db: Database,
    private readonly directory: Directory,
    private readonly clock: Clock,
  ) {}

  async execute(format: 'csv' | 'xlsx', encoding: CsvEncoding): Promise<Buffer> {
    const rows = await this.rows();
    return format === 'csv' ? csvSheet(accountColumns, rows, encoding) : xlsxSheet(accountColumns, rows, 'Реестр аккаунтов');
  }

  private async rows(): Promise<SheetRow[]> {
    const found = await this.db.rows<Row>(
      `SELECT a.authority_id AS "authorityId", a.network, a.url, a.name, a.external_id AS "externalId", a.manager_id AS "managerId",
         a.valid_from AS since, a.status, l.page_url AS "pageUrl", l.outcome
       FROM account a LEFT JOIN account_link l ON l.account_id = a.id
       WHERE a.valid_to IS NULL ORDER BY a.authority_id NULLS FIRST, a.network, a.id`,
    );
    const names = new Map((await this.directory.namesBefore(new Date(this.clock.now().getTime() + 1))).map(({ id, name }) => [id, name]));
    const named = await this.directory.accountManagers(found.flatMap(({ managerId }) => managerId ?? []));
    // Who has left is named no more: an import would have to refuse them.
    const managers = new Map(named.flatMap(({ id, email, active }) => (active ? [[id, email] as const] : [])));
    return found.map(({ authorityId, managerId, since, ...row }) => ({
      ...row, owner: authorityId && (names.get(authorityId) ?? authorityId), manager: (managerId && managers.get(managerId)) || null, since: isoOffset(since),
    }));
  }
}
