import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/index.js';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { DomainError, notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import { ObjectCleaner } from './object-cleaner.js';

/** Takes an own attachment back that is not used yet. */
@Injectable()
export class DeleteAttachment {
  constructor(
    private readonly db: Database,
    private readonly events: EventLog,
    private readonly cleaner: ObjectCleaner,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError `not-found` for what is not the actor's, `attachment.already-used` for what is bound. */
  async execute(actor: Actor, { id }: { id: string }): Promise<void> {
    const sha256 = await this.db.transaction(async () => {
      const [own] = await this.db.change<{ sha256: string; bound: boolean }>(
        `SELECT sha256, bound_at IS NOT NULL AS bound FROM attachment
         WHERE id = $1 AND uploaded_by = $2 AND state = 'stored' FOR UPDATE`,
        [id, actor.userId],
      );
      if (!own) throw notFound('attachment', id);
      if (own.bound) throw new DomainError('attachment.already-used', { ids: [id] });
      await this.db.change(`UPDATE attachment SET state = 'deleted' WHERE id = $1`, [id]);
      await this.events.append({
        type: 'attachment.deleted',
        stream: 'attachment',
        streamId: id,
        fromState: 'stored',
        toState: 'deleted',
        actorId: actor.userId,
        actorRole: actor.roles[0] ?? null,
        channel: actor.channel,
        at: this.clock.now(),
      });
      return own.sha256;
    });
    await this.cleaner.clean(sha256);
  }
}
