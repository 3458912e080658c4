import { Injectable } from '@nestjs/common';
import { AccountRefs } from '../accounts/index.js';
import { WorkingTimes } from '../calendar/index.js';
import type { AuthorityRef } from '../executors/index.js';
import { type Actor, systemActor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { newId } from '../platform/ids/index.js';
import { EventLog } from '../platform/events/index.js';
import { type DeadlineChange, Deadlines } from '../regulation/index.js';
import { type IsoWeek, mondayOf } from './iso-week.js';
import { hadAccount, termOf } from './owed-weeks.js';

/** A plan to be opened. */
export interface NewPlan {
  /** Null for the Government. */
  authority: AuthorityRef | null;
  week: IsoWeek;
}

interface Opened {
  id: string;
  authorityId: string | null;
  week: IsoWeek;
}

const INSERT = `
  INSERT INTO content_plan (id, authority_id, week, status, state_since, created_by, created_at, version)
  SELECT n.id, n.authority_id, n.week, 'draft', $2, $3, $2, 1
  FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, authority_id uuid, week text)
  ORDER BY n.week, n.authority_id
  ON CONFLICT DO NOTHING
  RETURNING id, authority_id AS "authorityId", week`;

/** Plans whose sending is not asked for yet; what came already needs no term. */
const UNASKED = `
  SELECT p.id, p.authority_id AS "authorityId", p.week FROM content_plan p
  JOIN jsonb_to_recordset($1::jsonb) AS n(authority_id uuid, week text) ON p.authority_id = n.authority_id AND p.week = n.week
  WHERE p.owed_from IS NULL AND p.received_at IS NULL ORDER BY p.id FOR UPDATE OF p`;

const ASK = `
  UPDATE content_plan p SET owed_from = n.owed_from, version = p.version + 1
  FROM jsonb_to_recordset($1::jsonb) AS n(id uuid, owed_from timestamptz) WHERE p.id = n.id`;

/** Opens plans and, where an authority owes them, the term for sending them. */
@Injectable()
export class PlanDuty {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountRefs,
    private readonly workingTimes: WorkingTimes,
    private readonly deadlines: Deadlines,
    private readonly events: EventLog,
  ) {}

  /**
   * In the caller's transaction; a plan that exists is left as it is, only its term is opened where it is not yet.
   * @returns ids of the plans that are new.
   */
  async open(actor: Actor, plans: readonly NewPlan[]): Promise<string[]> {
    if (plans.length === 0) return [];
    const at = this.clock.now();
    const rows = plans.map(({ authority, week }) => ({ id: newId(), authority_id: authority?.id ?? null, week }));
    const opened = await this.db.change<Opened>(INSERT, [JSON.stringify(rows), at, actor.userId]);
    const unasked = await this.db.change<Opened>(UNASKED, [JSON.stringify(rows)]);
    await this.ask(unasked, new Map(plans.flatMap(({ authority }) => (authority ? [[authority.id, authority] as const] : []))), at);
    await this.events.append(...opened.map((plan) => ({
      type: 'plan.open', stream: 'content-plan', streamId: plan.id, subject: 'content-plan', subjectId: plan.id, toState: 'draft',
      actorId: actor.userId, actorRole: actor.channel === 'system' ? null : plan.authorityId === null ? 'committee' : 'executor', channel: actor.channel,
      clause: plan.authorityId === null ? 'A-2.2' : 'A-6', details: { week: plan.week }, authorityIds: plan.authorityId === null ? [] : [plan.authorityId], roles: ['committee'], at,
    })));
    return opened.map(({ id }) => id);
  }

  private async ask(plans: readonly Opened[], authorities: ReadonlyMap<string, AuthorityRef>, at: Date): Promise<void> {
    if (plans.length === 0) return;
    const workingTimeOf = await this.workingTimes.all();
    const accounts = await this.accounts.all();
    const owed = plans.flatMap((plan) => {
      const { scheduleId = null, keepsAccounts = false } = authorities.get(plan.authorityId ?? '') ?? {};
      if (!keepsAccounts) return [];
      const { startedAt, dueAt } = termOf(plan.week, workingTimeOf(scheduleId));
      const periods = accounts.filter(({ authorityId }) => authorityId === plan.authorityId);
      return hadAccount(periods, dueAt) ? [{ plan, scheduleId, startedAt }] : [];
    });
    const [first] = owed;
    if (!first) return;
    await this.db.change(ASK, [JSON.stringify(owed.map(({ plan, startedAt }) => ({ id: plan.id, owed_from: startedAt })))]);
    const terms = owed.map(({ plan, scheduleId, startedAt }): DeadlineChange => ({
      do: 'open', obligation: 'plan.submit', subject: 'content-plan', subjectId: plan.id, streamId: plan.id, planWeek: mondayOf(plan.week), startedAt,
      bearer: { role: 'authority', authorityId: plan.authorityId, contactId: null, scheduleId },
    }));
    await this.deadlines.apply(terms, { stream: 'content-plan', streamId: first.plan.id, at, actor: systemActor });
  }
}
