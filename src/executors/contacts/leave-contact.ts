import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { DutyTerms } from '../duties/duty-terms.js';
import { ContactReader } from './contact-reader.js';
import { ContactRecord } from './contact-record.js';
import { ContactUsers } from './contact-users.js';
import { Contact, type Duty } from './contact.entity.js';
import type { LeaveBody } from './contact.schemas.js';
import { HandOverWork } from './hand-over-work.js';
import { OpenWorkRegistry } from './open-work.js';

/** Ends a contact's duty. An executor's open work must go to a colleague first, or no one would answer for it. */
@Injectable()
export class LeaveContact {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: ContactRecord,
    private readonly reader: ContactReader,
    private readonly users: ContactUsers,
    private readonly work: OpenWorkRegistry,
    private readonly handOver: HandOverWork,
    private readonly terms: DutyTerms,
  ) {}

  /**
   * @throws DomainError `not-found`, `precondition.failed`, `contact.left`, `contact.leave-moment`,
   *   `executor.has-open-work` with `count`, `executor.hand-over-unfit`.
   */
  execute(actor: Actor, duty: Duty, id: string, input: LeaveBody, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.record.lock(actor, duty, id);
      await checkVersion(expected, row.version, () => this.reader.view(actor, duty, id));
      if (row.validTo) throw new DomainError('contact.left');
      const now = this.clock.now();
      const at = input.at ?? now;
      if (at > now || at < row.validFrom) throw new DomainError('contact.leave-moment');
      const handedOver = await this.settleWork(actor, row, input.handOverTo, now);
      await this.db.repository(Contact).update({ id }, { validTo: at, version: row.version + 1 });
      await this.endDeputies(id, at);
      const details = { leftAt: at, handedOverTo: input.handOverTo ?? null, handedOver };
      await this.record.tell('contact.left', row, actor, now, details);
      if (duty === 'executor') await this.terms.executorLeft(row, at, actor, now);
      await this.users.release(actor, row);
    });
  }

  private async settleWork(actor: Actor, row: Contact, to: string | undefined, now: Date): Promise<number> {
    if (to !== undefined) return this.handOver.move(actor, row, to, now);
    const count = await this.work.openCount(row.id);
    if (count > 0) throw new DomainError('executor.has-open-work', { count });
    return 0;
  }

  /** Neither deputised for nor deputising after leaving. */
  private async endDeputies(id: string, at: Date): Promise<void> {
    const of = '(contact_id = $1 OR deputy_contact_id = $1)';
    await this.db.change(`DELETE FROM deputy WHERE ${of} AND valid_from >= $2`, [id, at]);
    await this.db.change(`UPDATE deputy SET valid_to = $2 WHERE ${of} AND valid_to > $2`, [id, at]);
  }
}
