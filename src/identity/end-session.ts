import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock/index.js';
import { Database } from '../platform/database/index.js';
import { notFound } from '../platform/errors/index.js';
import { EventLog } from '../platform/events/index.js';
import type { Actor } from './actor.js';
import { ownId } from './own-id.js';
import { Sessions } from './sessions.js';
import { userEvent } from './user-event.js';

/** Ends one of the actor's own sessions: the current one by logging out, another from the list. */
@Injectable()
export class EndSession {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly sessions: Sessions,
    private readonly events: EventLog,
  ) {}

  /** @throws DomainError `not-found` when the actor has no such live session. */
  execute(actor: Actor, input: { sessionId: string; current: boolean }): Promise<void> {
    return this.db.transaction(async () => {
      const { sessionId, current } = input;
      const userId = ownId(actor);
      if (!(await this.sessions.revoke(userId, sessionId))) throw notFound('session', sessionId);
      const type = current ? 'user.logged-out' : 'user.session-revoked';
      await this.events.append(userEvent(type, userId, actor, this.clock.now(), { sessionId }));
    });
  }
}
