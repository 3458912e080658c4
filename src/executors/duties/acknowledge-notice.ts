import { Injectable } from '@nestjs/common';
import { Acknowledgements } from '../../acknowledgements/index.js';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { EventLog } from '../../platform/events/index.js';
import { actedBy } from '../directory-lock.js';
import { NoticeReader } from './notice-reader.js';

/** Somebody of an authority takes note of a curator's new details (D-2.2). A repetition changes nothing. */
@Injectable()
export class AcknowledgeNotice {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly events: EventLog,
    private readonly reader: NoticeReader,
    private readonly acknowledgements: Acknowledgements,
  ) {}

  /** @returns when it was first. @throws DomainError `not-found`. */
  execute(actor: Actor, id: string): Promise<Date> {
    return this.db.transaction(async () => {
      await this.reader.check(id);
      const now = this.clock.now();
      const { at, fresh } = await this.acknowledgements.record('curator-notice', id, actor, now);
      if (fresh) {
        await this.events.append({
          type: 'notice.acknowledged', stream: 'notice', streamId: id, ...actedBy(actor, at), clause: 'D-2.2',
          authorityIds: actor.authorityId ? [actor.authorityId] : [], roles: ['curator', 'admin'],
        });
      }
      return at;
    });
  }
}
