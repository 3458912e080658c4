import { Injectable } from '@nestjs/common';
import { Directory } from '../executors/index.js';
import { type Actor, hasRole } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { isoOffset } from '../platform/http/index.js';
import { deadlineView, Deadlines } from '../regulation/index.js';
import { accountActions, isInsider, sees } from './account-access.js';
import type { Account } from './account.entity.js';
import type { AccountView } from './account.schemas.js';
import type { AccountLink } from './account-link.entity.js';
import type { AccountProposal } from './proposal.entity.js';

export const ACCOUNT_COLUMNS = `a.id, a.authority_id AS "authorityId", a.network, a.status, a.url, a.address_key AS "addressKey", a.name,
  a.external_id AS "externalId", a.manager_id AS "managerId", a.valid_from AS "validFrom", a.valid_to AS "validTo",
  a.asked_at AS "askedAt", a.confirmed_at AS "confirmedAt", a.warning, a.observed, a.version`;

type Proposal = AccountProposal & { status: 'in-review' | 'approved' | 'changes-requested' | 'withdrawn'; remarks: string | null; decidedAt: Date | null };

/** Shows entries of the registry to people, each as much as is theirs to see. */
@Injectable()
export class AccountReader {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly deadlines: Deadlines,
  ) {}

  /** @throws DomainError `not-found`, also for what has only been sent to the committee by another authority. */
  async view(actor: Actor, id: string): Promise<AccountView> {
    const row = await this.db.row<Account>(`SELECT ${ACCOUNT_COLUMNS} FROM account a WHERE a.id = $1`, [id]);
    if (!row || !sees(actor, row)) throw notFound('account', id);
    const [view] = await this.views(actor, [row]);
    return view as AccountView;
  }

  /** Views of rows the actor may see, with four more statements however many they are. */
  async views(actor: Actor, rows: readonly Account[]): Promise<AccountView[]> {
    const inside = rows.filter((row) => isInsider(actor, row)).map(({ id }) => id);
    const names = await this.names(rows);
    const proposals = new Map((await this.proposals(inside)).map((proposal) => [proposal.accountId, proposal]));
    const links = new Map((await this.links(inside)).map((link) => [link.accountId, link]));
    const deadlines = await this.deadlines.of(inside);
    const managerIds = [...rows, ...proposals.values()].flatMap(({ managerId }) => managerId ?? []);
    const managers = new Map((await this.directory.accountManagers([...new Set(managerIds)])).map(({ id, name, active }) => [id, { id, name, active }]));
    const now = this.clock.now();
    return rows.map((row): AccountView => {
      const { id, authorityId, network, status, url, name, externalId, validFrom, validTo, confirmedAt, version } = row;
      const own = inside.includes(id);
      const proposal = proposals.get(id) ?? null;
      const link = links.get(id) ?? null;
      return {
        id, authority: authorityId === null ? null : { id: authorityId, shortName: names.get(authorityId) ?? '' },
        network,
        // Others need not know that something is on its way.
        status: own || validTo !== null ? status : 'accepted',
        url, name, externalId, validFrom: isoOffset(validFrom), validTo: isoOffset(validTo), confirmedAt: isoOffset(confirmedAt),
        manager: (own && row.managerId && managers.get(row.managerId)) || null,
        askedAt: own ? isoOffset(row.askedAt) : null,
        warning: own ? row.warning : null,
        observed: own ? row.observed : null,
        proposal: proposal && {
          id: proposal.id, kind: proposal.kind, url: proposal.url, name: proposal.name, externalId: proposal.externalId,
          manager: (proposal.managerId && managers.get(proposal.managerId)) || null, note: proposal.note,
          occurredAt: isoOffset(proposal.occurredAt), submittedAt: isoOffset(proposal.submittedAt), status: proposal.status,
          remarks: proposal.remarks, decidedAt: isoOffset(proposal.decidedAt),
        },
        link: link && {
          pageUrl: link.pageUrl, confirmedAt: isoOffset(link.confirmedAt), checkedAt: isoOffset(link.checkedAt), outcome: link.outcome,
          reason: link.reason, found: link.found, nextCheckAt: isoOffset(link.nextCheckAt),
        },
        deadlines: deadlines.filter(({ streamId }) => streamId === id).map((deadline) => deadlineView(deadline, now)),
        allowedActions: accountActions(actor, row, proposal?.kind ?? null),
        version,
      };
    });
  }

  private async names(rows: readonly Account[]): Promise<Map<string, string>> {
    const found = await this.directory.authorities([...new Set(rows.flatMap(({ authorityId }) => authorityId ?? []))]);
    return new Map(found.map(({ id, shortName }) => [id, shortName]));
  }

  /** What was sent last of each. */
  private proposals(ids: readonly string[]): Promise<Proposal[]> {
    return this.db.rows<Proposal>(
      `SELECT DISTINCT ON (p.account_id) p.id, p.account_id AS "accountId", p.kind, p.url, p.name, p.external_id AS "externalId",
         p.manager_id AS "managerId", p.note, p.occurred_at AS "occurredAt", p.submitted_at AS "submittedAt",
         r.status, r.remarks, r.decided_at AS "decidedAt"
       FROM account_proposal p JOIN review r ON r.version_id = p.id
       WHERE p.account_id = ANY($1::uuid[]) ORDER BY p.account_id, p.submitted_at DESC, p.id DESC`,
      [ids],
    );
  }

  private links(ids: readonly string[]): Promise<AccountLink[]> {
    return this.db.rows<AccountLink>(
      `SELECT account_id AS "accountId", page_url AS "pageUrl", confirmed_at AS "confirmedAt", checked_at AS "checkedAt", outcome, reason, found,
         next_check_at AS "nextCheckAt"
       FROM account_link WHERE account_id = ANY($1::uuid[])`,
      [ids],
    );
  }
}

/** Whether the actor sees every entry, sent ones too. */
export const seesAll = (actor: Actor): boolean => actor.channel === 'system' || hasRole(actor, 'committee', 'admin');
