import { Injectable } from '@nestjs/common';
import { AccountRefs, type AccountRef } from '../accounts/index.js';
import { WorkingTimes } from '../calendar/index.js';
import { Directory } from '../executors/index.js';
import { systemActor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { isoOffset } from '../platform/http/index.js';
import { Scheduled } from '../platform/jobs/index.js';
import { Deadlines } from '../regulation/index.js';
import { addWeeks, isoWeekOf, type IsoWeek } from './iso-week.js';
import { owedWeeks } from './owed-weeks.js';
import { type NewPlan, PlanDuty } from './plan-duty.js';

const ASKED = `
  SELECT authority_id AS "authorityId", array_agg(week) AS weeks FROM content_plan
  WHERE (owed_from IS NOT NULL OR received_at IS NOT NULL) AND authority_id IS NOT NULL AND week >= $1 GROUP BY authority_id`;

/** Terms that run although their authority has nothing to plan for any more. */
const RUNNING = `
  SELECT p.id, p.authority_id AS "authorityId" FROM content_plan p
  WHERE p.status = 'draft' AND p.owed_from IS NOT NULL ORDER BY p.id`;

/**
 * Asks every authority that has accounts for the plans of the coming weeks: opens the plan and its term. What was
 * missed while nothing ran is caught up with. Runs by the timetable; may be repeated at any moment, by any number at once.
 */
@Injectable()
export class OpenDuePlans {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly accounts: AccountRefs,
    private readonly workingTimes: WorkingTimes,
    private readonly deadlines: Deadlines,
    private readonly duty: PlanDuty,
  ) {}

  /** Releases who has nothing to plan for, then asks for what is owed. */
  @Scheduled('plans.open')
  async execute(): Promise<void> {
    const accounts = await this.accounts.all();
    // Looked at outside the transactions, so that plans are locked before the calendar is held, as acts do it;
    // of two at once the second finds everything done.
    const idle = await this.idle(accounts);
    if (idle.length > 0) await this.db.transaction(() => this.release(idle));
    const due = await this.due(accounts);
    if (due.length > 0) await this.db.transaction(() => this.duty.open(systemActor, due));
  }

  private async due(accounts: readonly AccountRef[]): Promise<NewPlan[]> {
    const now = this.clock.now();
    const byAuthority = new Map<string, AccountRef[]>();
    for (const account of accounts) {
      if (account.authorityId) byAuthority.set(account.authorityId, [...(byAuthority.get(account.authorityId) ?? []), account]);
    }
    const authorities = (await this.directory.authorities([...byAuthority.keys()])).filter(({ active, keepsAccounts }) => active && keepsAccounts);
    const since = addWeeks(isoWeekOf(isoOffset(now).slice(0, 10)), -13);
    const asked = await this.db.rows<{ authorityId: string; weeks: IsoWeek[] }>(ASKED, [since]);
    const weeksOf = new Map(asked.map(({ authorityId, weeks }) => [authorityId, new Set(weeks)]));
    const workingTimeOf = await this.workingTimes.all();
    return authorities.flatMap((authority) =>
      owedWeeks(now, weeksOf.get(authority.id) ?? new Set(), byAuthority.get(authority.id) ?? [], workingTimeOf(authority.scheduleId)).map(
        ({ week }): NewPlan => ({ authority, week }),
      ),
    );
  }

  /** Plans of authorities that have lost their last account, or are no more: they owe nothing that is not due yet. */
  private async idle(accounts: readonly AccountRef[]): Promise<string[]> {
    const at = this.clock.now();
    const running = await this.db.rows<{ id: string; authorityId: string }>(RUNNING);
    const having = new Set(accounts.filter(({ validTo }) => validTo === null || validTo > at).map(({ authorityId }) => authorityId));
    const authorities = await this.directory.authorities([...new Set(running.map(({ authorityId }) => authorityId))]);
    const active = new Set(authorities.filter((authority) => authority.active).map(({ id }) => id));
    const idle = running.filter(({ authorityId }) => !having.has(authorityId) || !active.has(authorityId));
    const terms = await this.deadlines.openOf(idle.map(({ id }) => id));
    return terms.filter(({ dueAt }) => dueAt > at).map(({ streamId }) => streamId);
  }

  private async release(ids: readonly string[]): Promise<void> {
    const released = await this.db.change<{ id: string }>(
      `UPDATE content_plan SET owed_from = NULL, version = version + 1
       WHERE id = ANY($1::uuid[]) AND status = 'draft' AND received_at IS NULL RETURNING id`,
      [ids],
    );
    const [first] = released;
    if (!first) return;
    await this.deadlines.apply(
      released.map(({ id }) => ({ do: 'cancel', obligation: 'plan.submit', subjectId: id, reason: 'no-accounts' })),
      { stream: 'content-plan', streamId: first.id, at: this.clock.now(), actor: systemActor },
    );
  }
}
