import { Injectable } from '@nestjs/common';
import { WorkingTimes } from '../../calendar/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError, notFound } from '../../platform/errors/index.js';
import { EventLog } from '../../platform/events/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { newId } from '../../platform/ids/index.js';
import { Deadlines } from '../../regulation/index.js';
import { actedBy, differences, lockDirectory } from '../directory-lock.js';
import { DutyTerms } from '../duties/duty-terms.js';
import { AuthorityListeners } from './authority-listeners.js';
import { authorityView } from './authority-reader.js';
import { Authority, AuthorityName, type AuthorityRole } from './authority.entity.js';
import type { AuthorityView, ChangeAuthorityBody } from './authority.schemas.js';

/** Renames an authority, moves it to another schedule, gives it a part of the decree, or ends it. */
@Injectable()
export class ChangeAuthority {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly workingTimes: WorkingTimes,
    private readonly deadlines: Deadlines,
    private readonly terms: DutyTerms,
    private readonly listeners: AuthorityListeners,
  ) {}

  /**
   * @param expected version the actor saw, null for any.
   * @throws DomainError `not-found` (also the schedule), `precondition.failed`, `authority.duplicate`, `authority.holds-role` (a body
   *   with a part of the decree cannot end before another takes it), `authority.period`.
   */
  execute(actor: Actor, id: string, input: ChangeAuthorityBody, expected: number | null): Promise<AuthorityView> {
    return this.db.transaction(async () => {
      await lockDirectory(this.db);
      await this.listeners.prepare();
      const at = this.clock.now();
      const row = await this.db.repository(Authority).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!row) throw notFound('authority', id);
      await checkVersion(expected, row.version, () => authorityView(row, at));
      const changes = differences({ ...row }, input);
      if (Object.keys(changes).length === 0) return authorityView(row, at);
      const next: Authority = { ...row, ...input, version: row.version + 1 };
      await this.check(next);
      if (changes['role']) await this.takeRole(actor, next.role, at);
      await this.db.repository(Authority).update({ id }, next);
      const renamed = changes['name'] !== undefined || changes['shortName'] !== undefined;
      if (renamed) await this.rename(next, at);
      await this.events.append({
        type: renamed ? 'authority.renamed' : next.validTo && changes['validTo'] ? 'authority.ended' : 'authority.changed',
        stream: 'authority', streamId: id, ...actedBy(actor, at), details: { changed: changes },
        authorityIds: [id], roles: ['curator', 'admin'],
      });
      if (changes['role']) await this.terms.review(actor, at);
      else if (changes['validTo']) await this.terms.review(actor, at, [id]);
      if (changes['scheduleId']) await this.reschedule(actor, next, at);
      const named = { id, name: next.name, nameChanged: changes['name'] !== undefined, shortNameChanged: changes['shortName'] !== undefined };
      if (renamed) await this.listeners.renamed(named, actor, at);
      return authorityView(next, at);
    });
  }

  private async check(next: Authority): Promise<void> {
    if (next.validTo && next.validTo <= next.validFrom) throw new DomainError('authority.period');
    if (next.validTo && next.role) throw new DomainError('authority.holds-role', { role: next.role });
    if (next.validTo) return;
    const same = await this.db.row<{ id: string; name: string }>(
      `SELECT id, name FROM authority WHERE name = $1 AND valid_to IS NULL AND id <> $2`,
      [next.name, next.id],
    );
    if (same) throw new DomainError('authority.duplicate', { existingId: same.id, name: same.name });
  }

  /** The former holder of the part loses it in the same act: there is always exactly one. */
  private async takeRole(actor: Actor, role: AuthorityRole | null, at: Date): Promise<void> {
    const former = await this.db.change<{ id: string }>(
      `UPDATE authority SET role = NULL, version = version + 1 WHERE role = $1 RETURNING id`,
      [role],
    );
    await this.events.append(
      ...former.map(({ id }) => ({
        type: 'authority.changed', stream: 'authority', streamId: id, ...actedBy(actor, at),
        details: { changed: { role: { from: role, to: null } } }, authorityIds: [id], roles: ['curator', 'admin'],
      })),
    );
  }

  /**
   * Open terms count on by the new schedule, and the history says so (rule 7 of counting). That the schedule exists is
   * asked afterwards: asking first would hold the calendar for reading while it has to be held for writing.
   */
  private async reschedule(actor: Actor, { id, scheduleId }: Authority, at: Date): Promise<void> {
    await this.deadlines.rescheduleAuthority(id, scheduleId, actor, at);
    await this.workingTimes.of(scheduleId);
  }

  private async rename({ id, name, shortName }: Authority, at: Date): Promise<void> {
    const former = `UPDATE authority_name SET valid_to = $2 WHERE authority_id = $1 AND valid_to IS NULL`;
    await this.db.change(former, [id, at]);
    await this.db.repository(AuthorityName).insert({
      id: newId(), authorityId: id, name, shortName, validFrom: at, validTo: null,
    });
  }
}
