import { Injectable } from '@nestjs/common';
import { Database } from '../platform/database/index.js';
import type { PlanExecution } from './content-plan.schemas.js';

/** How many posts plans hold and what became of them. */
export interface PlanCounts {
  items: number;
  execution: PlanExecution;
}

const COUNTS = `
  SELECT p.id, coalesce(i.items, 0)::int AS items, coalesce(i.planned, 0)::int AS planned, coalesce(o.published, 0)::int AS published, coalesce(o.missed, 0)::int AS missed
  FROM unnest($1::uuid[]) AS p(id)
  LEFT JOIN (SELECT plan_id, count(*) AS items, sum(cardinality(account_ids)) AS planned FROM content_plan_item WHERE plan_id = ANY($1) GROUP BY plan_id) i ON i.plan_id = p.id
  LEFT JOIN (SELECT plan_id, count(url) AS published, count(reason) AS missed FROM content_plan_outcome WHERE plan_id = ANY($1) GROUP BY plan_id) o ON o.plan_id = p.id`;

/** Counts of many plans at once, for lists. */
@Injectable()
export class PlansCounted {
  constructor(private readonly db: Database) {}

  async of(planIds: readonly string[]): Promise<Map<string, PlanCounts>> {
    if (planIds.length === 0) return new Map();
    const rows = await this.db.rows<{ id: string; items: number; planned: number; published: number; missed: number }>(COUNTS, [planIds]);
    return new Map(rows.map(({ id, items, planned, published, missed }) => [
      id, { items, execution: { planned, published, notPublished: missed, open: planned - published - missed } },
    ]));
  }
}

export const NO_COUNTS: PlanCounts = { items: 0, execution: { planned: 0, published: 0, notPublished: 0, open: 0 } };
