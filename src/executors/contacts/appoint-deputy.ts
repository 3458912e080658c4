import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { newId } from '../../platform/ids/index.js';
import { ContactRecord } from './contact-record.js';
import { Contact, Deputy, type Duty } from './contact.entity.js';
import type { DeputyBody } from './contact.schemas.js';

/** Names who stands in for a contact during an absence: never two at once. */
@Injectable()
export class AppointDeputy {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: ContactRecord,
  ) {}

  /** @throws DomainError `not-found`, `contact.left`, `deputy.period`, `deputy.unfit`, `deputy.overlap`. */
  execute(actor: Actor, duty: Duty, id: string, { deputyId, from, to }: DeputyBody): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.record.lock(actor, duty, id);
      const at = this.clock.now();
      if (row.validTo) throw new DomainError('contact.left');
      if (to <= from || to <= at) throw new DomainError('deputy.period');
      await this.checkFit(row, deputyId);
      const taken = await this.db.row<{ deputyId: string }>(
        `SELECT deputy_contact_id AS "deputyId" FROM deputy WHERE contact_id = $1 AND valid_from < $3 AND valid_to > $2`,
        [id, from, to],
      );
      if (taken) throw new DomainError('deputy.overlap', { deputyId: taken.deputyId });
      await this.db.repository(Deputy).insert({
        id: newId(), contactId: id, deputyContactId: deputyId, validFrom: from, validTo: to,
      });
      await this.record.tell('contact.deputy-appointed', row, actor, at, { deputyId, from, to });
    });
  }

  /** An executor of the same authority; for a curator any other curator. */
  private async checkFit(row: Contact, deputyId: string): Promise<void> {
    const deputy = await this.db.reader.getRepository(Contact).findOneBy({ id: deputyId, duty: row.duty });
    const colleague = row.duty === 'curator' || deputy?.authorityId === row.authorityId;
    const fit = deputy && deputy.id !== row.id && !deputy.validTo && colleague;
    if (!fit) throw new DomainError('deputy.unfit', { deputyId });
  }
}
