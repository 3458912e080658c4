import { Injectable } from '@nestjs/common';
import type { Actor } from '../../identity/index.js';
import { Clock } from '../../platform/clock/index.js';
import { Database } from '../../platform/database/index.js';
import { DomainError } from '../../platform/errors/index.js';
import { checkVersion } from '../../platform/http/index.js';
import { ContactReader } from '../contacts/contact-reader.js';
import { ContactRecord } from '../contacts/contact-record.js';
import type { Duty } from '../contacts/contact.entity.js';
import { DutyTerms } from './duty-terms.js';

/** Says that a contact's details are still right; a change declared by mistake is settled by it too. */
@Injectable()
export class ConfirmContact {
  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly record: ContactRecord,
    private readonly reader: ContactReader,
    private readonly terms: DutyTerms,
  ) {}

  /** @throws DomainError `not-found`, `precondition.failed`, `contact.left`. */
  execute(actor: Actor, duty: Duty, id: string, expected: number | null): Promise<void> {
    return this.db.transaction(async () => {
      const row = await this.record.lock(actor, duty, id);
      await checkVersion(expected, row.version, () => this.reader.view(actor, duty, id));
      if (row.validTo) throw new DomainError('contact.left');
      const at = this.clock.now();
      await this.record.bump(row, at);
      await this.record.tell('contact.confirmed', row, actor, at, { before: row.confirmedAt });
      if (duty === 'executor') await this.terms.detailsMoot(row, 'still-right', actor, at);
    });
  }
}
