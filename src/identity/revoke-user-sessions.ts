import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import type { Actor } from './actor.js';
import { Sessions } from './sessions.js';
import { userEvent } from './user-event.js';

/** Ends all sessions of a user, e.g. after a device was lost. */
@Injectable()
export class RevokeUserSessions {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly events: EventLog,
  ) {}

  /**
   * @returns how many sessions ended.
   * @throws DomainError `not-found`.
   */
  execute(actor: Actor, id: string): Promise<number> {
    return this.db.transaction(async () => {
      const user = await this.db.row(`SELECT 1 FROM user_account WHERE id = $1`, [id]);
      if (!user) throw notFound('user', id);
      const revokedSessions = await this.sessions.revokeAll(id);
      const at = this.clock.now();
      await this.events.append(userEvent('user.sessions-revoked', id, actor, at, { revokedSessions }));
      return revokedSessions;
    });
  }
}
