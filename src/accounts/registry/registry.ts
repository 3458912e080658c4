import { gzip as gzipCallback } from 'node:zlib';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/index.js';
import { sha256 } from '../../platform/ids/index.js';
import type { PublicAccount, RegistryQuery } from './registry.schemas.js';
import { RegistryForms, type RegistryForm } from './registry-forms.js';
import { RegistryRows } from './registry-rows.js';
import { endOfDay } from './end-of-day.js';

const gzip = promisify(gzipCallback);

/** Answers kept in one process; the present registry with its filters is far fewer. */
const MOST_KEPT = 100;

/** One answer, ready to be sent. */
export interface Rendered {
  body: Buffer;
  packed: Buffer;
  /** Strong entity tags of both. */
  etag: string;
  packedEtag: string;
  changedAt: Date;
}

interface Revision {
  value: string;
  changedAt: Date;
}

/**
 * The public registry, rendered once for each revision and question: a request costs one statement that reads a row, in as
 * many processes as there are. A revision is read before the rows, so what is kept is never older than it says.
 */
@Injectable()
export class Registry {
  private revision = '';
  private readonly kept = new Map<string, Promise<Rendered>>();

  constructor(
    private readonly db: Database,
    private readonly source: RegistryRows,
    private readonly forms: RegistryForms,
  ) {}

  async answer(form: RegistryForm, query: RegistryQuery): Promise<Rendered> {
    const revision = await this.current();
    if (revision.value !== this.revision) {
      this.kept.clear();
      this.revision = revision.value;
    }
    const key = JSON.stringify([form, query.authority ?? null, query.network ?? null, query.asOf ?? null]);
    let rendered = this.kept.get(key);
    // Asked last is forgotten last.
    this.kept.delete(key);
    rendered ??= this.render(form, query, revision.changedAt).catch((error: unknown) => {
      this.kept.delete(key);
      throw error;
    });
    this.kept.set(key, rendered);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest);
    return rendered;
  }

  private async current(): Promise<Revision> {
    const row = await this.db.row<Revision>(`SELECT value, changed_at AS "changedAt" FROM registry_revision WHERE id = 1`);
    if (!row) throw new Error('The registry has no revision');
    return row;
  }

  private async render(form: RegistryForm, query: RegistryQuery, changedAt: Date): Promise<Rendered> {
    const moment = query.asOf ? endOfDay(query.asOf) : null;
    const all = await this.source.before(moment);
    const lastChange = moment ? await this.source.lastChangeBefore(moment) : changedAt;
    const body = await this.forms.make(form, query, all, all.filter((account) => wanted(account, query)), lastChange);
    const packed = await gzip(body);
    const tag = sha256(body).slice(0, 32);
    return { body, packed, etag: `"${tag}"`, packedEtag: `"${tag}-gzip"`, changedAt };
  }
}

const wanted = ({ authority, network }: PublicAccount, query: RegistryQuery): boolean =>
  (!query.network || query.network === network) && (!query.authority || query.authority === (authority.id ?? 'government'));
