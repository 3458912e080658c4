import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database, SqlFilter } from '../platform/database/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../platform/http/index.js';
import { Deadlines, hasOverdueTerm } from '../regulation/index.js';
import { planActions } from './content-plan-reader.js';
import { type ContentPlan, isGovernments } from './content-plan.entity.js';
import { isoWeek, type PlanListItem, type planListQuery } from './content-plan.schemas.js';
import { seesAll } from './plan-act.js';
import { NO_COUNTS, PlansCounted } from './plan-counts.js';
import { minimumOf } from './plan-rules.js';

type Query = z.output<typeof planListQuery>;
export type PlanRow = Pick<ContentPlan, 'id' | 'authorityId' | 'week' | 'status' | 'late' | 'receivedAt' | 'fewerReason' | 'version'>;

export const PLAN_COLUMNS = `p.id, p.authority_id AS "authorityId", p.week, p.status, p.late, p.received_at AS "receivedAt",
  p.fewer_reason AS "fewerReason", p.version`;

const cursorKey = z.tuple([isoWeek, z.uuid()]);

/** The list of plans, the latest week first unless asked otherwise: the committee's all, an authority's own. */
@Injectable()
export class PlanList {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly deadlines: Deadlines,
    private readonly counted: PlansCounted,
  ) {}

  async execute(actor: Actor, query: Query): Promise<Page<PlanListItem>> {
    const rows = await this.rows(actor, query);
    const ids = rows.map(({ id }) => id);
    const authorities = await this.directory.authorities([...new Set(rows.flatMap(({ authorityId }) => authorityId ?? []))]);
    const counts = await this.counted.of(ids);
    const terms = await this.deadlines.openOf(ids);
    const now = this.clock.now();
    return toPage(rows, query.limit, ({ week, id }) => [week, id], (row): PlanListItem => {
      const authority = authorities.find(({ id }) => id === row.authorityId);
      // They come soonest first.
      const next = terms.find(({ streamId }) => streamId === row.id);
      return {
        id: row.id,
        week: row.week,
        authority: authority ? { id: authority.id, name: authority.name, shortName: authority.shortName } : null,
        government: isGovernments(row),
        status: row.status,
        late: row.late,
        receivedAt: isoOffset(row.receivedAt),
        version: row.version,
        minimum: minimumOf(row),
        ...(counts.get(row.id) ?? NO_COUNTS),
        nextDueAt: isoOffset(next?.dueAt ?? null),
        overdue: next !== undefined && next.dueAt <= now,
        allowedActions: planActions(actor, row),
      };
    });
  }

  private rows(actor: Actor, query: Query): Promise<PlanRow[]> {
    const [order, beyond] = query.sort === 'week' ? ['ASC', '>'] : ['DESC', '<'];
    const filter = new SqlFilter();
    if (!seesAll(actor)) filter.and('p.authority_id = ?', actor.authorityId);
    filter
      .when(query.authorityId, 'p.authority_id = ?')
      .when(query.week, 'p.week = ?')
      .when(query.from, 'p.week >= ?')
      .when(query.to, 'p.week <= ?')
      .when(query.status, 'p.status = ?')
      .when(query.government, '(p.authority_id IS NULL) = ?')
      .when(query.late, 'p.late = ?');
    if (query.overdue !== undefined) {
      const overdue = hasOverdueTerm({ of: 'p.id', now: filter.parameter(this.clock.now()), authority: null });
      filter.and(`${query.overdue ? '' : 'NOT '}${overdue}`);
    }
    if (query.cursor) filter.and(`(p.week, p.id) ${beyond} (?, ?::uuid)`, ...decodeCursor(query.cursor, cursorKey));
    return this.db.rows<PlanRow>(
      `SELECT ${PLAN_COLUMNS} FROM content_plan p ${filter.where} ORDER BY p.week ${order}, p.id ${order} LIMIT ${query.limit + 1}`,
      filter.parameters,
    );
  }
}
