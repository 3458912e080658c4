import type { AuthorityRef } from '../executors/index.js';
import type { Actor, Role } from '../identity/index.js';
import { DomainError } from '../platform/errors/index.js';
import type { NewEvent } from '../platform/events/index.js';
import { transitionOf } from '../platform/workflow/index.js';
import type { ObligationKey } from '../regulation/index.js';
import { type ContentPlan, isGovernments } from './content-plan.entity.js';
import { type PlanEvent, type PlanTransition, planWorkflow, turnOf } from './content-plan.transitions.js';
import type { PlanItem } from './plan-item.entity.js';

/** A step before its working time is known: `since` and whose turn it was give it. */
export interface PlanStep extends NewEvent {
  since: Date | null;
  turn: 'authority' | 'committee' | null;
}

/** One act on one plan: moves it by the table and gathers what must be written. {@link PlanActs} loads and saves. */
export class PlanAct {
  readonly events: PlanStep[] = [];
  private by: { role: Role | null; clause: string | null } = { role: null, clause: null };
  readonly terms: { do: 'open' | 'meet'; obligation: ObligationKey }[] = [];

  constructor(
    readonly actor: Actor,
    readonly at: Date,
    readonly plan: ContentPlan,
    /** Null for the Government's plan. */
    readonly authority: AuthorityRef | null,
    /** The working copy, in order. */
    readonly items: PlanItem[],
  ) {}

  /**
   * Moves the plan by its table. What moves nothing (editing) is told by {@link tell} once it is known what was done.
   * @throws DomainError `plan.action-not-allowed` when the table has no such move from the present state for the actor.
   */
  move(event: PlanEvent, details: Record<string, unknown> = {}): void {
    const { plan, actor, at } = this;
    const row = this.require(event);
    const held = rolesOver(actor, plan);
    // Of somebody's roles, the one the act was done in.
    this.by = { role: row.roles.find((role) => held.includes(role)) ?? null, clause: row.clause };
    if (row.meets) this.terms.push({ do: 'meet', obligation: row.meets });
    if (row.opens) this.terms.push({ do: 'open', obligation: row.opens });
    if (row.to === plan.status) return;
    this.events.push({
      ...this.step(event, details),
      subject: 'content-plan', subjectId: plan.id, fromState: plan.status, toState: row.to, since: plan.stateSince, turn: isGovernments(plan) && turnOf[plan.status] ? 'committee' : turnOf[plan.status],
    });
    plan.status = row.to;
    plan.stateSince = at;
  }

  /**
   * The row of the table an act takes; asked first by acts that look at more than the plan itself.
   * @throws DomainError `plan.action-not-allowed` when there is none for the present state and the actor.
   */
  require(event: PlanEvent): PlanTransition {
    const { plan, actor } = this;
    const row = transitionOf(planWorkflow, plan.status, event, { government: isGovernments(plan) });
    const held = rolesOver(actor, plan);
    if (row && (actor.channel === 'system' || row.roles.some((role) => held.includes(role)))) return row;
    throw new DomainError('plan.action-not-allowed', { action: event, state: plan.status, planId: plan.id });
  }

  /** Writes into the history what an act did that leaves the state as it is. */
  tell(what: string, details: Record<string, unknown>, itemId?: string): void {
    this.events.push({ ...this.step(what, details), subject: itemId ? 'plan-item' : 'content-plan', subjectId: itemId ?? this.plan.id });
  }

  private step(what: string, details: Record<string, unknown>): PlanStep {
    const { plan, actor, at, by } = this;
    return {
      type: `plan.${what}`, stream: 'content-plan', streamId: plan.id, actorId: actor.userId, actorRole: by.role, channel: actor.channel,
      clause: by.clause, details, authorityIds: plan.authorityId === null ? [] : [plan.authorityId], roles: ['committee'], at, since: null, turn: null,
    };
  }
}

/** An executor's role counts only for the plans of their own authority. */
export const rolesOver = (actor: Actor, { authorityId }: Pick<ContentPlan, 'authorityId'>): readonly Role[] =>
  authorityId !== null && actor.authorityId === authorityId ? actor.roles : actor.roles.filter((role) => role !== 'executor');

/** The committee coordinates the work of all; an authority sees its own plans. */
export const seesAll = (actor: Actor): boolean => actor.channel === 'system' || actor.roles.includes('committee');

/** Whether the plan exists for the actor. */
export const sees = (actor: Actor, { authorityId }: Pick<ContentPlan, 'authorityId'>): boolean =>
  seesAll(actor) || (authorityId !== null && actor.roles.includes('executor') && actor.authorityId === authorityId);
