import { Injectable, type OnModuleInit } from '@nestjs/common';
import { OpenWork, OpenWorkRegistry } from '../executors/index.js';
import type { Actor } from '../identity/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { Deadlines } from '../regulation/index.js';
import { OPEN_ASSIGNMENT } from './open-assignment.js';

/** Hands an executor's open assignments over to a colleague, with their running terms. */
@Injectable()
export class HandOverAssignments extends OpenWork implements OnModuleInit {
  constructor(
    private readonly registry: OpenWorkRegistry,
    private readonly db: Database,
    private readonly deadlines: Deadlines,
    private readonly events: EventLog,
  ) {
    super();
  }

  onModuleInit(): void {
    this.registry.register(this);
  }

  override async openCount(contactId: string): Promise<number> {
    const row = await this.db.row<{ count: number }>(`SELECT count(*)::int AS count FROM assignment WHERE executor_id = $1 AND ${OPEN_ASSIGNMENT}`, [contactId]);
    return row?.count ?? 0;
  }

  override async handOver(fromContactId: string, toContactId: string, actor: Actor, at: Date): Promise<number> {
    // The incidents first, as every act does, in one order.
    await this.db.change(
      `SELECT id FROM incident WHERE id IN (SELECT incident_id FROM assignment WHERE executor_id = $1 AND ${OPEN_ASSIGNMENT}) ORDER BY id FOR UPDATE`,
      [fromContactId],
    );
    // The colleague works on some of them already, or has returned them (settled rule 12): nothing is left behind silently.
    const unfit = await this.db.rows<{ number: string }>(
      `SELECT i.number FROM assignment a JOIN incident i ON i.id = a.incident_id
       WHERE a.executor_id = $1 AND a.${OPEN_ASSIGNMENT} AND EXISTS (
         SELECT 1 FROM assignment b WHERE b.incident_id = a.incident_id AND b.executor_id = $2 AND b.status <> 'withdrawn')
       ORDER BY i.number LIMIT 20`,
      [fromContactId, toContactId],
    );
    if (unfit.length > 0) throw new DomainError('executor.cannot-take-over', { numbers: unfit.map(({ number }) => number).join(', ') });
    const moved = await this.db.change<{ id: string; incidentId: string; authorityId: string; status: string }>(
      `UPDATE assignment SET executor_id = $2 WHERE executor_id = $1 AND ${OPEN_ASSIGNMENT}
       RETURNING id, incident_id AS "incidentId", authority_id AS "authorityId", status`,
      [fromContactId, toContactId],
    );
    if (moved.length === 0) return 0;
    await this.db.change(`UPDATE incident SET version = version + 1 WHERE id = ANY($1)`, [moved.map(({ incidentId }) => incidentId)]);
    await this.deadlines.handOver(moved.map(({ id }) => id), toContactId);
    await this.events.append(
      ...moved.map(({ id, incidentId, authorityId, status }) => ({
        type: 'assignment.hand-over', stream: 'incident', streamId: incidentId, subject: 'assignment', subjectId: id,
        fromState: status, toState: status, actorId: actor.userId, actorRole: actor.roles[0] ?? null, channel: actor.channel,
        clause: 'M-5', details: { from: fromContactId, to: toContactId }, authorityIds: [authorityId], roles: ['curator'], at,
      })),
    );
    return moved.length;
  }
}
