import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database, SqlFilter } from '../platform/database/index.js';
import { decodeCursor, type Page, toPage } from '../platform/http/index.js';
import type { Account } from './account.entity.js';
import { ACCOUNT_COLUMNS, AccountReader, seesAll } from './account-reader.js';
import type { AccountsQuery, AccountView } from './account.schemas.js';
import { awaitingStates } from './account.transitions.js';

const cursorKey = z.tuple([z.string(), z.uuid()]);

/** Lists entries of the registry: the public ones for everybody signed in, and each owner's and the committee's own work. */
@Injectable()
export class AccountList {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly reader: AccountReader,
  ) {}

  /**
   * A page of entries, by name.
   * @throws DomainError `cursor.invalid`.
   */
  async execute(actor: Actor, query: AccountsQuery): Promise<Page<AccountView>> {
    const { authorityId, government, network, state, awaiting, link, warning, asked, managed, cursor, limit } = query;
    const where = new SqlFilter();
    if (state !== 'all') where.and(`a.valid_to IS ${state === 'active' ? 'NULL' : 'NOT NULL'}`);
    where.when(authorityId, 'a.authority_id = ?').when(network, 'a.network = ?').when(warning, 'a.warning = ?');
    if (government !== undefined) where.and(`(a.authority_id IS NULL) = ?`, government);
    if (awaiting !== undefined) where.and(`(a.status = ANY(?::text[])) = ?`, awaitingStates, awaiting);
    if (asked !== undefined) where.and(`(a.asked_at IS NOT NULL) = ?`, asked);
    if (managed !== undefined) {
      const now = where.parameter(this.clock.now());
      where.and(`EXISTS (SELECT 1 FROM contact m WHERE m.id = a.manager_id AND (m.valid_to IS NULL OR m.valid_to > ${now})) = ?`, managed);
    }
    if (link === 'unconfirmed') where.and('l.account_id IS NULL AND a.valid_to IS NULL');
    else where.when(link, 'l.outcome = ?');
    if (!seesAll(actor)) {
      const own = actor.roles.includes('executor') ? actor.authorityId : null;
      where.and('(a.valid_from IS NOT NULL OR a.authority_id = ?::uuid)', own);
      // What others' links and warnings are is not for everybody.
      if (link || warning || [asked, awaiting, managed].some((flag) => flag !== undefined)) where.and('a.authority_id = ?::uuid', own);
    }
    if (cursor) {
      const [name, id] = decodeCursor(cursor, cursorKey);
      where.and(`(a.name COLLATE "ru-x-icu", a.id) > (?, ?::uuid)`, name, id);
    }
    const rows = await this.db.rows<Account>(
      `SELECT ${ACCOUNT_COLUMNS} FROM account a LEFT JOIN account_link l ON l.account_id = a.id
       ${where.where} ORDER BY a.name COLLATE "ru-x-icu", a.id LIMIT ${where.parameter(limit + 1)}`,
      where.parameters,
    );
    const page = toPage(rows, limit, (row) => [row.name, row.id], (row) => row);
    return { ...page, items: await this.reader.views(actor, page.items) };
  }
}
