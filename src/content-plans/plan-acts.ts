import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../calendar/index.js';
import { Directory } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { EventLog, type NewEvent } from '../platform/events/index.js';
import { checkVersion } from '../platform/http/index.js';
import { type Bearer, type DeadlineChange, Deadlines, obligation } from '../regulation/index.js';
import { ContentPlanReader } from './content-plan-reader.js';
import { ContentPlan } from './content-plan.entity.js';
import { PlanAct, sees } from './plan-act.js';
import { inOrder, PlanItem } from './plan-item.entity.js';

/** Runs acts on plans: one transaction each, under the lock of the plan's row; of two at once one comes after the other. */
@Injectable()
export class PlanActs {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly directory: Directory,
    private readonly workingTimes: WorkingTimes,
    private readonly deadlines: Deadlines,
    private readonly events: EventLog,
    private readonly reader: ContentPlanReader,
  ) {}

  /**
   * Locks and loads, lets `perform` act, and writes what it did.
   * @param expectedVersion the version the actor last saw (`If-Match`), or null.
   * @returns id of the plan.
   * @throws DomainError `not-found` when there is no such plan or it is another authority's; `precondition.failed` when it
   * has changed since; `plan.action-not-allowed` by the table.
   */
  run(actor: Actor, planId: string, expectedVersion: number | null, perform: (act: PlanAct) => Promise<void> | void): Promise<string> {
    return this.db.transaction(async () => {
      await this.db.change('SELECT 1 FROM content_plan WHERE id = $1 FOR UPDATE', [planId]);
      const plan = await this.db.repository(ContentPlan).findOneBy({ id: planId });
      if (!plan || !sees(actor, plan)) throw notFound('content-plan', planId);
      await checkVersion(expectedVersion, plan.version, () => this.reader.view(actor, planId));
      const [authority] = plan.authorityId === null ? [] : await this.directory.authorities([plan.authorityId]);
      const items = inOrder(await this.db.repository(PlanItem).findBy({ planId }));
      const act = new PlanAct(actor, this.clock.now(), plan, authority ?? null, items);
      await perform(act);
      await this.save(act);
      return planId;
    });
  }

  private async save({ plan, terms, events, at, actor, authority }: PlanAct): Promise<void> {
    plan.version += 1;
    const { id, ...changes } = plan;
    await this.db.repository(ContentPlan).update({ id }, changes);
    const committee = terms.length + events.length > 0 ? await this.directory.contentCommittee() : null;
    const bodies = {
      authority: { id: authority?.id ?? null, scheduleId: authority?.scheduleId ?? null },
      committee: { id: committee?.id ?? null, scheduleId: committee?.scheduleId ?? null },
    };
    const changed = terms.map((term): DeadlineChange => {
      if (term.do === 'meet') return { ...term, do: 'meet', subjectId: id };
      const role = obligation(term.obligation).bearer as 'authority' | 'committee';
      const bearer: Bearer = { role, authorityId: bodies[role].id, contactId: null, scheduleId: bodies[role].scheduleId };
      return { do: 'open', obligation: term.obligation, subject: 'content-plan', subjectId: id, bearer, startedAt: at };
    });
    await this.deadlines.apply(changed, { stream: 'content-plan', streamId: id, at, actor });
    const rows: NewEvent[] = [];
    for (const { since, turn, ...event } of events) {
      const took = since && turn ? (await this.workingTimes.of(bodies[turn].scheduleId)).workingTimeBetween(since, at) : null;
      rows.push({ ...event, bearer: turn, tookMs: took });
    }
    await this.events.append(...rows);
  }
}
