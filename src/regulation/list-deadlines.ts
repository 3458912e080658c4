import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { z } from 'zod';
import { WorkingTimes } from '../calendar/index.js';
import { type Actor, hasRole } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database, SqlFilter } from '../platform/database/index.js';
import { decodeCursor, isoOffset, type Page, toPage } from '../platform/http/index.js';
import { BearerDirectory } from './bearer-directory.js';
import { type Deadline, DEADLINE_COLUMNS } from './deadline.entity.js';
import { deadlineView } from './deadline.view.js';
import { conditionalKeys, obligation, obligationKeys } from './obligations.js';
import type { DeadlinesQuery, ListedDeadline } from './regulation.schemas.js';

const cursorKey = z.tuple([z.number(), z.uuid()]);
const bodies = ['curator', 'committee', 'it-ministry'] as const;

/** The bearer's day at a glance: terms that the actor may see, soonest first. */
@Injectable()
export class ListDeadlines {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly workingTimes: WorkingTimes,
    private readonly modules: ModuleRef,
  ) {}

  /** @throws DomainError `cursor.invalid`. */
  async execute(actor: Actor, query: DeadlinesQuery): Promise<Page<ListedDeadline>> {
    const now = this.clock.now();
    const where = new SqlFilter();
    const ways = byState(where, query, actor, now);
    visibleTo(where, actor);
    if (query.bearer === 'me') await this.borneBy(where, actor);
    if (query.obligation) where.and(`d.obligation = ${where.parameter(query.obligation)}`);
    if (query.authorityId) where.and(`d.bearer_authority_id = ${where.parameter(query.authorityId)}`);
    if (query.cursor) {
      const [due, id] = decodeCursor(query.cursor, cursorKey);
      where.and(`(d.due_at, d.id) > (${where.parameter(new Date(due))}, ${where.parameter(id)}::uuid)`);
    }
    const limit = where.parameter(query.limit + 1);
    const lists = ways.map((way) => `(SELECT ${DEADLINE_COLUMNS} FROM deadline d ${where.where} AND ${way} ORDER BY d.due_at, d.id LIMIT ${limit})`);
    const rows = await this.db.rows<Deadline>(
      `SELECT * FROM (${lists.join(' UNION ALL ')}) AS listed ORDER BY "dueAt", id LIMIT ${limit}`,
      where.parameters,
    );
    const remaining = await this.remaining(now);
    return toPage(rows, query.limit, ({ dueAt, id }) => [dueAt.getTime(), id], (row) => ({ ...deadlineView(row, now), remaining: remaining(row) }));
  }

  private async borneBy(where: SqlFilter, actor: Actor): Promise<void> {
    const alternatives = bodies.filter((role) => hasRole(actor, role)).map((role) => `d.bearer_role = '${role}'`);
    if (hasRole(actor, 'executor')) {
      const contacts = await this.modules.get(BearerDirectory, { strict: false }).contactsOf(actor);
      alternatives.push(`d.bearer_contact_id = ANY(${where.parameter(contacts)}::uuid[])`);
      // What a body owes as such is the day's work of whoever acts for it.
      alternatives.push(`(d.bearer_role = 'authority' AND d.bearer_authority_id = ${where.parameter(actor.authorityId)}::uuid)`);
    }
    anyOf(where, alternatives);
  }

  private async remaining(now: Date): Promise<(deadline: Deadline) => ListedDeadline['remaining']> {
    const workingTimeOf = await this.workingTimes.all();
    return ({ state, term, scheduleId, dueAt }) => {
      if (state !== 'open') return null;
      const clock = term.kind === 'clock-hours';
      const workingMs = clock ? dueAt.getTime() - now.getTime() : workingTimeOf(scheduleId).workingTimeBetween(now, dueAt);
      return { workingMs: Math.round(workingMs), at: isoOffset(now) };
    };
  }
}

/**
 * What the asked state means, as one or two ways that have no deadline in common: each is read along the index from its own
 * beginning, so that running terms are not looked for among all that are overdue.
 */
function byState(where: SqlFilter, { state, bearer }: DeadlinesQuery, actor: Actor, now: Date): string[] {
  where.and(`d.state = '${state === 'late' ? 'met-late' : state === 'overdue' || !state ? 'open' : state}'`);
  if (state !== 'open' && state !== 'overdue') return ['true'];
  const at = where.parameter(now);
  const conditional = `d.obligation = ANY(${where.parameter(conditionalKeys)}::text[])`;
  if (state === 'overdue') return [`d.due_at <= ${at} AND NOT ${conditional}`];
  const borne = (role: string) => role === 'executor' || role === 'authority' ? hasRole(actor, 'executor') : bodies.some((body) => body === role && hasRole(actor, body));
  const possible = bearer !== 'me' || conditionalKeys.some((key) => borne(obligation(key).bearer));
  return [`d.due_at > ${at} AND NOT ${conditional}`, ...(possible ? [conditional] : [])];
}

/** A body sees what its role watches over; an executor what their own authority bears, nothing of another's. */
function visibleTo(where: SqlFilter, actor: Actor): void {
  const seen = obligationKeys.filter((key) => hasRole(actor, ...obligation(key).seenBy) || bodies.some((role) => obligation(key).bearer === role && hasRole(actor, role)));
  const alternatives = seen.length > 0 ? [`d.obligation = ANY(${where.parameter(seen)}::text[])`] : [];
  if (hasRole(actor, 'executor')) {
    alternatives.push(`(d.bearer_authority_id = ${where.parameter(actor.authorityId)}::uuid AND d.bearer_role IN ('executor', 'authority'))`);
  }
  anyOf(where, alternatives);
}

/** Any of the alternatives; none of them is "never". */
function anyOf(where: SqlFilter, alternatives: readonly string[]): void {
  where.and(alternatives.length > 0 ? `(${alternatives.join(' OR ')})` : 'false');
}
