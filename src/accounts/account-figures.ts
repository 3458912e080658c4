import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import type { AccountNetwork } from './account.entity.js';

/** How a term of regulation A was kept: by the due moments within the period. */
export interface KeptTerms {
  onTime: number;
  late: number;
  /** Past due at the end of the period and not met. */
  open: number;
}

export interface AccountFigure {
  /** Accounts in the registry when the period ends. */
  byNetwork: Record<AccountNetwork, number>;
  /** Came into the registry, changed there, left it, within the period. */
  registered: number;
  changed: number;
  deleted: number;
  /** */
  register: KeptTerms;
  link: KeptTerms;
  /** What the last look before the end of the period showed, of accounts in the registry then. */
  links: { linked: number; missing: number; unknown: number };
}

/** Figures of the registry for the monthly report. */
@Injectable()
export class AccountFigures {
  constructor(private readonly db: Database) {}

  /** @param from first instant of the period. @param to first instant after it. */
  async between(from: Date, to: Date): Promise<AccountFigure> {
    const networks = await this.db.rows<{ network: AccountNetwork; count: number }>(
      `SELECT a.network, count(*)::int AS count FROM account_edition e JOIN account a ON a.id = e.account_id
       WHERE e.valid_from < $1 AND (e.valid_to IS NULL OR e.valid_to >= $1) GROUP BY a.network`, [to],
    );
    const moves = await this.db.row<{ registered: number; changed: number; deleted: number }>(
      `SELECT (SELECT count(*)::int FROM account WHERE valid_from >= $1 AND valid_from < $2) AS registered,
         (SELECT count(*)::int FROM account_edition e WHERE e.valid_from >= $1 AND e.valid_from < $2
            AND EXISTS (SELECT 1 FROM account_edition p WHERE p.account_id = e.account_id AND p.id <> e.id AND p.valid_to = e.valid_from)) AS changed,
         (SELECT count(*)::int FROM account WHERE valid_from IS NOT NULL AND valid_to >= $1 AND valid_to < $2) AS deleted`, [from, to],
    );
    const links = await this.db.row<{ linked: number; missing: number; unknown: number }>(
      `SELECT count(*) FILTER (WHERE look IN ('linked', 'moved'))::int AS linked, count(*) FILTER (WHERE look = 'missing')::int AS missing,
         count(*) FILTER (WHERE look IS NULL OR look NOT IN ('linked', 'moved', 'missing'))::int AS unknown
       FROM (SELECT (SELECT v.details->>'outcome' FROM event v WHERE v.stream_id = e.account_id AND v.type = 'account.link-check' AND v.at < $1 ORDER BY v.id DESC LIMIT 1) AS look
             FROM account_edition e WHERE e.valid_from < $1 AND (e.valid_to IS NULL OR e.valid_to >= $1)) AS looks`, [to],
    );
    const count = (network: AccountNetwork) => networks.find((row) => row.network === network)?.count ?? 0;
    return {
      byNetwork: { vk: count('vk'), ok: count('ok'), facebook: count('facebook'), instagram: count('instagram') },
      ...(moves ?? { registered: 0, changed: 0, deleted: 0 }),
      register: await this.kept('account.register', from, to), link: await this.kept('account.link', from, to),
      links: links ?? { linked: 0, missing: 0, unknown: 0 },
    };
  }

  private async kept(obligation: string, from: Date, to: Date): Promise<KeptTerms> {
    const row = await this.db.row<KeptTerms>(
      `SELECT count(*) FILTER (WHERE state = 'met' AND ended_at < $3)::int AS "onTime", count(*) FILTER (WHERE state = 'met-late' AND ended_at < $3)::int AS late,
         count(*) FILTER (WHERE (state = 'open' OR ended_at >= $3) AND state <> 'cancelled')::int AS open
       FROM deadline WHERE obligation = $1 AND due_at >= $2 AND due_at < $3`, [obligation, from, to],
    );
    return row ?? { onTime: 0, late: 0, open: 0 };
  }
}
