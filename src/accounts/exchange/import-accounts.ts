import { Injectable } from '@nestjs/common';
import { Directory } from '../../executors/index.js';
import type { Actor } from '../../identity/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, explain } from '../../platform/errors/index.js';
import { readSheet, SheetError } from '../../platform/sheets/index.js';
import { AccountActs } from '../account-acts.js';
import { CorrectAccount } from '../correct-account.js';
import { SubmitAccount } from '../submit-account.js';
import { neededTitles, titles } from './account-columns.js';
import { ownersBy, readAccountRow, type ReadRow, type RowFault } from './read-account-row.js';

/** Rows of one file. */
export const MOST_ROWS = 3000;

export interface ImportReport {
  dryRun: boolean;
  rows: number;
  created: number;
  changed: number;
  unchanged: number;
  errors: ({ row: number } & RowFault)[];
}

/** Undoes everything an import did, with what there is to say of it. */
class Undone extends Error {
  constructor(readonly report: ImportReport) {
    super('Undone');
  }
}

/**
 * Takes a table of accounts into the registry: all of it or nothing. An entry the owner already has in the network is mended,
 * others are entered as of a registry kept before: they owe nobody anything.
 */
@Injectable()
export class ImportAccounts {
  constructor(
    private readonly db: Database,
    private readonly directory: Directory,
    private readonly acts: AccountActs,
    private readonly submit: SubmitAccount,
    private readonly correct: CorrectAccount,
  ) {}

  /**
   * @param dryRun only tells what would happen.
   * @throws DomainError `accounts-file.not-a-table`, `.too-big`, `.too-many-rows`, `.columns`; `accounts-file.rows` with every
   *   row's faults when it is not a dry run.
   */
  async execute(actor: Actor, content: Buffer, dryRun: boolean): Promise<ImportReport> {
    const rows = await cellsOf(content);
    const report: ImportReport = { dryRun, rows: rows.length, created: 0, changed: 0, unchanged: 0, errors: [] };
    try {
      await this.db.transaction(async () => {
        await this.acts.lock();
        const owners = ownersBy((await this.directory.inForce()));
        const places = new Map<string, number>();
        for (const [index, cells] of rows.entries()) {
          // As people count: the titles are row 1.
          const row = index + 2;
          const faults = await this.row(actor, onlyOne(readAccountRow(cells, owners), row, places), report);
          report.errors.push(...faults.map((fault) => ({ row, ...fault })));
        }
        if (dryRun || report.errors.length > 0) throw new Undone(report);
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
      if (!dryRun) throw new DomainError('accounts-file.rows', { failed: new Set(report.errors.map(({ row }) => row)).size, errors: report.errors.slice(0, 500) });
    }
    return report;
  }

  private async row(actor: Actor, row: ReadRow | RowFault[], report: ImportReport): Promise<RowFault[]> {
    if (Array.isArray(row)) return row;
    try {
      await this.write(actor, row, report);
      return [];
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const column = { 'account.duplicate': titles.network, 'account.manager-unfit': titles.manager, 'account.external-id-taken': titles.externalId, 'account.moment': titles.since }[error.code as string];
      return [{ column: column ?? titles.url, message: explain(error.code, error.details) }];
    }
  }

  private async write(actor: Actor, { manager, since, ...entry }: ReadRow, report: ImportReport): Promise<void> {
    const managerId = manager === null ? null : await this.managerOf(manager, entry.authorityId);
    const existing = await this.db.row<{ id: string }>(
      `SELECT id FROM account WHERE authority_id IS NOT DISTINCT FROM $1::uuid AND network = $2 AND valid_to IS NULL`, [entry.authorityId, entry.network],
    );
    if (!existing) {
      await this.submit.execute(actor, { ...entry, managerId, ...(since ? { since } : {}) }, { quiet: true });
      report.created += 1;
      return;
    }
    const { url, name, externalId } = entry;
    // An empty cell leaves what is known.
    const known = { url, name, ...(externalId === null ? {} : { externalId }), ...(managerId === null ? {} : { managerId }) };
    try {
      await this.correct.execute(actor, existing.id, known, null);
      report.changed += 1;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === 'account.nothing-changed')) throw error;
      report.unchanged += 1;
    }
  }

  private async managerOf(email: string, authorityId: string | null): Promise<string> {
    const found = (await this.directory.accountManagers([email])).find(({ active, ofCommittee, authorityId: of }) => active && (authorityId === null ? ofCommittee : of === authorityId));
    if (!found) throw new DomainError('account.manager-unfit', { email });
    return found.id;
  }
}

/** A second account of an owner in a network is a fault within one table too: neither row is to win by its place. */
function onlyOne(read: ReadRow | RowFault[], row: number, places: Map<string, number>): ReadRow | RowFault[] {
  if (Array.isArray(read)) return read;
  const place = `${read.authorityId} ${read.network}`;
  const earlier = places.get(place);
  if (earlier === undefined) places.set(place, row);
  return earlier === undefined ? read : [{ column: titles.network, message: `Аккаунт этого органа в этой сети уже назван в строке ${earlier}` }];
}

/** Rows by the titles of their columns; rows without anything are left out of the end. */
async function cellsOf(content: Buffer): Promise<Map<string, string>[]> {
  const table = await readSheet(content, { rows: MOST_ROWS + 1 }).catch((error: unknown) => {
    throw error instanceof SheetError ? new DomainError(`accounts-file.${error.reason}`, { most: MOST_ROWS }) : error;
  });
  const [head = [], ...rows] = table;
  const missing = neededTitles.filter((title) => !head.includes(title));
  if (missing.length > 0) throw new DomainError('accounts-file.columns', { missing: missing.join(', ') });
  while (rows.at(-1)?.every((cell) => cell === '')) rows.pop();
  return rows.map((row) => new Map(row.map((cell, index) => [head[index] ?? '', cell])));
}
