import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../accounts/index.js';
import { WorkingTimes } from '../calendar/index.js';
import { Directory } from '../executors/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { isoOffset } from '../platform/http/index.js';
import { Deadlines } from '../regulation/index.js';
import type { WeekView } from './content-plan.schemas.js';
import { addDays, daysOf, type IsoWeek, mondayOf } from './iso-week.js';
import { hadAccount, termOf } from './owed-weeks.js';
import { NO_COUNTS, PlansCounted } from './plan-counts.js';
import { PLAN_COLUMNS, type PlanRow } from './plan-list.js';
import { minimumOf } from './plan-rules.js';
import { ownerTitle } from './plan-words.js';

type Row = WeekView['rows'][number];

/** Posts of a week by day and hour; one in several accounts counts once. */
const LOAD = `
  SELECT i.date::text AS date, left(i.time, 2)::int AS hour, count(*)::int AS items
  FROM content_plan_item i JOIN content_plan p ON p.id = i.plan_id
  WHERE p.week = $1 AND i.date BETWEEN $2::date AND $3::date GROUP BY i.date, left(i.time, 2)`;

/** The committee's week at a glance: who sent a plan, who is late, who gave a notice, the load, what awaits a decision. */
@Injectable()
export class PlanWeek {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly accounts: AccountRefs,
    private readonly workingTimes: WorkingTimes,
    private readonly deadlines: Deadlines,
    private readonly counted: PlansCounted,
  ) {}

  async execute(week: IsoWeek): Promise<WeekView> {
    const now = this.clock.now();
    const monday = mondayOf(week);
    const sunday = addDays(monday, 6);
    const plans = await this.db.rows<PlanRow>(`SELECT ${PLAN_COLUMNS} FROM content_plan p WHERE p.week = $1`, [week]);
    const workingTimeOf = await this.workingTimes.all();
    const submitBy = termOf(week, workingTimeOf(null)).dueAt;
    const rows = await this.rowsOf(plans, await this.expected(submitBy), now);
    const load = await this.db.rows<{ date: string; hour: number; items: number }>(LOAD, [week, monday, sunday]);
    const count = (test: (row: Row) => boolean): number => rows.filter(test).length;
    const waits = (row: Row) => !row.government && (row.status === 'draft' || row.status === 'not-opened');
    return {
      week,
      from: monday,
      to: sunday,
      submitBy: isoOffset(submitBy),
      now: isoOffset(now),
      summary: {
        authorities: count(({ government }) => !government),
        received: count(({ government, receivedAt }) => !government && receivedAt !== null),
        late: count(({ late }) => late),
        notices: count(({ status }) => status === 'no-news-pegs'),
        awaited: count(waits),
        overdue: count((row) => waits(row) && row.overdue),
        approved: count(({ government, status }) => !government && status === 'approved'),
        awaitingDecision: count(({ status }) => status === 'submitted'),
        items: rows.reduce((sum, { items }) => sum + items, 0),
      },
      rows,
      load: daysOf(week).map((date) => {
        const hours = load.filter((hour) => hour.date === date).map(({ hour, items }) => ({ hour, items })).toSorted((a, b) => a.hour - b.hour);
        return { date, items: hours.reduce((sum, { items }) => sum + items, 0), hours };
      }),
    };
  }

  /** Owners (null: the Government) that had an account when the week's plan was due, or have one now for a week to come. */
  private async expected(dueAt: Date): Promise<Set<string | null>> {
    const byOwner = new Map<string | null, { validFrom: Date; validTo: Date | null }[]>();
    for (const account of await this.accounts.all()) byOwner.set(account.authorityId, [...(byOwner.get(account.authorityId) ?? []), account]);
    return new Set([...byOwner].filter(([, periods]) => hadAccount(periods, dueAt)).map(([owner]) => owner));
  }

  private async rowsOf(plans: readonly PlanRow[], expected: ReadonlySet<string | null>, now: Date): Promise<Row[]> {
    const byOwner = new Map(plans.map((plan) => [plan.authorityId, plan]));
    const owners = [...new Set([...expected, ...byOwner.keys()])];
    const authorities = new Map((await this.directory.authorities(owners.filter((id) => id !== null))).map((authority) => [authority.id, authority]));
    const counts = await this.counted.of(plans.map(({ id }) => id));
    const next = new Map<string, Date>();
    for (const { streamId, dueAt } of await this.deadlines.openOf(plans.map(({ id }) => id))) if (!next.has(streamId)) next.set(streamId, dueAt);

    const rowOf = (owner: string | null): Row => {
      const authority = authorities.get(owner ?? '');
      const plan = byOwner.get(owner);
      const due = (plan && next.get(plan.id)) ?? null;
      return {
        authority: authority ? { id: authority.id, name: authority.name, shortName: authority.shortName } : null,
        title: ownerTitle(authority ?? null),
        planId: plan?.id ?? null,
        government: owner === null,
        status: plan?.status ?? 'not-opened',
        receivedAt: isoOffset(plan?.receivedAt ?? null),
        late: plan?.late ?? false,
        overdue: due !== null && due <= now,
        minimum: minimumOf({ authorityId: owner }),
        fewerReason: plan?.fewerReason ?? null,
        dueAt: isoOffset(due),
        ...((plan && counts.get(plan.id)) ?? NO_COUNTS),
      };
    };
    return owners
      .filter((owner) => owner === null || byOwner.has(owner) || (authorities.get(owner)?.active && authorities.get(owner)?.keepsAccounts))
      .map(rowOf)
      .toSorted((a, b) => rank(a) - rank(b) || (a.dueAt ?? '~').localeCompare(b.dueAt ?? '~', 'en') || a.title.localeCompare(b.title, 'ru'));
  }
}

/** What awaits the committee's decision comes first, what is finished last. */
const order: readonly Row['status'][] = ['submitted', 'recommended', 'amended', 'draft', 'not-opened', 'no-news-pegs', 'approved'];
const rank = ({ status }: Row): number => order.indexOf(status);
