import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import type { Actor } from './actor.js';
import { userEvent } from './user-event.js';

/** Lets a locked user sign in at once, the count of failures starting anew. */
@Injectable()
export class UnlockUser {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
  ) {}

  /** @throws DomainError `not-found`. */
  execute(actor: Actor, id: string): Promise<void> {
    return this.db.transaction(async () => {
      const sql = `UPDATE user_account SET failed_logins = 0, locked_until = NULL WHERE id = $1 RETURNING id`;
      const [user] = await this.db.change(sql, [id]);
      if (!user) throw notFound('user', id);
      await this.events.append(userEvent('user.unlocked', id, actor, this.clock.now()));
    });
  }
}
