import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { notFound } from '../../platform/errors/index.js';
import { ContactRecord } from './contact-record.js';
import type { Duty } from './contact.entity.js';

/** Ends a deputy's periods for a contact: the running one now, the coming ones before they begin. */
@Injectable()
export class EndDeputy {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: ContactRecord,
  ) {}

  /** @throws DomainError `not-found` when that person deputises neither now nor later. */
  execute(actor: Actor, duty: Duty, id: string, deputyId: string): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.record.lock(actor, duty, id);
      const at = this.clock.now();
      const coming = await this.db.change(
        `DELETE FROM deputy WHERE contact_id = $1 AND deputy_contact_id = $2 AND valid_from >= $3 RETURNING id`,
        [id, deputyId, at],
      );
      const running = await this.db.change(
        `UPDATE deputy SET valid_to = $3 WHERE contact_id = $1 AND deputy_contact_id = $2 AND valid_to > $3 RETURNING id`,
        [id, deputyId, at],
      );
      const periods = coming.length + running.length;
      if (periods === 0) throw notFound('deputy', deputyId);
      await this.record.tell('contact.deputy-ended', row, actor, at, { deputyId, periods });
    });
  }
}
