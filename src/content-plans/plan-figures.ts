import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { isoOffset } from '../platform/http/index.js';

/** Figures of one authority over a period; `plans.notices` are those of the received that were notices. */
export interface PlanFigure {
  /** Null for the Government's own plans. */
  authorityId: string | null;
  plans: { due: number; onTime: number; late: number; notices: number; missing: number };
  /** Publications: one post in one account. */
  items: { planned: number; published: number; notPublished: number; open: number };
  /** The committee's decisions on the authority's plans. */
  reviews: { onTime: number; late: number; open: number };
}

type Row = { authorityId: string | null } & Record<
  'due' | 'onTime' | 'late' | 'notices' | 'missing' | 'planned' | 'published' | 'notPublished' | 'reviewedOnTime' | 'reviewedLate' | 'reviewing', number
>;

const FIGURES = `
  WITH term AS (
    SELECT p.authority_id, p.notice_at, d.obligation, d.state, d.due_at
    FROM deadline d JOIN content_plan p ON p.id = d.subject_id
    WHERE d.obligation IN ('plan.submit', 'plan.review') AND d.state <> 'cancelled' AND d.due_at >= $1 AND d.due_at < $2
  ), terms AS (
    SELECT authority_id,
      count(*) FILTER (WHERE obligation = 'plan.submit') AS due,
      count(*) FILTER (WHERE obligation = 'plan.submit' AND state = 'met') AS on_time,
      count(*) FILTER (WHERE obligation = 'plan.submit' AND state = 'met-late') AS late,
      count(*) FILTER (WHERE obligation = 'plan.submit' AND notice_at IS NOT NULL) AS notices,
      count(*) FILTER (WHERE obligation = 'plan.submit' AND state = 'open' AND due_at <= $5) AS missing,
      count(*) FILTER (WHERE obligation = 'plan.review' AND state = 'met') AS reviewed_on_time,
      count(*) FILTER (WHERE obligation = 'plan.review' AND state = 'met-late') AS reviewed_late,
      count(*) FILTER (WHERE obligation = 'plan.review' AND state = 'open') AS reviewing
    FROM term GROUP BY authority_id
  ), posts AS (
    SELECT p.authority_id, sum(cardinality(i.account_ids)) AS planned,
      sum((SELECT count(o.url) FROM content_plan_outcome o WHERE o.item_id = i.id)) AS published,
      sum((SELECT count(o.reason) FROM content_plan_outcome o WHERE o.item_id = i.id)) AS not_published
    FROM content_plan_item i JOIN content_plan p ON p.id = i.plan_id
    WHERE i.date >= $3::date AND i.date < $4::date AND p.received_at IS NOT NULL GROUP BY p.authority_id
  )
  SELECT coalesce(terms.authority_id, posts.authority_id) AS "authorityId", coalesce(due, 0)::int AS due, coalesce(on_time, 0)::int AS "onTime", coalesce(late, 0)::int AS late,
    coalesce(notices, 0)::int AS notices, coalesce(missing, 0)::int AS missing, coalesce(planned, 0)::int AS planned, coalesce(published, 0)::int AS published,
    coalesce(not_published, 0)::int AS "notPublished", coalesce(reviewed_on_time, 0)::int AS "reviewedOnTime", coalesce(reviewed_late, 0)::int AS "reviewedLate",
    coalesce(reviewing, 0)::int AS reviewing
  FROM terms FULL JOIN posts ON coalesce(terms.authority_id::text, '') = coalesce(posts.authority_id::text, '') ORDER BY 1 NULLS FIRST`;

/** Plans over a period, for the monthly report. */
@Injectable()
export class PlanFigures {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Figures of the instants from `from` up to `to`: a plan belongs where its due moment falls, a post where its local date
   * does, a decision where its due moment does. Only plans that were received count as planned.
   */
  async between(from: Date, to: Date): Promise<PlanFigure[]> {
    const [first, beyond] = [from, to].map((at) => isoOffset(at).slice(0, 10));
    const rows = await this.db.rows<Row>(FIGURES, [from, to, first, beyond, this.clock.now()]);
    return rows.map(({ authorityId, planned, published, notPublished, ...row }) => ({
      authorityId,
      plans: { due: row.due, onTime: row.onTime, late: row.late, notices: row.notices, missing: row.missing },
      items: { planned, published, notPublished, open: planned - published - notPublished },
      reviews: { onTime: row.reviewedOnTime, late: row.reviewedLate, open: row.reviewing },
    }));
  }
}
