import { Inject, Injectable } from '@nestjs/common';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { AccountRefs } from '../accounts/index.js';
import { WorkingTimes } from '../calendar/index.js';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { CONFIG, type Config } from '../platform/config/index.js';
import { Database } from '../platform/database/index.js';
import { isoOffset } from '../platform/http/index.js';
import { beginning } from '../platform/russian/index.js';
import { ContentPlanReader } from './content-plan-reader.js';
import type { ContentPlan } from './content-plan.entity.js';
import { addWeeks, isoWeekOf } from './iso-week.js';
import { seesAll } from './plan-act.js';
import { formatNames, networkNames, ownerTitle, weekInWords } from './plan-words.js';
import type { PlanItem } from './plan-item.entity.js';

/** Weeks a feed shows, back and ahead of the present one. */
const BACK = 2;
const AHEAD = 6;
/** How long a post is shown in a calendar. */
const SHOWN_MS = 15 * 60_000;

type Row = Pick<PlanItem, 'id' | 'date' | 'time' | 'accountIds' | 'theme' | 'text' | 'format' | 'newsPeg'> &
  Pick<ContentPlan, 'authorityId' | 'stateSince' | 'version'> & { settled: boolean };

const OF_PLAN = `p.authority_id AS "authorityId", p.state_since AS "stateSince", p.version`;

/** The working copy of one plan. */
const COPY = `
  SELECT i.id, i.date::text AS date, i.time, i.account_ids AS "accountIds", i.theme, i.text, i.format, i.news_peg AS "newsPeg",
    ${OF_PLAN}, p.status = 'approved' AS settled
  FROM content_plan p JOIN content_plan_item i ON i.plan_id = p.id WHERE p.id = $1 ORDER BY i.date, i.time, i.id`;

/** What is in force of each plan, or was sent and waits: never what is only being written. */
const SENT = `
  SELECT i.id, i.date, i.time, i."accountIds", i.theme, i.text, i.format, i."newsPeg", ${OF_PLAN}, p.approved_version_id IS NOT NULL AS settled
  FROM content_plan p JOIN content_plan_version v ON v.id = coalesce(p.approved_version_id, p.current_version_id)
  CROSS JOIN jsonb_to_recordset(v.items) AS i(id uuid, date text, time text, "accountIds" uuid[], theme text, text text, format text, "newsPeg" text)
  WHERE p.week BETWEEN $1 AND $2 AND p.status <> 'no-news-pegs' AND ($3::boolean OR p.authority_id = $4::uuid) ORDER BY i.date, i.time, i.id`;

/**
 * Plans as a calendar (RFC 5545). Moments are instants in UTC, so every calendar shows them right wherever it is; the
 * installation's zone is named for those that ask. A post keeps its UID through all changes of its plan.
 */
@Injectable()
export class PlanCalendar {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly accounts: AccountRefs,
    private readonly workingTimes: WorkingTimes,
    private readonly reader: ContentPlanReader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** One plan as it is being written, whatever its state. @throws DomainError `not-found`, also for another authority's plan. */
  async ofPlan(actor: Actor, planId: string): Promise<string> {
    const { week } = await this.reader.find(actor, planId);
    const rows = await this.db.rows<Row>(COPY, [planId]);
    return this.calendar(`Контент-план, ${weekInWords(week)}`, rows);
  }

  /** What was sent for the weeks around now: an authority's own, or everything for the committee. */
  async feedOf(actor: Actor): Promise<string> {
    const current = isoWeekOf(isoOffset(this.clock.now()).slice(0, 10));
    const rows = await this.db.rows<Row>(SENT, [addWeeks(current, -BACK), addWeeks(current, AHEAD), seesAll(actor), actor.authorityId]);
    return this.calendar('Контент-планы', rows);
  }

  private async calendar(name: string, rows: readonly Row[]): Promise<string> {
    const owners = [...new Set(rows.flatMap(({ authorityId }) => authorityId ?? []))];
    const authorities = new Map((await this.directory.authorities(owners)).map((authority) => [authority.id, authority]));
    const accounts = new Map((await this.accounts.some([...new Set(rows.flatMap(({ accountIds }) => accountIds))])).map((account) => [account.id, account]));
    const workingTime = await this.workingTimes.of(null);
    const calendar = ical({ name, prodId: { company: 'Otklik', product: 'Content plans', language: 'RU' }, method: ICalCalendarMethod.PUBLISH });
    calendar.x([{ key: 'X-WR-TIMEZONE', value: this.config.TIME_ZONE }]);
    for (const row of rows) {
      const start = workingTime.instantAt(row.date, row.time);
      const where = row.accountIds.flatMap((id) => accounts.get(id) ?? []).map(({ network, name }) => `${networkNames[network]}: ${name}`);
      calendar.createEvent({
        id: `${row.id}@otklik`,
        sequence: row.version,
        stamp: row.stateSince,
        start: new Date(start),
        end: new Date(start + SHOWN_MS),
        summary: `${ownerTitle(authorities.get(row.authorityId ?? '') ?? null)}: ${row.theme ?? beginning(row.text ?? '', 80)}`,
        location: where.join('; '),
        description: [formatNames[row.format], row.newsPeg && `Повод: ${row.newsPeg}`, row.text].filter(Boolean).join('\n'),
        status: row.settled ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE,
      });
    }
    return calendar.toString();
  }
}
