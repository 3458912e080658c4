import { Injectable } from '@nestjs/common';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { isoOffset } from '../platform/http/index.js';
import { transitionOf } from '../platform/workflow/index.js';
import { planWorkflow } from './content-plan.transitions.js';
import { addWeeks, isoWeekOf, type IsoWeek } from './iso-week.js';
import { weekInWords } from './plan-words.js';
import { PlanDuty } from './plan-duty.js';

/** Plans are opened by hand this many weeks back and ahead. */
const BACK = 12;
const AHEAD = 53;

/** Opens a plan by hand: an executor their authority's, the committee the Government's. */
@Injectable()
export class OpenPlan {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly duty: PlanDuty,
  ) {}

  /**
   * @param government the Government's plan, also of somebody who is an executor besides.
   * @returns id of the new plan.
   * @throws DomainError `plan.duplicate` with the existing plan's id; `plan.week-out-of-range`; `plan.action-not-allowed`
   * for somebody who writes no plan; `authority.not-in-force`.
   */
  execute(actor: Actor, { week, government = false }: { week: IsoWeek; government?: boolean | undefined }): Promise<string> {
    const current = isoWeekOf(isoOffset(this.clock.now()).slice(0, 10));
    const [from, to] = [addWeeks(current, -BACK), addWeeks(current, AHEAD)];
    if (week < from || week > to) throw new DomainError('plan.week-out-of-range', { from, to, fromDays: weekInWords(from), toDays: weekInWords(to) });
    return this.db.transaction(async () => {
      const authorityId = !government && actor.roles.includes('executor') ? actor.authorityId : null;
      const [authority = null] = authorityId === null ? [] : await this.directory.authorities([authorityId]);
      if (authorityId !== null && !authority?.active) throw new DomainError('authority.not-in-force');
      const row = transitionOf(planWorkflow, null, 'open', { government: authority === null });
      if (!row?.roles.some((role) => actor.roles.includes(role))) throw new DomainError('plan.action-not-allowed', { action: 'open', state: '—' });
      const [id] = await this.duty.open(actor, [{ authority, week }]);
      if (id) return id;
      const existing = await this.db.row<{ id: string }>('SELECT id FROM content_plan WHERE authority_id IS NOT DISTINCT FROM $1 AND week = $2', [authorityId, week]);
      throw new DomainError('plan.duplicate', { week, days: weekInWords(week), existingId: existing?.id });
    });
  }
}
